using QrMenuTelegram.Tests.WholeBridge.Invariants;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Actions;

/// <summary>All trouble ends, and the bridge gets the time that its promises allow it.</summary>
internal static class Calm
{
    private const long Slice = 30_000;
    private const long Longest = 4 * 3_600_000;

    public static void Do(Simulation run)
    {
        run.World.Boundaries.Revive();
        run.World.Boundaries.Storage = StorageTrouble.None;
        run.Telegram.Trouble = TelegramTrouble.None;

        // One way that works suffices.
        run.World.Chance.Pick(run.Lines).Trouble = LineTrouble.None;
        foreach (var server in run.Servers)
        {
            server.Trouble = MenuTrouble.None;
        }
        foreach (var chat in run.People.Chats)
        {
            chat.IsSlow = false;
            if (chat.Refuses is not null && run.World.Chance.OneIn(2))
            {
                ChatIsBack.BringBack(run, chat);
            }
        }
        run.Pass(60_000);
        Wait(run);
    }

    /// <summary>Nobody does anything any more: what is open ends by itself, and every chat shows so.</summary>
    public static void LetCallsEnd(Simulation run, IReadOnlyList<Invariant> invariants)
    {
        if (run.World.Violations.Count > 0)
        {
            return;
        }
        foreach (var invariant in invariants)
        {
            invariant.AtRest();
        }
        var end = run.World.Now + (long)run.MissedAfter.TotalMilliseconds + Slice;
        while (
            run.World.Violations.Count == 0
            && run.World.Now < end
            && Rows.Number(run, "SELECT count(*) FROM calls WHERE closed_at IS NULL") > 0
        )
        {
            run.PassQuietly(Slice);
        }
        Wait(run);
    }

    private static void Wait(Simulation run)
    {
        var end = run.World.Now + Longest;
        while (run.World.Violations.Count == 0 && !IsDone(run))
        {
            run.Pass(Slice);
            if (run.World.Now > end)
            {
                run.World.Violated("nothing lost", "after four quiet hours something still waits: " + Waiting(run));
            }
        }
    }

    private const string WaitingRows = """
        SELECT id AS Id, chat_id AS ChatId, EXISTS (SELECT 1 FROM chats WHERE id = chat_id AND refused_at IS NOT NULL
            AND probe_at > 0) AS IsKnownToRefuse FROM notices
        WHERE ended_at IS NULL AND shown_version < version
          AND (message_id IS NULL OR EXISTS (SELECT 1 FROM messages WHERE messages.id = message_id AND gone = 0))
        """;

    private static bool IsDone(Simulation run) =>
        run.IsUp
        && run.Telegram.IsIdle
        && run.Telegram.Updates.Waiting.Count == 0
        && Waits(run).Count == 0
        && Rows.Number(
            run,
            "SELECT count(*) FROM messages m JOIN chats c ON c.id = m.chat_id WHERE m.changed = 1 AND m.gone = 0 AND c.refused_at IS NULL"
        ) == 0;

    private static string Waiting(Simulation run) =>
        run.IsUp ? $"{run.Telegram.Updates.Waiting.Count} updates, {string.Join(", ", Waits(run))}" : "the bridge is down";

    // What waits for chats that refuse waits for ever, once the bridge knows of it.
    private static List<WaitingNotice> Waits(Simulation run) =>
        [
            .. Rows.All<WaitingNotice>(run, WaitingRows)
                .Where(notice => !notice.IsKnownToRefuse || run.Telegram.Current(notice.ChatId).Refuses is null),
        ];

    internal sealed record WaitingNotice
    {
        public long Id { get; init; }

        public long ChatId { get; init; }

        /// <summary>Whether the bridge has heard that its chat takes nothing, and no sign of life since that it has yet to try.</summary>
        public bool IsKnownToRefuse { get; init; }
    }
}
