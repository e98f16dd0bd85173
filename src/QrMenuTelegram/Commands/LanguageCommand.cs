using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Commands;

/// <summary><c>/language [ru|en]</c>: the language of this chat; without a word, asks with buttons.</summary>
public sealed class LanguageCommand : Command
{
    public override string Name => "language";

    public override Access Access => Access.ManagerInGroups;

    public override bool AsksWithButtons => true;

    public override void Run(CommandContext context, string words)
    {
        if (words.Length == 0)
        {
            context.ReplyWithButtons(Ask(context, context.Language), Choice(context, context.Language));
        }
        else if (Find(context, words) is { } language)
        {
            ChatStore.SetLanguage(context.Transaction, context.Chat.Id, language);
            var html = context.Texts.Html(language, TextKeys.Language.Set, ("language", context.Texts.LanguageName(language)));
            context.Outbox.Add(context.Transaction, new NewNotice(context.Here, Urgency.Reply, html));
        }
        else
        {
            context.Reply(TextKeys.Language.Unknown, ("typed", words), ("languages", Languages(context)));
        }
    }

    public override void Press(PressContext context, string payload)
    {
        if (Find(context, payload) is not { } language)
        {
            context.Toast(TextKeys.Press.Old);
            return;
        }
        ChatStore.SetLanguage(context.Transaction, context.Chat.Id, language);
        context.Edit(Ask(context, language), Choice(context, language));
    }

    private static string Ask(CommandContext context, string language) =>
        context.Texts.Html(language, TextKeys.Language.Ask, ("language", context.Texts.LanguageName(language)));

    private IReadOnlyList<IReadOnlyList<Button>> Choice(CommandContext context, string current) =>
        [
            .. context.Texts.Languages.Select(language =>
                (IReadOnlyList<Button>)
                    [new Button((language == current ? "✓ " : "") + context.Texts.LanguageName(language), $"{Name}:{language}")]
            ),
        ];

    /// <summary>By code or by what its speakers call it.</summary>
    private static string? Find(CommandContext context, string typed) =>
        context.Texts.Languages.FirstOrDefault(language =>
            typed.Equals(language, StringComparison.OrdinalIgnoreCase)
            || typed.Equals(context.Texts.LanguageName(language), StringComparison.OrdinalIgnoreCase)
        );

    private static List<(string, object?)[]> Languages(CommandContext context) =>
        [
            .. context.Texts.Languages.Select(language =>
                new (string, object?)[] { ("code", language), ("name", context.Texts.LanguageName(language)) }
            ),
        ];
}
