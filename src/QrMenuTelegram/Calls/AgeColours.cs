using System.Globalization;

namespace QrMenuTelegram.Calls;

/// <summary>How long a guest waits, as a colour: 🟢 at first, then 🟡, 🟠 and 🔴 at the ages that <c>Calls__AgeSteps</c> names.</summary>
public sealed class AgeColours(CallsOptions options)
{
    private static readonly string[] Colours = ["🟢", "🟡", "🟠", "🔴"];

    private readonly IReadOnlyList<TimeSpan> _steps = Read(options.AgeSteps) ?? Read(new CallsOptions().AgeSteps)!;

    /// <summary>With fewer steps than three the last colour is 🔴 all the same.</summary>
    public string Of(TimeSpan age)
    {
        var passed = _steps.Count(step => age >= step);
        return passed == _steps.Count ? Colours[^1] : Colours[passed];
    }

    /// <summary>Reads the setting: one to three spans, each longer than the one before; null when it is none of this.</summary>
    public static IReadOnlyList<TimeSpan>? Read(string setting)
    {
        var steps = new List<TimeSpan>();
        foreach (var word in setting.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!TimeSpan.TryParse(word, CultureInfo.InvariantCulture, out var step) || step <= (steps.Count > 0 ? steps[^1] : TimeSpan.Zero))
            {
                return null;
            }
            steps.Add(step);
        }
        return steps.Count <= Colours.Length - 1 ? steps : null;
    }
}
