using System.Text;

namespace QrMenuTelegram.Events;

/// <summary>
/// What staff call a table: free text, equal to another when people read it as the same: whatever its case and white
/// space, letters that look alike in Cyrillic and Latin, and with or without "table" or № before its number.
/// </summary>
public readonly record struct TableName
{
    /// <summary>Changes whenever <see cref="Key"/> is made in another way: keys that are stored are made anew then.</summary>
    public const int KeyForm = 1;

    // Upper case, as in a key. Russians write Е for Ё.
    private const string Cyrillic = "АВЕЁЅІЈКМНОРСТУҮХԚԜӀ";
    private const string Greek = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private const string LikeCyrillic = "ABEESIJKMHOPCTYYXQWI";
    private const string LikeGreek = "ABEZHIKMNOPTYX";

    private const string Russian = "АВЕКМНОРСТУХ";
    private const string LikeRussian = "ABEKMHOPCTYX";

    private static readonly string[] WordsForTable = [.. new[] { "столик", "стол", "table", "tbl" }.Select(MakeKey)];

    public TableName(string text)
    {
        Text = Collapse(LetterMarks.Compose(text));
        if (PlainText.IsBlank(Text))
        {
            Text = "";
        }
        Key = WithoutWord(MakeKey(Text));
    }

    /// <summary>As typed, white space collapsed, letters composed with their marks; '' for a name that shows nothing.</summary>
    public string Text { get; }

    /// <summary>For matching and for the database.</summary>
    public string Key { get; }

    /// <summary>
    /// Of the key, for sorting: in a name with other Cyrillic letters the look-alikes are Cyrillic too, so that Иван stands
    /// before Мария.
    /// </summary>
    public string SortKey
    {
        get
        {
            var sort = new StringBuilder(Key);
            for (var i = 0; Key.AsSpan().ContainsAnyInRange('\u0400', '\u052F') && i < sort.Length; i++)
            {
                sort[i] = LikeRussian.IndexOf(sort[i]) is >= 0 and var at ? Russian[at] : sort[i];
            }
            return sort.ToString();
        }
    }

    public bool Equals(TableName other) => Key == other.Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    /// <summary>The key of any name that people type: a hall's, a role's.</summary>
    public static string MakeKey(string name)
    {
        var key = new StringBuilder(Collapse(PlainText.Simplify(name)).ToUpperInvariant());
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = LookAlike(key[i]);
        }
        return key.ToString();
    }

    /// <summary>In upper case, look-alike letters still apart: А3 and A3 are equal names, but one is Cyrillic.</summary>
    public string Letters => WithoutWord(Collapse(PlainText.Simplify(Text)).ToUpperInvariant());

    private static char LookAlike(char c) =>
        c switch
        {
            < '\u0370' or > '\u052F' => c,
            _ when Cyrillic.IndexOf(c) is >= 0 and var at => LikeCyrillic[at],
            _ when Greek.IndexOf(c) is >= 0 and var at => LikeGreek[at],
            _ => c,
        };

    // "Стол 6", "Table 6" and "№6" are 6, "Стол A3" is A3; a table that is called "Стол у окна" keeps its word.
    private static string WithoutWord(string key)
    {
        var word = WordsForTable.FirstOrDefault(word => key.StartsWith(word, StringComparison.Ordinal)) ?? "";
        var number = key[word.Length..].TrimStart(' ', '.', ':').TrimStart('№', '#').TrimStart();
        var isNumber = number.Length > 0 && (char.IsAsciiDigit(number[0]) || (number.Any(char.IsAsciiDigit) && !number.Contains(' ')));
        return isNumber ? number : key;
    }

    private static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
