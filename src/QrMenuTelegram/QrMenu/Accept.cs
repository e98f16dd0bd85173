using Microsoft.Extensions.Logging;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.QrMenu;

/// <summary>What an answer brought.</summary>
/// <param name="Fresh">Events that were news.</param>
/// <param name="NotUnderstood">Those of them that went to the managers as they are.</param>
/// <param name="NotAnnounced">Those of them that could not be stored or announced: told to the managers in a plain form.</param>
public readonly record struct Accepted(int Fresh, int NotUnderstood, int NotAnnounced);

/// <summary>
/// Turns one answer of a server into a transaction: the events that are news, what they taught us, where we are with
/// this server, and what chats should show. A long answer becomes several, each with the cursor of its last event, so
/// that no other server, command or reminder waits for the whole of it. An answer without news writes nothing.
/// </summary>
public sealed partial class Accept(Database database, EventArrivals arrivals, ManagerAlerts managers, Clock clock, ILogger<Accept> logger)
{
    /// <summary>Events in a transaction: some 10 ms on a slow machine.</summary>
    internal const int Piece = 200;

    private const int LongestBodyShown = 600;

    /// <param name="memory">Of the server.</param>
    /// <param name="events">The answer, in the server's order.</param>
    /// <param name="olderBy">How much older than now they may be; zero where not worth telling.</param>
    /// <exception cref="Exception">Some were not stored; the next answer will bring these again.</exception>
    public Accepted Take(ServerMemory memory, IReadOnlyList<MenuEvent> events, TimeSpan olderBy)
    {
        var now = clock.Now;
        var fresh = memory.Brake.Admit(memory.Known.Fresh(events, now), afterGap: olderBy > TimeSpan.Zero, now);
        var notAnnounced = 0;
        foreach (var piece in fresh.Chunk(Piece))
        {
            var stored = database.Write(transaction => Store(transaction, memory, piece, now, olderBy));
            stored.ForEach(one => memory.Known.Add(EventKey.From(one.Event), one.Id, now, now));
            notAnnounced += stored.Count(one => !one.IsAnnounced);
        }
        memory.Known.Saw(events, now);
        return new Accepted(fresh.Count, fresh.Count(e => !e.Understood), notAnnounced);
    }

    private List<(MenuEvent Event, long Id, bool IsAnnounced)> Store(
        Transaction transaction,
        ServerMemory memory,
        IReadOnlyList<MenuEvent> fresh,
        Instant now,
        TimeSpan olderBy
    )
    {
        var stored = new List<(MenuEvent, long, bool)>();
        var mayRepeat = memory.MayRepeat(now);
        foreach (var menuEvent in fresh.Select(e => mayRepeat ? e with { MayRepeat = true } : e))
        {
            var (id, table) = (0L, new TableName(menuEvent.TableName ?? menuEvent.TableId));
            var failure = transaction.Attempt(() =>
            {
                table = TableStore.Learn(transaction, memory.Server, menuEvent.TableId, menuEvent.TableName, menuEvent.Code, now);
                id = EventStore.Add(transaction, menuEvent, table, now, olderBy);
            });
            failure ??= transaction.Attempt(() => arrivals.Arrive(transaction, id, menuEvent, table, now, olderBy));
            if (failure is not null)
            {
                Log.NotAnnounced(logger, menuEvent.Server, id, failure.GetType().Name, failure.StackTrace);
                TellAsItIs(transaction, id, menuEvent, table, now, olderBy);
            }
            stored.Add((menuEvent, id, failure is null));
        }
        if (fresh.LastOrDefault(e => EventHash.IsCursor(e.Hash)) is { } newest)
        {
            ServerStore.SetCursor(transaction, memory.Server, new Cursor(newest.Hash, now));
        }
        return stored;
    }

    private void TellAsItIs(Transaction transaction, long id, MenuEvent menuEvent, TableName table, Instant now, TimeSpan olderBy)
    {
        var failure = transaction.Attempt(() =>
            managers.Tell(
                transaction,
                Urgency.Reply,
                null,
                TextKeys.Alert.EventFailed,
                ("server", menuEvent.Server),
                ("code", Excerpt.Plain.Quote(menuEvent.Code)),
                ("table", Excerpt.Plain.Quote(table.Text)),
                ("received", clock.ToWall(now)),
                ("older", olderBy > TimeSpan.Zero ? olderBy : null),
                ("body", Excerpt.Plain.Quote(menuEvent.Body, LongestBodyShown))
            )
        );
        if (failure is not null)
        {
            Log.NotTold(logger, menuEvent.Server, id, failure.GetType().Name, failure.StackTrace);
        }
    }

    private static partial class Log
    {
        // Without the exception's message: it may hold what a guest wrote.
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "{Server}: event {EventId} could not be announced ({Exception}), managers get it as it is\n{Where}"
        )]
        public static partial void NotAnnounced(ILogger logger, string server, long eventId, string exception, string? where);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "{Server}: event {EventId} could not be told to the managers either ({Exception})\n{Where}"
        )]
        public static partial void NotTold(ILogger logger, string server, long eventId, string exception, string? where);
    }
}
