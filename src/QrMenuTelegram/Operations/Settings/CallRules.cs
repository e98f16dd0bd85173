using QrMenuTelegram.Calls;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Operations.Settings;

internal static class CallRules
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // A guest who waits for longer has asked somebody else.
    private static readonly TimeSpan LongFirst = TimeSpan.FromMinutes(5);

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
            findings.Error("Calls__AgeSteps", $"is '{Values.Shown(options.AgeSteps)}'", "Write three growing times: 00:02:00,00:05:00,00:08:00, or 2m,5m,8m.");
        }
        else
        {
            options.AgeSteps = string.Join(',', ages.Select(Durations.Canonical));
        }
    }

    private static void Ladder(string variable, Dictionary<string, LadderStepOptions> steps, Findings findings)
    {
        foreach (var (number, step) in steps)
        {
            findings.Within($"{variable}__Steps__{number}__After", step.After, TimeSpan.FromSeconds(5), Day);
            if (step.To.ToLowerInvariant() is not ("chats" or "managers"))
            {
                findings.Error($"{variable}__Steps__{number}__To", $"is '{Values.Shown(step.To)}'", "Write chats or managers.");
            }
        }
        Odd(variable, steps, findings);
    }

    // 00:45 is 45 minutes, where somebody may have meant seconds.
    private static void Odd(string variable, Dictionary<string, LadderStepOptions> steps, Findings findings)
    {
        var inOrder = steps.OrderBy(step => step.Key, Comparer<string>.Create(NaturalOrder.Compare)).ToList();
        if (steps.Count > 0 && steps.MinBy(step => step.Value.After) is { Value.After: var first, Key: var number } && first > LongFirst)
        {
            findings.Warn(
                $"{variable}__Steps__{number}__After",
                $"lets a guest wait {Durations.Words(first)} before anybody is told again",
                first < TimeSpan.FromHours(1) || first.Minutes > 0
                    ? $"If {Durations.Words(first / 60)} are meant, write {Durations.Canonical(first / 60)}."
                    : "Write it as hh:mm:ss, or as 45s, 2m.");
        }
        foreach (var (before, after) in inOrder.Zip(inOrder.Skip(1)).Where(pair => pair.Second.Value.After <= pair.First.Value.After))
        {
            findings.Warn(
                $"{variable}__Steps__{after.Key}__After",
                $"is {Durations.Words(after.Value.After)}, not later than step {before.Key} ({Durations.Words(before.Value.After)})",
                "Steps are taken by their times, whatever their numbers: see whether each is meant so.");
        }
    }

    private static TimeSpan[]? AgeSteps(CallsOptions options)
    {
        var ages = options.AgeSteps.Split(',')
            .Select(text => Durations.TryRead(text, out var age) ? age : (TimeSpan?)null).OfType<TimeSpan>().ToArray();
        return ages.Length == 3 && options.AgeSteps.Split(',').Length == 3 ? ages : null;
    }
}
