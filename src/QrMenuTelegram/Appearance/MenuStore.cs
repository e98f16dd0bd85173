using Dapper;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Appearance;

/// <summary>Somebody who has a menu of his own.</summary>
/// <param name="ChatId">Where.</param>
/// <param name="PersonId">Who; 0 for everybody in a group.</param>
/// <param name="IsManager">Whether he is a manager; else one of the staff, or anybody.</param>
/// <param name="Language">The chat's; null for the restaurant's.</param>
internal sealed record MenuAudience(long ChatId, long PersonId, bool IsManager, string? Language)
{
    public CommandScope Scope => PersonId == 0 || PersonId == ChatId ? CommandScope.Chat(ChatId) : CommandScope.Member(ChatId, PersonId);

    public Standing Standing =>
        IsManager ? Standing.Manager
        : PersonId == 0 ? Standing.Member
        : Standing.Staff;
}

/// <summary>What Telegram was last told of a menu.</summary>
/// <param name="Scope">The <see cref="CommandScope.Type"/>.</param>
/// <param name="ChatId">0 for every chat.</param>
/// <param name="PersonId">0 for everybody.</param>
/// <param name="Language">Empty for whoever's language has none.</param>
/// <param name="Hash">The <see cref="Menu.Hash"/>; null where it is not known what Telegram holds.</param>
/// <param name="IsLeftAlone">Telegram refused it, and nobody was seen there since; or the chat refuses us.</param>
internal sealed record SentMenu(string Scope, long ChatId, long PersonId, string Language, long? Hash, bool IsLeftAlone)
{
    public MenuKey Of => new(new CommandScope(Scope, ChatId, PersonId), Language.Length == 0 ? null : Language);
}

/// <summary>The menus that Telegram holds from us, and for whom there should be some.</summary>
public static class MenuStore
{
    /// <summary>Managers and staff whom the bot may write to, managers first.</summary>
    internal static IReadOnlyList<MenuAudience> PrivateChats(Transaction transaction) =>
        transaction
            .Connection.Query<MenuAudience>(
                """
                SELECT c.id AS ChatId, p.id AS PersonId, p.is_manager AS IsManager, c.language AS Language
                FROM people p JOIN chats c ON c.id = p.id
                WHERE (p.is_manager = 1 OR p.is_staff = 1) AND c.refused_at IS NULL ORDER BY p.is_manager DESC, p.id
                """
            )
            .AsList();

    /// <summary>The restaurant's groups.</summary>
    internal static IReadOnlyList<MenuAudience> Groups(Transaction transaction) =>
        transaction
            .Connection.Query<MenuAudience>(
                """
                SELECT id AS ChatId, 0 AS PersonId, 0 AS IsManager, language AS Language
                FROM chats c WHERE kind IN ('group', 'supergroup') AND refused_at IS NULL ORDER BY id
                """
            )
            .AsList();

    /// <summary>Managers and staff in the groups where they were seen, managers first.</summary>
    internal static IReadOnlyList<MenuAudience> Members(Transaction transaction) =>
        transaction
            .Connection.Query<MenuAudience>(
                """
                SELECT c.id AS ChatId, p.id AS PersonId, p.is_manager AS IsManager, c.language AS Language
                FROM presences s JOIN people p ON p.id = s.person_id JOIN chats c ON c.id = s.chat_id
                WHERE (p.is_manager = 1 OR p.is_staff = 1) AND c.kind IN ('group', 'supergroup') AND c.refused_at IS NULL
                ORDER BY p.is_manager DESC, p.id, c.id
                """
            )
            .AsList();

    internal static IReadOnlyList<SentMenu> Sent(Transaction transaction) =>
        transaction
            .Connection.Query<SentMenu>(
                """
                SELECT scope AS Scope, chat_id AS ChatId, person_id AS PersonId, language AS Language, hash AS Hash,
                    EXISTS (SELECT 1 FROM chats c WHERE c.id = m.chat_id AND c.refused_at IS NOT NULL)
                    OR (refused = 1 AND NOT EXISTS (SELECT 1 FROM presences s WHERE s.chat_id = m.chat_id
                        AND (m.person_id = 0 OR s.person_id = m.person_id) AND s.seen_at > m.told_at)) AS IsLeftAlone
                FROM menus m
                """
            )
            .AsList();

    /// <summary>Telegram took a menu, or refused it.</summary>
    internal static void Told(Transaction transaction, Menu menu, bool refused, Instant now) =>
        transaction.Connection.Execute(
            """
            INSERT INTO menus (scope, chat_id, person_id, language, hash, told_at, refused)
            VALUES (@scope, @chatId, @personId, @language, @hash, @now, @refused)
            ON CONFLICT (scope, chat_id, person_id, language)
            DO UPDATE SET hash = excluded.hash, told_at = excluded.told_at, refused = excluded.refused
            """,
            new
            {
                scope = menu.Of.Scope.Type,
                chatId = menu.Of.Scope.ChatId,
                personId = menu.Of.Scope.PersonId,
                language = menu.Of.Language ?? "",
                hash = menu.Hash,
                now,
                refused,
            }
        );

    /// <summary>Telegram holds it no more.</summary>
    internal static void Gone(Transaction transaction, MenuKey menu) =>
        transaction.Connection.Execute(
            """
            DELETE FROM menus WHERE scope = @scope AND chat_id = @chatId AND person_id = @personId AND language = @language
            """,
            new
            {
                scope = menu.Scope.Type,
                chatId = menu.Scope.ChatId,
                personId = menu.Scope.PersonId,
                language = menu.Language ?? "",
            }
        );

    /// <summary>Telegram would not remove it.</summary>
    internal static void KeptByRefusal(Transaction transaction, MenuKey menu, Instant now) =>
        transaction.Connection.Execute(
            """
            UPDATE menus SET hash = NULL, told_at = @now, refused = 1
            WHERE scope = @scope AND chat_id = @chatId AND person_id = @personId AND language = @language
            """,
            new
            {
                scope = menu.Scope.Type,
                chatId = menu.Scope.ChatId,
                personId = menu.Scope.PersonId,
                language = menu.Language ?? "",
                now,
            }
        );

    /// <summary>The bot came back to a chat: what its menus there are is not known any more.</summary>
    public static void Doubt(Transaction transaction, long chatId)
    {
        transaction.Connection.Execute("UPDATE menus SET hash = NULL, refused = 0 WHERE chat_id = @chatId", new { chatId });
        transaction.Signal(Signal.Menus);
    }

    /// <summary>Another bot has none of them.</summary>
    public static void AllGone(Transaction transaction)
    {
        transaction.Connection.Execute("DELETE FROM menus");
        transaction.Signal(Signal.Menus);
    }
}
