using System.Globalization;

namespace QrMenuTelegram.Messages;

/// <summary>
/// Reads a language's <c>language.yaml</c>; what is missing or wrong is taken from what stands before it, at last from
/// English.
/// </summary>
internal static class LanguageFormReader
{
    private static readonly string[] UnitKeys = ["units.second", "units.minute", "units.hour", "units.day"];

    /// <param name="code">The folder's name.</param>
    /// <param name="sources">Embedded first, then overrides.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static LanguageForm Read(string code, IReadOnlyList<TextSource> sources, List<TextProblem> problems)
    {
        var numbers = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        numbers.NegativeSign = "−";
        var units = new[] { "s", "min", "h", "d" };
        var form = new LanguageForm(code, code, PluralRule.OneOther, numbers, "d MMM yyyy", units);
        foreach (var source in sources)
        {
            switch (source.Key)
            {
                case "name" when source.Text.Length > 0:
                    form = form with { Name = SafeText.Line(source.Text, 40) };
                    break;
                case "plural" when PluralRule.Find(source.Text) is { } rule:
                    form = form with { Plural = rule };
                    break;
                case "numbers.decimal" when source.Text.Length == 1:
                    numbers.NumberDecimalSeparator = source.Text;
                    break;
                case "numbers.group" when source.Text.Length <= 1:
                    numbers.NumberGroupSeparator = source.Text;
                    break;
                case "date" when IsDatePattern(source.Text):
                    form = form with { Date = source.Text };
                    break;
                case var key when Array.IndexOf(UnitKeys, key) is var unit and >= 0 && source.Text.Length > 0:
                    units[unit] = SafeText.Line(source.Text, 12);
                    break;
                default:
                    problems.Add(new TextProblem(source.File, source.Line, Explain(source)));
                    break;
            }
        }
        return form;
    }

    private static string Explain(TextSource source) =>
        source.Key switch
        {
            "plural" => $"no plural rule \"{source.Text}\"; there are: {string.Join(", ", PluralRule.All.Select(rule => rule.Name))}",
            "numbers.decimal" or "numbers.group" => $"\"{source.Key}\" must be one character",
            "date" => $"\"{source.Text}\" is no date pattern like dd.MM.yyyy",
            "name" or "units.second" or "units.minute" or "units.hour" or "units.day" => $"\"{source.Key}\" is empty",
            _ => $"\"{source.Key}\" is not known here; there are: name, plural, numbers.decimal, numbers.group, date, "
                + $"{string.Join(", ", UnitKeys)}",
        };

    private static bool IsDatePattern(string pattern)
    {
        try
        {
            return pattern.Length > 1 && DateTime.UnixEpoch.ToString(pattern, CultureInfo.InvariantCulture).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
