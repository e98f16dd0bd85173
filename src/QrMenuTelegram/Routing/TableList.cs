using System.Globalization;
using System.Text.RegularExpressions;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Routing;

/// <summary>
/// Lists of tables: <c>1-8, 12, A3, VIP, "Стол у окна"</c>. Ranges are of numbers, with the same letters before both or
/// none; a name that would be read as something else stands in quotes (a quote inside is doubled).
/// </summary>
public static partial class TableList
{
    /// <summary>How many tables one list may name.</summary>
    public const int Most = 1000;

    /// <summary>As people type it, see <see cref="TypedTables"/>.</summary>
    public static Parsed<TypedTableList, TableListComplaint> Read(string text) => new TypedTables().Read(text);

    /// <summary>As <see cref="Format"/> wrote it, in this version or an earlier one; what it did not write is left out.</summary>
    public static IReadOnlyList<TableName> Parse(string formatted)
    {
        if (Pieces.Split(formatted, out var pieces) is not null)
        {
            return [];
        }
        var names = new List<TableName>();
        foreach (var piece in pieces)
        {
            if (piece.InQuotes || RangeOf(piece.Text) is not { } range || Spread(piece.Text, range, names) is not null)
            {
                names.Add(new TableName(piece.Text));
            }
        }
        return InOrder(names);
    }

    /// <summary>Without repetition (the first spelling stays), in natural order.</summary>
    public static IReadOnlyList<TableName> InOrder(IEnumerable<TableName> tables) => [.. tables.Distinct().Order(NaturalOrder.Instance)];

    /// <summary>The shortest form that <see cref="Read"/> and <see cref="Parse"/> turn into the same tables; '' for none.</summary>
    /// <param name="tables">As <see cref="InOrder"/> gives them.</param>
    public static string Format(IReadOnlyList<TableName> tables)
    {
        var parts = new List<string>();
        for (var i = 0; i < tables.Count; )
        {
            var run = RunAt(tables, i);
            parts.Add(run > 2 ? tables[i].Text + "-" + tables[i + run - 1].Text : Quoted(tables[i].Text));
            i += run > 2 ? run : 1;
        }
        return string.Join(", ", parts);
    }

    /// <summary>The name as it must be typed: in quotes where it would be read as something else.</summary>
    public static string Quoted(string name) =>
        !Read(name).IsWrong(out _, out var list) && list.Tables is [var only] && only.Text == name && !ListParser.IsAny(name)
            ? name
            : InQuotes(name);

    internal static string InQuotes(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>Whether the text is a range, and of which numbers; null where it is none, or its letters differ.</summary>
    internal static TableRange? RangeOf(string text)
    {
        var range = Range().Match(text);
        return range.Success && range.Groups["p"].ValueSpan.Equals(range.Groups["q"].ValueSpan, StringComparison.OrdinalIgnoreCase)
            ? new TableRange(range.Groups["p"].Value, range.Groups["a"].Value, range.Groups["b"].Value)
            : null;
    }

    internal static TableListComplaint? Spread(string text, TableRange range, List<TableName> names)
    {
        var (first, last) = (Number(range.From), Number(range.To));
        if (last < first)
        {
            return new(TableListFault.BackwardRange, text, range.Letters + range.To + "-" + range.Letters + range.From);
        }
        if (last - first >= Most)
        {
            return new(TableListFault.WideRange, text, Most.ToString(CultureInfo.InvariantCulture));
        }
        var width = Width(range.From) > 0 ? Width(range.From) : Width(range.To);
        for (var n = first; n <= last; n++)
        {
            names.Add(new TableName(range.Letters + Padded(n, width)));
        }
        return null;
    }

    private static int RunAt(IReadOnlyList<TableName> tables, int start)
    {
        var first = Numbered().Match(tables[start].Text);
        if (!first.Success)
        {
            return 1;
        }
        var (prefix, width, number) = (first.Groups["p"].Value, Width(first.Groups["a"].Value), Number(first.Groups["a"].Value));
        var length = 1;
        while (
            start + length < tables.Count
            && number + length <= 999_999_999
            && length < Most
            && tables[start + length].Text == prefix + Padded(number + length, width)
        )
        {
            length++;
        }
        return prefix.Length == 0 || IsReadBack(tables[start].Text, tables[start + length - 1].Text, length) ? length : 1;
    }

    // "no1-no3" is read as 1, 2, 3: such names stand one by one.
    private static bool IsReadBack(string first, string last, int length) =>
        !Read(first + "-" + last).IsWrong(out _, out var list) && list.Tables.Count == length && list.Tables[0].Text == first;

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    // 01 and 08 mean 01, 02 ... 08; 1 and 8 mean 1, 2 ... 8.
    private static int Width(string digits) => digits.Length > 1 && digits[0] == '0' ? digits.Length : 0;

    private static string Padded(int number, int width) => number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    [GeneratedRegex(@"^(?<p>\p{L}*)(?<a>[0-9]{1,9})[-–—](?<q>\p{L}*)(?<b>[0-9]{1,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"^(?<p>\p{L}*)(?<a>[0-9]{1,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}

/// <summary>A list of tables that somebody typed.</summary>
/// <param name="Tables">At least one, without repetition, in natural order.</param>
/// <param name="Doubtful">Those that look like no number of a table and are not in quotes: good only where such a table is known.</param>
public sealed record TypedTableList(IReadOnlyList<TableName> Tables, IReadOnlyList<TableName> Doubtful);

/// <summary>Why a list of tables can't be understood.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Piece">With what, as typed.</param>
/// <param name="Form">The right form, or the bound that was passed.</param>
public sealed record TableListComplaint(TableListFault Fault, string Piece, string Form);

/// <summary>A range of tables as typed.</summary>
/// <param name="Letters">Before both numbers; '' for none.</param>
/// <param name="From">Digits.</param>
/// <param name="To">Digits.</param>
internal sealed record TableRange(string Letters, string From, string To);

/// <summary>What may be wrong with a list of tables; its text is <c>tables.fault.NAME</c>.</summary>
public enum TableListFault
{
    Empty,
    OpenQuote,
    QuoteInside,
    EmptyName,
    WordForTable,
    ServerInside,
    HalfRange,
    BackwardRange,
    WideRange,
    TooMany,
    AllExcept,
    NotAmong,
}
