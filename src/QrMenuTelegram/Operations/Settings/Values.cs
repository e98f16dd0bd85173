using System.Globalization;

namespace QrMenuTelegram.Operations.Settings;

/// <summary>Whether a value can be read as what its variable takes, as the configuration binder will read it.</summary>
internal static class Values
{
    /// <param name="kind">What the variable takes.</param>
    /// <param name="value">As configured, trimmed.</param>
    /// <param name="mend">What to write instead.</param>
    public static bool IsGood(Kind kind, string value, out string mend)
    {
        (var good, mend) = kind switch
        {
            Kind.Duration => (TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out _), "Write a time as hh:mm:ss, such as 00:00:10."),
            Kind.Whole => (int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _), "Write a whole number."),
            Kind.Number => (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _), "Write a number, with a point for the decimals: 0.5."),
            Kind.Flag => (bool.TryParse(value, out _), "Write true or false."),
            _ => (true, ""),
        };
        return good;
    }
}
