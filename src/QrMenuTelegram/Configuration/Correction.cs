namespace QrMenuTelegram.Configuration;

/// <summary>What is wrong with the value of a variable.</summary>
/// <param name="Wrong">Continues the variable's name; never holds a secret.</param>
/// <param name="Fix">What to do: a sentence.</param>
public sealed record Correction(string Wrong, string Fix)
{
    /// <summary>Only the beginning of a long value is shown, which may be a secret in the wrong place.</summary>
    public static Correction To(string value, string fix) => new($"is '{(value.Length <= 20 ? value : value[..4] + "…")}'", fix);
}
