using Dapper;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Delivery;

/// <summary>A chat we know.</summary>
/// <param name="Id">Telegram's id.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Title">A group's title, a person's name.</param>
/// <param name="Language">Null: the restaurant's default.</param>
/// <param name="RefusedAt">Steady instant since when it can't be written to; null when it can.</param>
/// <param name="RefusedReason">The <see cref="RefusalReasonWords.Word"/> of a reason; null when it can be written to.</param>
public sealed record Chat(long Id, string Kind, string Title, string? Language, Instant? RefusedAt, string? RefusedReason);

/// <summary>Chats: what they are called, their language, and whether they may be written to.</summary>
public static class ChatStore
{
    private const string Columns =
        "id AS Id, kind AS Kind, title AS Title, language AS Language, refused_at AS RefusedAt, refused_reason AS RefusedReason";

    /// <summary>Patience that Telegram asks for is told to people from so much on, and what waits meanwhile goes to the managers.</summary>
    public static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(5);

    /// <summary>Adds the chat or renews its kind and title.</summary>
    public static void Remember(Transaction transaction, ChatInfo chat)
    {
        var news = transaction.Connection.Execute(
            """
            INSERT INTO chats (id, kind, title) VALUES (@id, @kind, @title)
            ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title
            WHERE kind <> excluded.kind OR title <> excluded.title
            """,
            new
            {
                id = chat.Id,
                kind = KindName(chat.Kind),
                title = chat.Title,
            }
        );
        if (news > 0)
        {
            transaction.Signal(Signal.Menus);
        }
    }

    /// <summary>Renews the title of a chat that is known already.</summary>
    public static void Renew(Transaction transaction, ChatInfo chat) =>
        transaction.Connection.Execute(
            "UPDATE chats SET title = @title WHERE id = @id AND title <> @title",
            new { id = chat.Id, title = chat.Title }
        );

    public static Chat? Find(Transaction transaction, long id) =>
        transaction.Connection.QueryFirstOrDefault<Chat>("SELECT " + Columns + " FROM chats WHERE id = @id", new { id });

    public static IReadOnlyList<Chat> All(Transaction transaction) =>
        transaction.Connection.Query<Chat>("SELECT " + Columns + " FROM chats ORDER BY title, id").AsList();

    public static void SetLanguage(Transaction transaction, long id, string language)
    {
        transaction.Connection.Execute("UPDATE chats SET language = @language WHERE id = @id", new { id, language });
        transaction.Signal(Signal.Menus);
    }

    /// <summary>Those of these notices' chats that can't be written to.</summary>
    internal static IReadOnlyList<Chat> Refusing(Transaction transaction, IEnumerable<long> notices) =>
        transaction
            .Connection.Query<Chat>(
                "SELECT "
                    + Columns
                    + " FROM chats WHERE refused_at IS NOT NULL"
                    + " AND id IN (SELECT chat_id FROM notices WHERE notices.id IN (SELECT value FROM json_each(@notices))) ORDER BY id",
                new { notices = NoticeStore.Json(notices) }
            )
            .AsList();

    /// <summary>It refuses us, but somebody spoke there since its last refusal: the next message will tell.</summary>
    internal static bool ShowsLife(Transaction transaction, long id) =>
        transaction.Connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM chats WHERE id = @id AND refused_at IS NOT NULL AND probe_at = 0)",
            new { id }
        );

    /// <summary>Telegram asked for more patience there than a guest has.</summary>
    internal static bool IsParkedForLong(Transaction transaction, long id, Instant now) =>
        transaction.Connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM chats WHERE id = @id AND parked_until >= @late)",
            new { id, late = now + LongPatience }
        );

    private static string KindName(ChatKind kind) =>
        kind switch
        {
            ChatKind.Private => "private",
            ChatKind.Group => "group",
            ChatKind.Supergroup => "supergroup",
            _ => "channel",
        };
}
