using Dapper;

namespace QrMenuTelegram.Storage;

/// <summary>Single named values: Telegram's update offset, the bot's id, the last sign of life.</summary>
public static class StateStore
{
    public const string UpdateOffset = "telegram.update_offset";
    public const string BotId = "telegram.bot_id";
    public const string Heartbeat = "heartbeat";
    public const string HeartbeatTicks = "heartbeat.ticks";
    public const string HeartbeatBoot = "heartbeat.boot";

    /// <summary>When an older database than the last one was found in its place.</summary>
    public const string RestoredAt = "restored.at";

    /// <summary>When the bridge last worked before that, with the database that was there then.</summary>
    public const string RestoredAfter = "restored.after";

    /// <summary>Until when Telegram asked for patience with answers to strangers; steady.</summary>
    public const string CourtesiesHeldUntil = "courtesies.held_until";

    /// <summary>In which chat it asked: a stranger's has no row of its own.</summary>
    public const string CourtesiesHeldIn = "courtesies.held_in";

    /// <summary>Until when Telegram asked for patience with what nobody waits for; steady.</summary>
    public const string SpareRoomHeldUntil = "spare_room.held_until";

    /// <summary>The id of the bot that was presented: its descriptions and picture are its owner's business from then on.</summary>
    public const string PresentedBot = "telegram.presented_bot";

    internal sealed record Entry(string Name, long Value);

    public static long? Get(Transaction transaction, string name) =>
        transaction
            .Connection.QueryFirstOrDefault<Entry>("SELECT name AS Name, value AS Value FROM state WHERE name = @name", new { name })
            ?.Value;

    public static Instant? GetInstant(Transaction transaction, string name) =>
        Get(transaction, name) is { } milliseconds ? new Instant(milliseconds) : null;

    public static void Set(Transaction transaction, string name, Instant at) => Set(transaction, name, at.Milliseconds);

    public static void Set(Transaction transaction, string name, long value) =>
        transaction.Connection.Execute(
            "INSERT INTO state (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            new { name, value }
        );
}
