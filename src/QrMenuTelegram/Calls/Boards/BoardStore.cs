using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls.Boards;

/// <summary>A chat's board as it stands.</summary>
/// <param name="ChatId">Where.</param>
/// <param name="TopicId">In which topic; 0 for none.</param>
/// <param name="NoticeId">What it should show.</param>
/// <param name="PinnedId">The message that was pinned; <see cref="BoardStore.MayNotPin"/> where the bot may not; null for none yet.</param>
/// <param name="TelegramId">The message that shows it; null before it is shown.</param>
/// <param name="Gone">Whether that message was deleted, or can't be edited any more.</param>
/// <param name="Ended">Whether Telegram took it not at all.</param>
/// <param name="Refused">Whether the chat takes no messages now.</param>
/// <param name="TakenDown">Whether nobody wants it any more; it is only still pinned.</param>
/// <param name="Language">Of the chat; null for the restaurant's.</param>
internal sealed record Board(
    long ChatId,
    int TopicId,
    long NoticeId,
    long? PinnedId,
    long? TelegramId,
    bool Gone,
    bool Ended,
    bool Refused,
    bool TakenDown,
    string? Language
)
{
    public Destination To => new(ChatId, TopicId);

    public bool WantsPin =>
        !Refused && !Gone && !TakenDown && PinnedId != BoardStore.MayNotPin && (TelegramId is null || PinnedId != TelegramId);

    /// <summary>The message that is pinned and no longer should be; null for none.</summary>
    public long? WantsUnpin =>
        !Refused && PinnedId is { } pinned and not BoardStore.MayNotPin && (TakenDown || (WantsPin && TelegramId is not null))
            ? pinned
            : null;
}

/// <summary>The boards: one a chat (and topic).</summary>
internal static class BoardStore
{
    /// <summary>Instead of the pinned message's number: the bot has no right to pin there, and has said so.</summary>
    public const int MayNotPin = 0;

    private const string Select = """
        SELECT b.chat_id AS ChatId, b.topic_id AS TopicId, b.notice_id AS NoticeId, b.pinned_id AS PinnedId, m.telegram_id AS TelegramId,
               ifnull(m.gone, 0) AS Gone, n.ended_at IS NOT NULL AS Ended, c.refused_at IS NOT NULL AS Refused,
                   b.taken_down AS TakenDown, c.language AS Language
        FROM boards b JOIN notices n ON n.id = b.notice_id JOIN chats c ON c.id = b.chat_id LEFT JOIN messages m ON m.id = n.message_id
        """;

    /// <summary>Also those that are only still pinned.</summary>
    public static IReadOnlyList<Board> All(Transaction transaction) =>
        transaction.Connection.Query<Board>(Select + " ORDER BY b.chat_id, b.topic_id").AsList();

    public static Board? Find(Transaction transaction, Destination to) =>
        transaction.Connection.QueryFirstOrDefault<Board>(
            Select + " WHERE b.chat_id = @chatId AND b.topic_id = @topicId",
            new { chatId = to.ChatId, topicId = to.TopicId }
        );

    /// <summary>This notice is the place's board from now on.</summary>
    /// <param name="transaction">Any.</param>
    /// <param name="to">The place.</param>
    /// <param name="noticeId">The notice.</param>
    /// <param name="pinnedId">What is pinned there of us until now.</param>
    public static void Set(Transaction transaction, Destination to, long noticeId, long? pinnedId) =>
        transaction.Connection.Execute(
            """
            INSERT INTO boards (chat_id, topic_id, notice_id, pinned_id) VALUES (@chatId, @topicId, @noticeId, @pinnedId)
            ON CONFLICT (chat_id, topic_id) DO UPDATE SET notice_id = excluded.notice_id, pinned_id = excluded.pinned_id, taken_down = 0
            """,
            new
            {
                chatId = to.ChatId,
                topicId = to.TopicId,
                noticeId,
                pinnedId,
            }
        );

    /// <summary>Unless another notice has become the board meanwhile.</summary>
    public static void SetPinned(Transaction transaction, Board board, long pinnedId) =>
        transaction.Connection.Execute(
            "UPDATE boards SET pinned_id = @pinnedId WHERE notice_id = @noticeId",
            new { noticeId = board.NoticeId, pinnedId }
        );

    /// <summary>Nobody wants it any more. It is gone once it is no longer pinned.</summary>
    public static void TakeDown(Transaction transaction, Board board)
    {
        transaction.Connection.Execute("UPDATE boards SET taken_down = 1 WHERE notice_id = @noticeId", new { noticeId = board.NoticeId });
        if (board.PinnedId is null or MayNotPin)
        {
            Remove(transaction, board.To);
        }
    }

    /// <summary>Nothing of an earlier board is pinned any more; unless another notice has become the board meanwhile.</summary>
    public static void SetUnpinned(Transaction transaction, Board board)
    {
        transaction.Connection.Execute("UPDATE boards SET pinned_id = NULL WHERE notice_id = @noticeId", new { noticeId = board.NoticeId });
        transaction.Connection.Execute(
            "DELETE FROM boards WHERE notice_id = @noticeId AND taken_down = 1",
            new { noticeId = board.NoticeId }
        );
    }

    public static void Remove(Transaction transaction, Destination to) =>
        transaction.Connection.Execute(
            "DELETE FROM boards WHERE chat_id = @chatId AND topic_id = @topicId",
            new { chatId = to.ChatId, topicId = to.TopicId }
        );
}
