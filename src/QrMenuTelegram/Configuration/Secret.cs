namespace QrMenuTelegram.Configuration;

/// <summary>A secret that was given either itself or by the file that holds it.</summary>
/// <param name="Value">The secret.</param>
/// <param name="Variable">Where it comes from.</param>
public sealed record Secret(string Value, string Variable)
{
    /// <summary>Never shows it.</summary>
    public override string ToString() => $"the secret of {Variable}";
}
