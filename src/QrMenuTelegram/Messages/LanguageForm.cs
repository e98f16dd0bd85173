using System.Globalization;

namespace QrMenuTelegram.Messages;

/// <summary>How a language writes numbers, money, times and durations: read from its <c>language.yaml</c>.</summary>
/// <param name="Code">The folder's name.</param>
/// <param name="Name">What its speakers call it.</param>
/// <param name="Plural">Which form of a word goes with a number.</param>
/// <param name="Numbers">Separators.</param>
/// <param name="Date">A .NET date pattern.</param>
/// <param name="Units">Short words for second, minute, hour, day.</param>
internal sealed record LanguageForm(
    string Code,
    string Name,
    PluralRule Plural,
    NumberFormatInfo Numbers,
    string Date,
    IReadOnlyList<string> Units
)
{
    private const char NoBreakSpace = '\u00A0';

    /// <summary>To the thousandth, without trailing zeros, digits in groups: 0,35 and 1 250.</summary>
    public string Quantity(decimal value) => decimal.Round(value, 3, MidpointRounding.AwayFromZero).ToString("#,0.###", Numbers);

    /// <summary>A sum: no decimals where it is whole, else two.</summary>
    public string Money(decimal value, string currency) =>
        decimal.Round(value, 2, MidpointRounding.AwayFromZero).ToString("#,0.00", Numbers) is var text
        && text.EndsWith(Numbers.NumberDecimalSeparator + "00", StringComparison.Ordinal)
            ? Join(text[..^(Numbers.NumberDecimalSeparator.Length + 2)], currency)
            : Join(text, currency);

    /// <summary>The two largest units that matter: 45 s, 7 min, 2 h 5 min, 3 d 4 h. A negative one counts as none.</summary>
    public string Duration(TimeSpan value)
    {
        if (value < TimeSpan.FromMinutes(1))
        {
            return Join(Quantity(Math.Max(0, (int)value.TotalSeconds)), Units[0]);
        }
        var (large, largeUnit, small, smallUnit) =
            value.TotalHours < 1 ? (value.Minutes, 1, 0, 0)
            : value.TotalDays < 1 ? (value.Hours, 2, value.Minutes, 1)
            : (value.Days, 3, value.Hours, 2);
        var first = Join(Quantity(large), Units[largeUnit]);
        return small == 0 ? first : Join(first, Join(Quantity(small), Units[smallUnit]));
    }

    /// <summary>How fast somebody is: to the second up to ten minutes (3 min 10 s), then as <see cref="Duration"/>.</summary>
    public string Pace(TimeSpan value) =>
        value >= TimeSpan.FromMinutes(1) && value < TimeSpan.FromMinutes(10) && value.Seconds > 0
            ? Join(Duration(TimeSpan.FromMinutes(value.Minutes)), Duration(TimeSpan.FromSeconds(value.Seconds)))
            : Duration(value);

    private static string Join(string left, string right) => right.Length == 0 ? left : left + NoBreakSpace + right;
}
