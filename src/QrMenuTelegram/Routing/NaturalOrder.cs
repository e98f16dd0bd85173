using QrMenuTelegram.Events;

namespace QrMenuTelegram.Routing;

/// <summary>
/// The order people count tables in: 2 before 12, A2 before A12, numbers before words. A total order that agrees with
/// equality, so 1 and 01 stand together but apart.
/// </summary>
public sealed class NaturalOrder : IComparer<TableName>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(TableName x, TableName y) => Compare(x.SortKey, y.SortKey);

    public static int Compare(string x, string y)
    {
        var (i, j) = (0, 0);
        while (i < x.Length && j < y.Length)
        {
            var byPart =
                char.IsAsciiDigit(x[i]) && char.IsAsciiDigit(y[j])
                    ? CompareNumbers(TakeNumber(x, ref i), TakeNumber(y, ref j))
                    : x[i++].CompareTo(y[j++]);
            if (byPart != 0)
            {
                return byPart;
            }
        }
        var byLength = (x.Length - i).CompareTo(y.Length - j);
        return byLength != 0 ? byLength : string.CompareOrdinal(x, y);
    }

    private static ReadOnlySpan<char> TakeNumber(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }
        return text.AsSpan(start, at - start).TrimStart('0');
    }

    // Of any length, so no parsing: without leading zeros the longer one is the greater.
    private static int CompareNumbers(ReadOnlySpan<char> x, ReadOnlySpan<char> y) =>
        x.Length != y.Length ? x.Length.CompareTo(y.Length) : x.SequenceCompareTo(y);
}
