using System.Net;
using System.Text.RegularExpressions;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>Whom a message names as the one who goes.</summary>
/// <param name="Problem">Why it should not; null when it is right.</param>
internal sealed record ShownHolder(string? Problem);

/// <summary>What messages of just one call say of its holder, against the database.</summary>
internal static partial class ShownHolders
{
    public static IEnumerable<ShownHolder> All(Simulation run) =>
        from row in Rows.All<Row>(
            run,
            """
            SELECT m.chat_id AS ChatId, m.telegram_id AS TelegramId, c.id AS CallId, min(k.kind) AS Kind, c.claimed_name AS Holder,
                count(*) AS Notices
            FROM messages m
            JOIN (SELECT message_id, id AS notice_id FROM notices UNION SELECT message_id, notice_id
                FROM copies) carried ON carried.message_id = m.id
            JOIN notices n ON n.id = carried.notice_id JOIN call_notices k ON k.notice_id = n.id JOIN calls c ON c.id = k.call_id
            WHERE m.gone = 0 AND m.telegram_id IS NOT NULL AND n.subject IS NOT 'retracted' GROUP BY m.id HAVING count(*) = 1
            """
        )
        let chat = run.Telegram.Chats[row.ChatId]
        where
            chat is { Refuses: null, MovedTo: null }
            && row.Kind is "call" or "unclaimed" or "unclaimed_again" or "muted" or "reminder" or "managers"
        let message = chat.Messages.Find(message => message.Id == row.TelegramId)
        where message is not null && message.Marks.Count <= 1
        let named = Holder().Match(message.Content.Text) is { Success: true } match
            ? WebUtility.HtmlDecode(match.Groups["name"].Value)
            : null
        select new ShownHolder(
            named == row.Holder
                ? null
                : $"message {row.TelegramId} in {row.ChatId} names "
                    + $"{named ?? "nobody"} for call {row.CallId}, which {row.Holder ?? "nobody"} has: {message.Content.Text}"
        );

    [GeneratedRegex(
        @"(?m)(?:Идёт|Готово:|Принято:|\bшёл|Done:|Taken:) (?:<b>)?(?<name>[^\n]+?)(?:</b>)?(?: · |$)|(?:🏃|·) (?:<b>)?(?<name>[^\n]+?)(?:</b>)? (?:is|was) going"
    )]
    private static partial Regex Holder();

    internal sealed class Row
    {
        public long ChatId { get; init; }

        public long TelegramId { get; init; }

        public long CallId { get; init; }

        public string Kind { get; init; } = "";

        public string? Holder { get; init; }
    }
}
