using System.Globalization;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// Nobody is sent a reminder of a call that somebody has taken or that has ended, nor a word to a holder whose call is his
/// no more. What was on its way at that moment had left before.
/// </summary>
internal sealed class NoReminderAfterTaking(Simulation run) : Invariant(run)
{
    public override void Started(Request request)
    {
        if (request.TelegramId is not null)
        {
            return;
        }
        foreach (
            var notice in Rows.All<Row>(
                Run,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    SELECT k.notice_id AS Id, k.kind AS Kind, min(c.claimed_by IS NOT NULL) AS IsTaken,
                        min(c.closed_at IS NOT NULL) AS IsClosed,
                           min(c.closed_at IS NOT NULL OR (c.claimed_by IS NOT NULL
                               AND (k.kind <> 'summary' OR c.claimed_at >= n.created_at))) AS NobodyWaits
                    FROM notices n JOIN call_notices k ON k.notice_id = n.id JOIN calls c ON c.id = k.call_id
                    WHERE n.message_id = (SELECT max(id) FROM messages WHERE chat_id = {request.ChatId} AND telegram_id IS NULL)
                    GROUP BY k.notice_id
                    """
                )
            )
        )
        {
            var isLate = notice.Kind switch
            {
                "reminder" or "managers" or "summary" => notice.NobodyWaits,
                "holder" => notice.IsClosed || !notice.IsTaken,
                _ => false,
            };
            if (isLate)
            {
                Violated($"notice {notice.Id}, a {notice.Kind}, leaves for nothing: {request}");
            }
        }
    }

    internal sealed class Row
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public bool IsTaken { get; init; }

        public bool IsClosed { get; init; }

        /// <summary>All calls of it are taken or closed; a summary may also ask holders of what they took before.</summary>
        public bool NobodyWaits { get; init; }
    }
}
