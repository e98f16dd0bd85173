using System.Text.RegularExpressions;
using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Simulation.BotApi;

/// <param name="Command">Without the slash.</param>
/// <param name="Description">What the menu says of it.</param>
public sealed record MenuCommand(string Command, string Description);

/// <summary>The command menus that the bot registered, by scope and language. Every call with the world locked.</summary>
internal sealed partial class CommandMenu
{
    private readonly Dictionary<(string Scope, string Language), IReadOnlyList<MenuCommand>> _menus = [];

    /// <exception cref="ApiException">A name, a description, a language or their number is not allowed.</exception>
    public void Set(string scope, string language, IReadOnlyList<MenuCommand> commands)
    {
        if (language.Length > 0 && !LanguageCode().IsMatch(language))
        {
            throw ApiException.BadRequest("invalid language code specified");
        }
        if (commands.Count > 100)
        {
            throw ApiException.BadRequest("BOT_COMMANDS_TOO_MUCH");
        }
        foreach (var command in commands)
        {
            if (!Name().IsMatch(command.Command))
            {
                throw ApiException.BadRequest("BOT_COMMAND_INVALID");
            }
            if (command.Description.EnumerateRunes().Count() is < 1 or > 256)
            {
                throw ApiException.BadRequest("BOT_COMMAND_DESCRIPTION_INVALID");
            }
        }
        _menus[(scope, language)] = commands;
    }

    public void Delete(string scope, string language) => _menus.Remove((scope, language));

    public IReadOnlyList<MenuCommand> Get(string scope, string language) => _menus.GetValueOrDefault((scope, language)) ?? [];

    /// <summary>What a person's app shows in a chat: the narrowest scope, the person's language before none.</summary>
    public IReadOnlyList<MenuCommand> For(TelegramChat chat, string language)
    {
        string[] scopes =
            chat.Type == ChatType.Private
                ? [$"chat:{chat.Id}", "all_private_chats", "default"]
                : [$"chat:{chat.Id}", "all_group_chats", "default"];
        return scopes
                .SelectMany(scope => (string[])[language, ""], (scope, code) => Get(scope, code))
                .FirstOrDefault(menu => menu.Count > 0)
            ?? [];
    }

    [GeneratedRegex("^[a-z]{2}$")]
    private static partial Regex LanguageCode();

    [GeneratedRegex("^[a-z0-9_]{1,32}$")]
    private static partial Regex Name();
}
