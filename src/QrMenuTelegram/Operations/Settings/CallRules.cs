using System.Globalization;
using QrMenuTelegram.Calls;

namespace QrMenuTelegram.Operations.Settings;

internal static class CallRules
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static void Check(CallsOptions options, Findings findings)
    {
        findings.Within("Calls__RingAgain", options.RingAgain, TimeSpan.FromSeconds(10), Day);
        findings.Within("Calls__HolderAfter", options.HolderAfter, TimeSpan.Zero, Day);
        findings.Within("Calls__MissedAfter", options.MissedAfter, TimeSpan.FromMinutes(1), Day);
        findings.Within("Calls__HallAfter", options.HallAfter, TimeSpan.Zero, TimeSpan.FromHours(1));
        findings.Within("Calls__ShiftLength", options.ShiftLength, TimeSpan.FromMinutes(10), TimeSpan.FromDays(7));
        Ladder("Calls", options.Steps, findings);
        foreach (var (code, ladder) in options.Codes)
        {
            if (!CallBook.IsCall(code.ToLowerInvariant()))
            {
                findings.Error($"Calls__Codes__{code}", "is no code of a call", "Write waiter_call or bill_request.");
            }
            Ladder($"Calls__Codes__{code}", ladder.Steps, findings);
        }
        foreach (var (hall, ladder) in options.Halls)
        {
            Ladder($"Calls__Halls__{hall}", ladder.Steps, findings);
        }
        if (AgeSteps(options) is not { } ages || !ages.SequenceEqual(ages.Order()))
        {
            findings.Error("Calls__AgeSteps", $"is '{options.AgeSteps}'", "Write three growing times: 00:02:00,00:05:00,00:08:00.");
        }
    }

    private static void Ladder(string variable, Dictionary<string, LadderStepOptions> steps, Findings findings)
    {
        foreach (var (number, step) in steps)
        {
            findings.Within($"{variable}__Steps__{number}__After", step.After, TimeSpan.FromSeconds(5), Day);
            if (step.To.ToLowerInvariant() is not ("chats" or "managers"))
            {
                findings.Error($"{variable}__Steps__{number}__To", $"is '{step.To}'", "Write chats or managers.");
            }
        }
    }

    private static TimeSpan[]? AgeSteps(CallsOptions options)
    {
        var ages = options.AgeSteps.Split(',')
            .Select(text => TimeSpan.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var age) ? age : (TimeSpan?)null).OfType<TimeSpan>().ToArray();
        return ages.Length == 3 && options.AgeSteps.Split(',').Length == 3 ? ages : null;
    }
}
