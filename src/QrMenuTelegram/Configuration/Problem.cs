namespace QrMenuTelegram.Configuration;

/// <summary>Something in the configuration that is wrong or odd.</summary>
/// <param name="Variable">The environment variable (or the file) to change.</param>
/// <param name="Wrong">What is wrong, continuing the variable's name; never holds a secret.</param>
/// <param name="Fix">What to do: a sentence.</param>
internal sealed record Problem(string Variable, string Wrong, string Fix)
{
    public override string ToString() => $"{Variable} {Wrong}. {Fix}";
}

/// <summary>The configuration can't be used; fit to be shown to the installer.</summary>
/// <param name="problems">What must be fixed; at least one.</param>
/// <param name="warnings">What is odd beside it: often the cause, as a misspelt variable is.</param>
internal sealed class SettingsException(IReadOnlyList<Problem> problems, IReadOnlyList<Problem>? warnings = null)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<Problem> Problems { get; } = problems;

    public IReadOnlyList<Problem> Warnings { get; } = warnings ?? [];
}
