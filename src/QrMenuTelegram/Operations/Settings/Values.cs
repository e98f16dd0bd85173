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
            Kind.Duration => (Durations.TryRead(value, out _), "Write a time as hh:mm:ss, such as 00:00:10, or as 10s, 2m, 1h."),
            Kind.Whole => (int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _), "Write a whole number."),
            Kind.Number => (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _), "Write a number, with a point for the decimals: 0.5."),
            Kind.Flag => (bool.TryParse(value, out _), "Write true or false."),
            _ => (true, ""),
        };
        return good;
    }

    /// <summary>A good value as the configuration binder reads it.</summary>
    public static string Canonical(Kind kind, string value) =>
        kind == Kind.Duration && Durations.TryRead(value, out var duration) ? Durations.Canonical(duration) : value;

    /// <summary>A wrong value as it is shown: only the beginning of a long one, which may be a secret in the wrong place.</summary>
    public static string Shown(string value) => value.Length <= 20 ? value : value[..4] + "…";
}
