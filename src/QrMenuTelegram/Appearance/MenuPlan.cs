using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Appearance;

/// <summary>
/// Which menus there should be: to strangers what they may use, in the language of their app; to the restaurant's chats and
/// the people in them what is theirs, in the language of the chat. A menu shows what the dispatch would obey.
/// </summary>
public sealed class MenuPlan(CommandTable commands, CommandContexts contexts, Texts texts)
{
    private readonly Dictionary<(string Language, string Command), CommandDescription> _lines = [];

    /// <summary>The most important first. Called inside of write transactions only; that is its lock.</summary>
    internal IReadOnlyList<Menu> Wanted(Transaction transaction) =>
        [
            .. ForAll(transaction, CommandScope.PrivateChats, ChatKind.Private, Standing.Stranger),
            .. ForAll(transaction, CommandScope.Groups, ChatKind.Supergroup, Standing.Member),
            .. Theirs(transaction, MenuStore.PrivateChats(transaction)),
            .. Theirs(transaction, MenuStore.Groups(transaction)),
            .. Theirs(transaction, MenuStore.Members(transaction)),
        ];

    private IEnumerable<Menu> ForAll(Transaction transaction, CommandScope scope, ChatKind kind, Standing standing) =>
        from language in texts.Languages.Where(code => code.Length == 2).Prepend(null)
        let chat = new ChatInfo(0, kind, "")
        select new Menu(new MenuKey(scope, language), Lines(contexts.For(transaction, 0, chat, language ?? texts.Languages[0], standing)));

    private IEnumerable<Menu> Theirs(Transaction transaction, IEnumerable<MenuAudience> audiences) =>
        from audience in audiences
        let chat = new ChatInfo(audience.ChatId, audience.ChatId > 0 ? ChatKind.Private : ChatKind.Supergroup, "")
        let context = contexts.For(transaction, audience.PersonId, chat, texts.Language(audience.Language), audience.Standing)
        select new Menu(new MenuKey(audience.Scope, null), Lines(context));

    private List<CommandDescription> Lines(CommandContext context) =>
        [.. commands.All.Where(command => command.IsInMenu(context)).Select(command => Line(context.Language, command.Name))];

    private CommandDescription Line(string language, string command)
    {
        if (!_lines.TryGetValue((language, command), out var line))
        {
            line = new CommandDescription(command, texts.Plain(language, TextKey.MenuLine(command)));
            _lines[(language, command)] = line;
        }
        return line;
    }
}
