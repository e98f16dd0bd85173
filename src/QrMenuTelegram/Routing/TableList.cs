using System.Globalization;
using System.Text.RegularExpressions;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Routing;

/// <summary>
/// Lists of tables as people type them: <c>1-8 12 A3 VIP "Стол у окна"</c>, separated by commas or spaces. Ranges are of
/// numbers, with the same letters before both or none; a name with spaces, or one that looks like a range, stands in
/// quotes (a quote inside is doubled).
/// </summary>
public static partial class TableList
{
    /// <summary>How many tables one list may name.</summary>
    public const int Most = 1000;

    private static readonly HashSet<string> WordsForTable =
        new(StringComparer.OrdinalIgnoreCase) { "стол", "стола", "столы", "столов", "столик", "столики", "table", "tables", "№", "#" };

    public static Reading Read(string text)
    {
        if (Pieces.Of(text, out var pieces) is { } broken)
        {
            return broken;
        }
        var names = new List<TableName>();
        for (var i = 0; i < pieces.Count; i++)
        {
            var next = i + 1 < pieces.Count ? pieces[i + 1].Text : "";
            if (Understand(pieces[i], next, names) is { } wrong)
            {
                return wrong;
            }
            if (names.Count > Most)
            {
                return new Reading.Wrong(TableListFault.TooMany, pieces[i].Text, Most.ToString(CultureInfo.InvariantCulture));
            }
        }
        return names.Count == 0 ? new Reading.Wrong(TableListFault.Empty, "", "1-8 12 VIP") : new Reading.Ok(InOrder(names));
    }

    /// <summary>Without repetition (the first spelling stays), in natural order.</summary>
    public static IReadOnlyList<TableName> InOrder(IEnumerable<TableName> tables) => [.. tables.Distinct().Order(NaturalOrder.Instance)];

    /// <summary>The shortest form that <see cref="Read"/> turns into the same tables; '' for none.</summary>
    /// <param name="tables">As <see cref="InOrder"/> gives them.</param>
    public static string Format(IReadOnlyList<TableName> tables)
    {
        var parts = new List<string>();
        for (var i = 0; i < tables.Count;)
        {
            var run = RunAt(tables, i);
            parts.Add(run > 2 ? tables[i].Text + "-" + tables[i + run - 1].Text : Quoted(tables[i].Text));
            i += run > 2 ? run : 1;
        }
        return string.Join(", ", parts);
    }

    /// <summary>The name as it must be typed: in quotes where it would be read as something else.</summary>
    public static string Quoted(string name) =>
        Read(name) is Reading.Ok([var only]) && only.Text == name ? name : InQuotes(name);

    private static string InQuotes(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static Reading.Wrong? Understand(Piece piece, string next, List<TableName> names)
    {
        var text = piece.Text;
        if (piece.InQuotes)
        {
            names.Add(new TableName(text));
            return names[^1].Text.Length == 0 ? new(TableListFault.EmptyName, "\"\"", "\"VIP 2\"") : null;
        }
        if (WordsForTable.Contains(text))
        {
            var whole = next.Length == 0 ? text : text + " " + next;
            return new(TableListFault.WordForTable, whole, InQuotes(whole));
        }
        if (text[0] == '@')
        {
            return new(TableListFault.ServerInside, text, InQuotes(text));
        }
        if (HalfRange().IsMatch(text))
        {
            return new(TableListFault.HalfRange, text, "1-8");
        }
        var range = Range().Match(text);
        if (!range.Success || !range.Groups["p"].ValueSpan.Equals(range.Groups["q"].ValueSpan, StringComparison.OrdinalIgnoreCase))
        {
            names.Add(new TableName(text));
            return null;
        }
        return Spread(text, range.Groups["p"].Value, range.Groups["a"].Value, range.Groups["b"].Value, names);
    }

    private static Reading.Wrong? Spread(string text, string prefix, string from, string to, List<TableName> names)
    {
        var (first, last) = (Number(from), Number(to));
        if (last < first)
        {
            return new(TableListFault.BackwardRange, text, prefix + to + "-" + prefix + from);
        }
        if (last - first >= Most)
        {
            return new(TableListFault.WideRange, text, Most.ToString(CultureInfo.InvariantCulture));
        }
        var width = Width(from) > 0 ? Width(from) : Width(to);
        for (var n = first; n <= last; n++)
        {
            names.Add(new TableName(prefix + Padded(n, width)));
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
        while (start + length < tables.Count && number + length <= 999_999_999 && length < Most
            && tables[start + length].Text == prefix + Padded(number + length, width))
        {
            length++;
        }
        return length;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    // 01 and 08 mean 01, 02 ... 08; 1 and 8 mean 1, 2 ... 8.
    private static int Width(string digits) => digits.Length > 1 && digits[0] == '0' ? digits.Length : 0;

    private static string Padded(int number, int width) => number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    [GeneratedRegex(@"^(?<p>\p{L}*)(?<a>[0-9]{1,9})[-–—](?<q>\p{L}*)(?<b>[0-9]{1,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"^(?<p>\p{L}*)(?<a>[0-9]{1,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^([-–—]+|[-–—]\p{L}*[0-9]+|\p{L}*[0-9]+[-–—])$", RegexOptions.CultureInvariant)]
    private static partial Regex HalfRange();

    /// <summary>What came of reading.</summary>
    public abstract record Reading
    {
        private Reading()
        {
        }

        /// <param name="Tables">At least one, without repetition, in natural order.</param>
        public sealed record Ok(IReadOnlyList<TableName> Tables) : Reading;

        /// <param name="Fault">What is wrong.</param>
        /// <param name="Piece">With what, as typed.</param>
        /// <param name="Form">The right form, or the bound that was passed.</param>
        public sealed record Wrong(TableListFault Fault, string Piece, string Form) : Reading;
    }
}

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
}
