namespace QrMenuTelegram.Configuration;

/// <summary>What is wrong or odd in the configuration.</summary>
internal sealed class Findings
{
    private readonly List<Problem> _errors = [];
    private readonly List<Problem> _warnings = [];

    public IReadOnlyList<Problem> Errors => _errors;

    public IReadOnlyList<Problem> Warnings => _warnings;

    public void Error(string variable, string wrong, string fix) => _errors.Add(new(variable, wrong, fix));

    public void Error(string variable, Correction correction) => Error(variable, correction.Wrong, correction.Fix);

    public void Warn(string variable, string wrong, string fix) => _warnings.Add(new(variable, wrong, fix));

    /// <summary>Whether these variables have values, so that what they mean together can be judged.</summary>
    public bool AllGood(params ReadOnlySpan<string> variables)
    {
        foreach (var variable in variables)
        {
            if (_errors.Any(error => error.Variable == variable))
            {
                return false;
            }
        }
        return true;
    }
}
