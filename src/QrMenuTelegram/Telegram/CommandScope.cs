namespace QrMenuTelegram.Telegram;

/// <summary>
/// Whom a menu of commands is for. Of several that fit, an app shows the narrowest: the member's, the chat's, that of all chats
/// of the kind.
/// </summary>
/// <param name="Type">As the Bot API calls it.</param>
/// <param name="ChatId">Of which chat; 0 for every one of its kind.</param>
/// <param name="PersonId">Of which member of it; 0 for all.</param>
public sealed record CommandScope(string Type, long ChatId, long PersonId)
{
    public static readonly CommandScope PrivateChats = new("all_private_chats", 0, 0);

    public static readonly CommandScope Groups = new("all_group_chats", 0, 0);

    /// <summary>A private chat, or everybody in a group.</summary>
    public static CommandScope Chat(long chatId) => new("chat", chatId, 0);

    /// <summary>One person in a group; Telegram takes none for a private chat.</summary>
    public static CommandScope Member(long chatId, long personId) => new("chat_member", chatId, personId);
}

/// <param name="Name">1 to 32 of <c>[a-z0-9_]</c>, without the slash.</param>
/// <param name="Description">1 to 256 characters.</param>
public sealed record CommandDescription(string Name, string Description);
