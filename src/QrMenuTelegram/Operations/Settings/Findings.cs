namespace QrMenuTelegram.Operations.Settings;

/// <summary>What the rules found.</summary>
internal sealed class Findings
{
    private readonly List<Problem> _errors = [];
    private readonly List<Problem> _warnings = [];

    public IReadOnlyList<Problem> Errors => _errors;

    public IReadOnlyList<Problem> Warnings => _warnings;

    public void Error(string variable, string wrong, string mend) => _errors.Add(new(variable, wrong, mend));

    /// <param name="line">Names the variable and the mend itself.</param>
    public void Error(string line) => _errors.Add(Problem.Said(line));

    public void Warn(string variable, string wrong, string mend) => _warnings.Add(new(variable, wrong, mend));

    public void Unknown(string key) => Warn(
        Variables.Spell(key),
        "is no variable of the bridge and has no effect",
        Variables.Nearest(key) is { } near ? $"Did you mean {near}?" : "Remove it.");

    /// <summary>An error, and false, where <paramref name="value"/> is not within the bounds, both included.</summary>
    public bool Within(string variable, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value >= least && value <= most)
        {
            return true;
        }
        var days = value >= TimeSpan.FromDays(1) && value.Ticks % TimeSpan.TicksPerDay == 0 ? " (a bare number means days)" : "";
        Error(variable, $"is {value}{days}", $"Choose between {Short(least)} and {Short(most)}, written hh:mm:ss or as 45s, 2m, 1h.");
        return false;
    }

    /// <inheritdoc cref="Within(string, TimeSpan, TimeSpan, TimeSpan)"/>
    public bool Within(string variable, double value, double least, double most)
    {
        if (value >= least && value <= most)
        {
            return true;
        }
        Error(variable, $"is {value}", $"Choose between {least} and {most}.");
        return false;
    }

    private static string Short(TimeSpan time) => time.Milliseconds == 0 ? time.ToString() : time.ToString().TrimEnd('0');
}
