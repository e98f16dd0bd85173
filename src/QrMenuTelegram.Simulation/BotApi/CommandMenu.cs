using System.Text.RegularExpressions;
using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Simulation.BotApi;

/// <param name="Command">Without the slash.</param>
/// <param name="Description">What the menu says of it.</param>
public sealed record MenuCommand(string Command, string Description);

/// <summary>The command menus that the bot registered, by scope and language. Every call with the world locked.</summary>
internal sealed partial class CommandMenu
{
    private readonly Dictionary<(MenuScope Scope, string Language), IReadOnlyList<MenuCommand>> _menus = [];

    /// <exception cref="ApiException">A name, a description, a language or their number is not allowed.</exception>
    public void Set(MenuScope scope, string language, IReadOnlyList<MenuCommand> commands)
    {
        CheckLanguage(language);
        foreach (var command in commands)
        {
            Check("command", command.Command, 32);
            Check("command description", command.Description, 256);
        }
        if (commands.Count > 100)
        {
            throw ApiException.BadRequest("BOT_COMMANDS_TOO_MUCH");
        }
        if (!commands.All(command => Name().IsMatch(command.Command)))
        {
            throw ApiException.BadRequest("BOT_COMMAND_INVALID");
        }
        _menus[(scope, language)] = commands;
    }

    public void Delete(MenuScope scope, string language)
    {
        CheckLanguage(language);
        _menus.Remove((scope, language));
    }

    public IReadOnlyList<MenuCommand> Get(MenuScope scope, string language)
    {
        CheckLanguage(language);
        return _menus.GetValueOrDefault((scope, language)) ?? [];
    }

    /// <summary>What a person's app shows in a chat: the narrowest scope, the person's language before none.</summary>
    /// <param name="chat">Where; who is an administrator there nobody here knows.</param>
    /// <param name="person">Who; null for somebody of whom the bot knows nothing.</param>
    /// <param name="language">Of the app.</param>
    public IReadOnlyList<MenuCommand> For(TelegramChat chat, Person? person, string language)
    {
        MenuScope[] scopes =
        [
            new("chat_member", chat.Id, person?.Id ?? 0),
            new("chat", chat.Id),
            new(chat.Type == ChatType.Private ? "all_private_chats" : "all_group_chats"),
            new("default"),
        ];
        return scopes
                .SelectMany(_ => (string[])[language, ""], (scope, code) => _menus.GetValueOrDefault((scope, code)) ?? [])
                .FirstOrDefault(menu => menu.Count > 0)
            ?? [];
    }

    private static void Check(string what, string text, int most)
    {
        if (text.Length == 0)
        {
            throw ApiException.BadRequest($"{what} must be non-empty");
        }
        if (text.EnumerateRunes().Count() > most)
        {
            throw ApiException.BadRequest($"{what} length must not exceed {most}");
        }
    }

    private static void CheckLanguage(string language)
    {
        if (language.Length > 0 && !LanguageCode().IsMatch(language))
        {
            throw ApiException.BadRequest("invalid language code specified");
        }
    }

    [GeneratedRegex("^[a-z]{2}$")]
    private static partial Regex LanguageCode();

    [GeneratedRegex("^[a-z0-9_]{1,32}$")]
    private static partial Regex Name();
}

/// <param name="Type">As the Bot API calls it.</param>
/// <param name="ChatId">0 for every chat.</param>
/// <param name="PersonId">0 for everybody.</param>
internal readonly record struct MenuScope(string Type, long ChatId = 0, long PersonId = 0);
