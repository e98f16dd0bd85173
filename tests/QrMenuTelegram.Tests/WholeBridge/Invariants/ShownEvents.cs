using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>A message that showed an event.</summary>
/// <param name="Message">Where.</param>
/// <param name="Mark">How.</param>
/// <param name="Stored">Which event.</param>
internal sealed record Showing(ShownMessage Message, EventMark Mark, StoredEvent Stored);

/// <summary>A wish to show an event.</summary>
internal sealed record EventNotice(long Id, long ChatId, long TopicId, string Subject, long Urgency, long CreatedAt, long ShownVersion, long? EndedAt)
{
    public bool IsForwarded => Subject.StartsWith("forward:", StringComparison.Ordinal);

    public string EventSubject => Subject[Subject.IndexOf("event:", StringComparison.Ordinal)..];
}

/// <summary>What chats were to show of guests' events, and what they did show.</summary>
internal static class ShownEvents
{
    /// <summary>Every showing, by the chat's id of today, in the order in which people saw them.</summary>
    public static ILookup<long, Showing> All(Simulation run) =>
        (from chat in run.Telegram.Chats.Values
         from message in chat.Messages.Concat(chat.Deleted)
         orderby message.At, message.Id
         from mark in message.Marks
         let stored = run.Ledger.Find(mark)
         where stored is not null
         select (run.Telegram.Current(chat.Id).Id, Showing: new Showing(message, mark, stored)))
        .ToLookup(one => one.Id, one => one.Showing);

    public static IReadOnlyList<EventNotice> Wished(Simulation run) => Rows.All<EventNotice>(run,
        """
        SELECT id AS Id, chat_id AS ChatId, topic_id AS TopicId, subject AS Subject, urgency AS Urgency, created_at AS CreatedAt,
               shown_version AS ShownVersion, ended_at AS EndedAt
        FROM notices WHERE subject LIKE 'event:%' OR subject LIKE 'forward:event:%' ORDER BY id
        """);
}
