namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>Invariant 11: an update that Telegram let go of had its effect and its reply once, a press at most one answer.</summary>
internal sealed class UpdatesOnce(Simulation run) : Invariant(run)
{
    public override void AtEnd()
    {
        foreach (var probe in Run.People.Probes)
        {
            var replies = Rows.Number(Run, $"SELECT count(*) FROM notices WHERE html LIKE '%/{probe.Mark}%'");
            if (replies != 1)
            {
                Violated($"the command /{probe.Mark} (update {probe.UpdateId}) has {replies} replies");
            }
        }
        foreach (var (query, times) in Run.Telegram.PressAnswers.Where(answer => answer.Value > 1))
        {
            Violated($"the press {query} was answered {times} times");
        }
        if (Run.Telegram.Updates.Waiting.Count > 0)
        {
            Violated($"{Run.Telegram.Updates.Waiting.Count} updates were never read");
        }
    }
}
