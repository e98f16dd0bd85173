using Dapper;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Commands;

/// <summary>
/// Where people with rights were seen: Telegram tells a bot nobody's chats, so what he did in one is how it knows.
/// </summary>
public static class PresenceStore
{
    /// <summary>More often it is not written down.</summary>
    private static readonly TimeSpan Renewed = TimeSpan.FromDays(1);

    /// <summary>The person, who has rights, is in this chat. Both are remembered already.</summary>
    public static void Seen(Transaction transaction, long person, long chatId, Instant now)
    {
        var news = transaction.Connection.Execute(
            """
            INSERT INTO presences (chat_id, person_id, seen_at) VALUES (@chatId, @person, @now)
            ON CONFLICT (chat_id, person_id) DO UPDATE SET seen_at = excluded.seen_at WHERE seen_at < @dayAgo
            """,
            new
            {
                chatId,
                person,
                now,
                dayAgo = now - Renewed,
            }
        );
        if (news > 0)
        {
            transaction.Signal(Signal.Menus);
        }
    }
}
