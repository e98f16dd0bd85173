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
        foreach (var server in run.Servers)
        {
            server.Trouble = MenuTrouble.None;
        }
        var end = run.World.Now + Longest;
        run.Pass(60_000);
        while (run.World.Violations.Count == 0 && !IsDone(run))
        {
            run.Pass(Slice);
            if (run.World.Now > end)
            {
                run.World.Violated("nothing lost", "after four quiet hours something still waits: " + Waiting(run));
            }
        }
    }

    // What waits for chats that refuse waits for ever.
    private const string WaitingRows =
        """
        FROM notices JOIN chats ON chats.id = notices.chat_id
        WHERE chats.refused_at IS NULL AND ended_at IS NULL AND shown_version < version
          AND (message_id IS NULL OR EXISTS (SELECT 1 FROM messages WHERE messages.id = message_id AND gone = 0))
        """;

    private static bool IsDone(Simulation run) =>
        run.IsUp && run.Telegram.IsIdle && run.Telegram.Updates.Waiting.Count == 0 && Rows.Number(run, "SELECT count(*) " + WaitingRows) == 0;

    private static string Waiting(Simulation run) =>
        run.Bridge is null ? "the bridge is down" : $"{run.Telegram.Updates.Waiting.Count} updates; notices {Rows.Text(run, "SELECT group_concat(notices.id || ' for ' || chat_id) " + WaitingRows)}";
}
