namespace QrMenuTelegram.Operations.Settings;

/// <summary>Something in the configuration that is wrong or odd.</summary>
/// <param name="Variable">The environment variable (or the file) to change.</param>
/// <param name="Wrong">What is wrong, continuing the variable's name; never holds a secret.</param>
/// <param name="Mend">What to do: a sentence.</param>
internal sealed record Problem(string Variable, string Wrong, string Mend)
{
    /// <param name="line">Variable, wrong and mend in one.</param>
    public static Problem Said(string line) => new(line[..line.IndexOfAny([' ', ':', ','])], "", line);

    public override string ToString() => Wrong.Length == 0 ? Mend : $"{Variable} {Wrong}. {Mend}";
}

/// <summary>The configuration can't be used; fit to be shown to the installer.</summary>
/// <param name="problems">What must be mended; at least one.</param>
/// <param name="warnings">What is odd beside it: often the cause, as a misspelt variable is.</param>
internal sealed class SettingsException(IReadOnlyList<Problem> problems, IReadOnlyList<Problem>? warnings = null)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<Problem> Problems { get; } = problems;

    public IReadOnlyList<Problem> Warnings { get; } = warnings ?? [];
}
