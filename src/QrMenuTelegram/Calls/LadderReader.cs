using QrMenuTelegram.Configuration;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Calls;

/// <summary>Reads ladders from variables, a step by three of them, and warns of steps that are probably not meant so.</summary>
internal static class LadderReader
{
    // A guest who waits for longer has asked somebody else.
    private static readonly TimeSpan LongFirst = TimeSpan.FromMinutes(5);

    /// <param name="read">Reads.</param>
    /// <param name="owner">What the names of its variables begin with: <c>Calls__Codes__NAME</c>.</param>
    /// <param name="whose">Continues "A step": whose ladder it is of.</param>
    /// <returns>Null where no step is set.</returns>
    public static Ladder? Read(VariableReader read, string owner, string whose)
    {
        var steps = read.Each($"{owner}__Steps").Select(step => (step.Name, Step: ReadStep(step.Read, owner, whose))).ToList();
        if (steps.Count == 0)
        {
            return null;
        }
        WarnOfOddSteps(steps, read.Spell(owner), read.Findings);
        return new Ladder(steps.Select(step => step.Step));
    }

    /// <summary>The ladders of codes or halls, by their names as written.</summary>
    public static IReadOnlyDictionary<string, Ladder> ReadEach(
        VariableReader read,
        string list,
        string whose,
        Func<string, Correction?> wrongName
    )
    {
        var ladders = new Dictionary<string, Ladder>();
        foreach (var (name, its) in read.Each(list))
        {
            if (wrongName(name) is { } wrong)
            {
                read.Findings.Error(its.Spell($"{list}__NAME"), wrong);
            }
            if (Read(its, $"{list}__NAME", whose) is { } ladder)
            {
                ladders[name] = ladder;
            }
        }
        return ladders;
    }

    private static LadderStep ReadStep(VariableReader read, string owner, string whose) =>
        new(
            read.Duration(
                $"{owner}__Steps__NAME__After",
                null,
                "5s",
                "1d",
                $"A step{whose}, here number NAME: how long after the call it comes."
            ),
            read.Value(
                $"{owner}__Steps__NAME__To",
                "chats",
                ParseTarget,
                "Whom this step tells: chats (those that have the call) or managers."
            ),
            read.Flag($"{owner}__Steps__NAME__Silent", false, "Whether this step comes without a sound.")
        );

    private static Parsed<LadderTarget, Correction> ParseTarget(string text) =>
        text.ToLowerInvariant() switch
        {
            "chats" => LadderTarget.Chats,
            "managers" => LadderTarget.Managers,
            _ => Correction.To(text, "Write chats or managers."),
        };

    // 00:45 is 45 minutes, where somebody may have meant seconds.
    private static void WarnOfOddSteps(List<(string Name, LadderStep Step)> steps, string owner, Findings findings)
    {
        var (number, first) = steps.Select(step => (step.Name, step.Step.After)).MinBy(step => step.After);
        if (first > LongFirst)
        {
            findings.Warn(
                $"{owner}__Steps__{number}__After",
                $"lets a guest wait {Durations.Words(first)} before anybody is told again",
                first < TimeSpan.FromHours(1) || first.Minutes > 0
                    ? $"If {Durations.Words(first / 60)} are meant, write {Durations.Canonical(first / 60)}."
                    : "Write it as hh:mm:ss, or as 45s, 2m."
            );
        }
        var inOrder = steps.OrderBy(step => step.Name, Comparer<string>.Create(NaturalOrder.Compare)).ToList();
        foreach (var (before, after) in inOrder.Zip(inOrder.Skip(1)).Where(pair => pair.Second.Step.After <= pair.First.Step.After))
        {
            findings.Warn(
                $"{owner}__Steps__{after.Name}__After",
                $"is {Durations.Words(after.Step.After)}, not later than step {before.Name} ({Durations.Words(before.Step.After)})",
                "Steps are taken by their times, whatever their numbers: see whether each is meant so."
            );
        }
    }
}
