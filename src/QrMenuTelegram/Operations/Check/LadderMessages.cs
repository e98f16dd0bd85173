using QrMenuTelegram.Calls;
using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.Operations.Check;

/// <summary>When a call that nobody takes is told again, in words, so that 45 minutes are not taken for 45 seconds.</summary>
internal static class LadderMessages
{
    /// <summary>The general ladder first, then those of codes and halls.</summary>
    public static IEnumerable<string> Describe(CallsOptions options)
    {
        if (!options.Remind)
        {
            yield return "a call that nobody takes is not told again (Calls__Remind is false)";
            yield break;
        }
        yield return "a call that nobody takes " + InWords(options.Ladder);
        foreach (var (code, ladder) in options.CodeLadders)
        {
            yield return $"{code.ToLowerInvariant()} {InWords(ladder)}";
        }
        foreach (var (hall, ladder) in options.HallLadders)
        {
            yield return $"in {hall} it {InWords(ladder)}";
        }
    }

    private static string InWords(Ladder ladder)
    {
        var (rings, managers) = (Times(ladder.Steps, LadderTarget.Chats), Times(ladder.Steps, LadderTarget.Managers));
        return (rings, managers) switch
        {
            ({ Length: > 0 }, { Length: > 0 }) => $"rings again after {rings}, managers after {managers}",
            ({ Length: > 0 }, _) => $"rings again after {rings}, managers never",
            _ => $"never rings again, managers after {managers}",
        };
    }

    private static string Times(IEnumerable<LadderStep> steps, LadderTarget to) =>
        string.Join(
            " and ",
            steps.Where(step => step.To == to).Select(step => Durations.Words(step.After) + (step.Silent ? " (silently)" : ""))
        );
}
