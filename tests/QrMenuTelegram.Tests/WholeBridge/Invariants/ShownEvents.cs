using System.Globalization;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>A message that showed an event.</summary>
/// <param name="Message">Where.</param>
/// <param name="Mark">How.</param>
/// <param name="Stored">Which event.</param>
internal sealed record Showing(ShownMessage Message, EventMark Mark, StoredEvent Stored);

/// <summary>A wish to show an event, or the first of those that read alike; reminders of a call are none.</summary>
internal sealed class EventNotice
{
    public long Id { get; init; }

    public long EventId { get; set; }

    /// <summary>Whether it says that another chat did not take it.</summary>
    public bool IsForwarded { get; init; }

    public long ChatId { get; init; }

    public long TopicId { get; init; }

    public long Urgency { get; init; }

    /// <summary>Whether it arrives without a sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether it says that nobody is subscribed.</summary>
    public bool SaysNobody { get; init; }

    /// <summary>When it was given up; null while it is not.</summary>
    public long? EndedAt { get; init; }
}

/// <summary>What chats were to show of guests' events, and what they did show.</summary>
internal static class ShownEvents
{
    /// <summary>Every showing, by the chat's id of today, in the order in which people saw them.</summary>
    public static ILookup<long, Showing> All(Simulation run) =>
        (
            from chat in run.Telegram.Chats.Values
            from message in chat.Messages.Concat(chat.Deleted)
            orderby message.At, message.Id
            from mark in message.Marks
            let stored = run.Ledger.Find(mark)
            where stored is not null
            select (run.Telegram.Current(chat.Id).Id, Showing: new Showing(message, mark, stored))
        ).ToLookup(one => one.Id, one => one.Showing);

    /// <param name="run">At any moment.</param>
    /// <param name="after">Only of events whose row comes after this one.</param>
    public static IReadOnlyList<EventNotice> Wished(Simulation run, long after = 0) =>
        Notices(
            run,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT n.id AS Id, w.event_id AS EventId, w.forwarded AS IsForwarded, n.chat_id AS ChatId, n.topic_id AS TopicId,
                    n.urgency AS Urgency, n.ended_at AS EndedAt,
                       n.silent AS IsSilent, n.html LIKE '%Никто не подписан на это%' OR n.html LIKE '%No chat is subscribed%' AS SaysNobody
                FROM notices n JOIN (
                    SELECT id, CAST(substr(subject, instr(subject, 'event:') + 6) AS INTEGER) AS event_id,
                        subject LIKE 'forward:%' AS forwarded
                    FROM notices WHERE subject LIKE 'event:%' OR subject LIKE 'forward:event:%'
                    UNION ALL
                    SELECT k.notice_id, c.event_id, k.kind = 'forwarded' FROM call_notices k JOIN calls c ON c.id = k.call_id
                    WHERE k.kind IN ('call', 'unclaimed', 'unclaimed_again', 'muted', 'forwarded')) w ON w.id = n.id
                WHERE w.event_id > {after} ORDER BY n.id
                """
            )
        );

    /// <summary>Whoever is reminded of a call, as managers are of one that nobody takes, hears of it too.</summary>
    public static IReadOnlyList<EventNotice> Reminders(Simulation run) =>
        Notices(
            run,
            """
            SELECT n.id AS Id, c.event_id AS EventId, 0 AS IsForwarded, n.chat_id AS ChatId, n.topic_id AS TopicId, n.urgency AS Urgency,
                n.ended_at AS EndedAt
            FROM notices n JOIN call_notices k ON k.notice_id = n.id JOIN calls c ON c.id = k.call_id ORDER BY n.id
            """
        );

    private static IReadOnlyList<EventNotice> Notices(Simulation run, string sql)
    {
        var notices = Rows.All<EventNotice>(run, sql);
        foreach (var notice in notices)
        {
            notice.EventId = run.Ledger.FirstOf(notice.EventId);
        }
        return notices;
    }
}
