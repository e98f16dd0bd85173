using System.Globalization;
using System.Text.RegularExpressions;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Routing;

/// <summary>
/// A list of tables as people type it: <c>1-8 12 VIP "Стол у окна"</c>, <c>с 1 по 8</c>, <c>1..8, 10 и 12</c>,
/// <c>(столы №1 – №8) кроме 5</c>. Every dash, digit and space that Unicode has is what it looks like; for one reading.
/// </summary>
internal sealed partial class TypedTables
{
    private readonly List<TableName> _names = [];
    private readonly List<TableName> _excluded = [];
    private readonly HashSet<TableName> _doubtful = [];
    private List<Piece> _words = [];
    private bool _excluding;

    public Parsed<TypedTableList, TableListComplaint> Read(string text)
    {
        var line = string.Concat(Pieces.Parts(text).Select(part => part.InQuotes ? part.Text : Plain(part.Text)));
        if (Pieces.Split(line, out var pieces) is { } broken)
        {
            return broken;
        }
        _words =
        [
            .. pieces
                .Select(piece => piece.InQuotes ? piece : piece with { Text = Bare(piece.Text) })
                .Where(piece => piece.InQuotes || piece.Text.Length > 0),
        ];
        for (var i = 0; i < _words.Count; i++)
        {
            if (Take(ref i) is { } wrong)
            {
                return wrong;
            }
            if (_names.Count > TableList.Most)
            {
                return new TableListComplaint(
                    TableListFault.TooMany,
                    _words[i].Text,
                    TableList.Most.ToString(CultureInfo.InvariantCulture)
                );
            }
        }
        return Result();
    }

    private Parsed<TypedTableList, TableListComplaint> Result()
    {
        var excluded = _excluded.ToHashSet();
        if (_excluded.FirstOrDefault(table => !_names.Contains(table)) is { Text: { } stranger })
        {
            return new TableListComplaint(TableListFault.NotAmong, stranger, TableList.Format(TableList.InOrder(_names)));
        }
        var tables = TableList.InOrder(_names.Where(table => !excluded.Contains(table)));
        return tables.Count == 0
            ? new TableListComplaint(TableListFault.Empty, "", "1-8 12 VIP")
            : new TypedTableList(tables, [.. tables.Where(_doubtful.Contains)]);
    }

    private TableListComplaint? Take(ref int i)
    {
        var (text, inQuotes, _) = _words[i];
        var isLast = i == _words.Count - 1;
        if (inQuotes)
        {
            return Name(text);
        }
        if (!isLast && _names.Count > 0 && ListParser.Joins(text))
        {
            return null;
        }
        if (!isLast && ListParser.Excludes(text))
        {
            return Exclude(text, ref i);
        }
        if (ListParser.IsForTable(text))
        {
            return isLast ? new(TableListFault.WordForTable, text, TableList.InQuotes(text)) : null;
        }
        if (ListParser.BeginsRange(text) && IsSpokenRange(i + 1))
        {
            return null;
        }
        if (IsSpokenRange(i))
        {
            i += 2;
            return Understand(Number(_words[i - 2].Text) + "-" + Number(_words[i].Text));
        }
        return Understand(text);
    }

    private TableListComplaint? Exclude(string word, ref int i)
    {
        if (_names.All(name => ListParser.MeansAll(name.Text)))
        {
            return new(TableListFault.AllExcept, word, "1-4 6-8");
        }
        _excluding = true;
        while (i < _words.Count - 2 && ListParser.FollowsExcept(_words[i + 1].Text))
        {
            i++;
        }
        return null;
    }

    private TableListComplaint? Understand(string text)
    {
        if (text[0] == '@')
        {
            return new(TableListFault.ServerInside, text, TableList.InQuotes(text));
        }
        if (HalfRange().IsMatch(text))
        {
            return new(TableListFault.HalfRange, text, "1-8");
        }
        var before = Target.Count;
        if (TableList.RangeOf(text) is not { } range)
        {
            return Name(text, IsPlain(text));
        }
        var wrong = TableList.Spread(text, range, Target);
        if (!IsPlain(range.Letters + range.From))
        {
            _doubtful.UnionWith(Target.Skip(before));
        }
        return wrong;
    }

    private List<TableName> Target => _excluding ? _excluded : _names;

    private TableListComplaint? Name(string text, bool isSure = true)
    {
        var name = new TableName(text);
        if (name.Text.Length == 0)
        {
            return new(TableListFault.EmptyName, "\"\"", "\"VIP 2\"");
        }
        Target.Add(name);
        if (!isSure)
        {
            _doubtful.Add(name);
        }
        return null;
    }

    // 1 to 8, with a word between.
    private bool IsSpokenRange(int i) =>
        i + 2 < _words.Count
        && Number(_words[i].Text) is not null
        && Number(_words[i + 2].Text) is not null
        && (
            ListParser.EndsRange(_words[i + 1].Text)
            || (i > 0 && ListParser.IsBetween(_words[i - 1].Text) && ListParser.Joins(_words[i + 1].Text))
        );

    private static string? Number(string text) => Ordinal().Match(text) is { Success: true } match ? match.Groups["n"].Value : null;

    // A number, with a few letters before or behind it that are no word of ours. N6 may be a name, or mean no. 6. Everybody says VIP.
    private static bool IsPlain(string text) =>
        TableName.MakeKey(text) == "VIP"
        || (
            PlainName().Match(text) is { Success: true } match
            && match.Groups["p"].Value is var letters
            && (letters.Length == 1 || !ListParser.IsAny(letters))
            && TableName.MakeKey(letters) != "N"
        );

    // Without brackets and marks around it that do not belong to it, as those of VIP(2) do.
    private static string Bare(string word)
    {
        const string openers = "([{<",
            closers = ")]}>";
        var bare = word is "&" or "+" ? "" : word;
        for (var before = -1; before != bare.Length; )
        {
            before = bare.Length;
            bare = bare.Trim('.', ':', '!', '?', '+', '&', '=');
            if (
                bare.Length > 0
                && openers.IndexOf(bare[0]) is >= 0 and var opened
                && bare.IndexOf(closers[opened]) is var end
                && (end < 0 || end == bare.Length - 1)
            )
            {
                bare = bare[1..];
            }
            if (bare.Length > 0 && closers.IndexOf(bare[^1]) is >= 0 and var closed && !bare.Contains(openers[closed]))
            {
                bare = bare[..^1];
            }
        }
        return word is "&" or "+" ? word : bare;
    }

    private static string Plain(string text)
    {
        var plain = ByExclusion().Replace(NumberSign().Replace(PlainText.Simplify(text), ""), "кроме");
        return RangeSign().Replace(Separators().Replace(plain, ","), "-");
    }

    // № 6, #6, No. 6, стол 6, table6: the number is what counts.
    [GeneratedRegex(
        @"[№#]\s*(?=\p{L}{0,3}[0-9])"
            + @"|(?<![\p{L}0-9])(no|nr|стол|стола|столы|столов|столам|столик|столики|table|tables|tbl)\.?:?\s*(?=[0-9])"
            + @"|(?<![\p{L}0-9])n[.\s]\s*(?=[0-9])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex NumberSign();

    // 1 - 8, 1..8, 1…8, 1~8, 1→8, 1÷8: one hyphen.
    [GeneratedRegex(@"(?<=[0-9])\s*(-{1,3}>?|\.{2,}|…|[~∼〜÷→])\s*(?=\p{L}{0,12}[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex RangeSign();

    [GeneratedRegex(@"[،؛、，；•|\p{Ps}\p{Pe}-[()\[\]{}]]", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex(@"за\s+исключением", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ByExclusion();

    [GeneratedRegex(@"^(-+|-\p{L}*[0-9]+|\p{L}*[0-9]+-)$", RegexOptions.CultureInvariant)]
    private static partial Regex HalfRange();

    [GeneratedRegex(@"^(?<p>\p{L}{0,3})[0-9]{1,9}\p{L}{0,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();

    // 1, A1; 1-го, 8-й, 1st, 8th.
    [GeneratedRegex(
        @"^(?<n>\p{L}*[0-9]{1,9})(-?(го|ого|й|ый|ой|ий|я|ая|е|му|ому|м|ую|st|nd|rd|th))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Ordinal();
}
