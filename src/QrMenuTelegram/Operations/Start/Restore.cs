using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations.Start;

/// <summary>
/// An older database was put in the place of the last one: a backup. Some of what happened since is known to chats and
/// servers only.
/// </summary>
internal static class Restore
{
    /// <summary>
    /// Null where this is the database that the bridge worked with last, or a new one; else when it last worked with
    /// another, as far as that can be told.
    /// </summary>
    public static Instant? LastWorked(Transaction transaction, Database database, Instant now) =>
        StateStore.GetInstant(transaction, StateStore.Heartbeat) is not { } beat ? null
        : database.CameAlone ? now
        : database.LastWorkedAt is { } last && last > beat ? last
        : null;

    /// <summary>
    /// Remembers it for the first look at each server, and goes on counting far from what may have been counted since:
    /// else a button of a message that nobody knows any more would mean another call.
    /// </summary>
    public static void Begin(Transaction transaction, Instant lastWorked, Instant now)
    {
        StateStore.Set(transaction, StateStore.RestoredAt, now);
        StateStore.Set(transaction, StateStore.RestoredAfter, lastWorked);
        transaction.Connection.Execute("UPDATE sqlite_sequence SET seq = seq + 1000000");
    }
}
