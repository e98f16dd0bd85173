using QrMenuTelegram.Calls;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Updates;

/// <summary>
/// From a text message to the command it asks for: finds it, checks who asks, runs it or says why not. People without
/// rights are answered only as long as their <see cref="ReplyBudget"/> lasts, and nothing is stored before.
/// </summary>
public sealed class MessageDispatch(
    CommandTable commands,
    CommandContexts contexts,
    ReplyBudget budget,
    InvitationCodes codes,
    ChatStates states,
    BotAccount account,
    Clock clock
)
{
    private static readonly (string Russian, string Name)[] RussianNames =
    [
        ("помощь", "help"),
        ("справка", "help"),
        ("старт", "start"),
        ("начать", "start"),
        ("открытые", "open"),
        ("вызовы", "open"),
        ("принять", "claim"),
        ("столы", "tables"),
        ("мои", "take"),
        ("взять", "take"),
        ("пауза", "pause"),
        ("перерыв", "pause"),
        ("отчёт", "report"),
        ("отчет", "report"),
        ("персонал", "staff"),
        ("подписка", "subscribe"),
        ("подписаться", "subscribe"),
        ("пригласить", "invite"),
        ("язык", "language"),
    ];

    private readonly Allowance _smallTalk = new(clock, 1, TimeSpan.FromMinutes(1));

    public void Handle(Transaction transaction, IncomingUpdate.TextMessage message)
    {
        if (message.Chat.Kind == ChatKind.Channel)
        {
            return;
        }
        states.SignOfLife(transaction, message.Chat.Id);
        var line = CommandLine.Read(message.Text);
        if (
            line?.Recipient is { } recipient
                ? !account.IsCalled(recipient)
                : line is null && message.Chat.Kind != ChatKind.Private && message.RepliedMessage is null
        )
        {
            return;
        }
        ChatStore.Renew(transaction, message.Chat);
        var context = contexts.For(transaction, message);
        if (line is null)
        {
            if (context.InPrivate && Pasted(message.Text) is { } code && codes.IsGood(transaction, message.From.Id, code))
            {
                Obey(context, new CommandLine("start", null, code));
            }
            else if (!IsHeard(context, message) && context.InPrivate)
            {
                Hint(context, message.Text);
            }
        }
        else if (message.NotOwnWords)
        {
            SayNotOwn(context, line);
        }
        else if (message.From.IsBot && !message.Anonymous)
        {
            Answer(context, TextKeys.Access.Bot);
        }
        else
        {
            Obey(context, line);
        }
    }

    // The link of an invitation, or its code alone, as text.
    private static string? Pasted(string text)
    {
        var word = text.Trim();
        var start = word.IndexOf("?start=", StringComparison.Ordinal);
        var code = start < 0 ? word : word[(start + "?start=".Length)..];
        return code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? code : null;
    }

    // An answer to a question of ours.
    private bool IsHeard(CommandContext context, IncomingUpdate.TextMessage message)
    {
        if (
            message.NotOwnWords
            || DialogStore.Open(context.Transaction, context.RepliedNotices) is not { } dialog
            || commands.Find(dialog.Kind) is not { } command
            || !context.May(command)
            || !Takes(context, isWork: true)
        )
        {
            return false;
        }
        contexts.Remember(context);
        command.Hear(context, dialog, message.Text.Trim());
        return true;
    }

    private void Obey(CommandContext context, CommandLine line)
    {
        var command = commands.Find(line.Name);
        if (command is null)
        {
            Unknown(context, line);
        }
        else if (command is StartCommand && context.InPrivate && codes.IsGood(context.Transaction, context.From.Id, line.Words))
        {
            // Whoever was invited is let in, however many strangers talk.
            context.Standing = Standing.Member;
            Run(context, command, line.Words);
        }
        else if (context.May(command))
        {
            if (Takes(context, isWork: command.Access != Access.Anyone || command is ClaimCommand))
            {
                Run(context, command, line.Words);
                Met(context, command);
            }
        }
        else if (Takes(context))
        {
            Refuse(context, command, line.Words);
        }
    }

    // A group is full of forwarded messages: only in private somebody waits for an answer.
    private void SayNotOwn(CommandContext context, CommandLine line)
    {
        if (context.InPrivate)
        {
            Answer(context, TextKeys.Hint.NotOwnWords, ("command", line.Name));
        }
    }

    private void Run(CommandContext context, Command command, string words)
    {
        if (context.Standing != Standing.Stranger)
        {
            contexts.Remember(context);
        }
        command.Run(context, words);
    }

    // Telegram lets the bot write to whoever has pressed Start, also once he belongs to the staff.
    private static void Met(CommandContext context, Command command)
    {
        if (context is { Standing: Standing.Stranger, InPrivate: true } && command is StartCommand)
        {
            StarterStore.Add(context.Transaction, context.From.Id, context.Clock.Now);
        }
    }

    private void Refuse(CommandContext context, Command command, string words)
    {
        if (!context.IsAnonymous)
        {
            Reply(context, command.Access is Access.Staff or Access.Anyone ? TextKeys.Access.StaffOnly : TextKeys.Access.ManagersOnly);
            return;
        }
        var asks = command.AsksWithButtons && words.Length == 0 && context.Standing != Standing.Stranger;
        Reply(context, TextKeys.Access.Anonymous, ("buttons", asks));
        if (asks)
        {
            command.Run(context, "");
        }
    }

    // /ореn with Cyrillic letters that look like these, /помощь in Russian.
    private string? Meant(CommandContext context, string name)
    {
        var key = TableName.MakeKey(name);
        var offered = commands.All.Where(context.May).Select(command => command.Name).ToList();
        return offered.Find(command => TableName.MakeKey(command) == key)
            ?? RussianNames.Where(pair => TableName.MakeKey(pair.Russian) == key).Select(pair => pair.Name).FirstOrDefault();
    }

    private void Unknown(CommandContext context, CommandLine line)
    {
        if (!context.InPrivate && line.Recipient is null)
        {
            return;
        }
        var offered =
            context.InPrivate && context.Standing != Standing.Stranger
                ? commands.All.Where(context.May).Select(command => command.Name)
                : [];
        Answer(context, TextKeys.Hint.UnknownCommand, ("command", line.Name), ("nearest", Nearest.Find(line.Name, offered)));
    }

    private void Hint(CommandContext context, string text)
    {
        // Meant as a command, in letters that no command has.
        if (text.TrimStart() is ['/', _, ..] slashed && context.Standing >= Standing.Staff)
        {
            var name = slashed[1..].Split(' ', '\n')[0];
            Answer(context, TextKeys.Hint.UnknownCommand, ("command", name), ("nearest", Meant(context, name)));
            return;
        }
        if (
            _smallTalk.Has(context.From.Id)
            && Takes(context)
            && (context.Standing == Standing.Stranger || _smallTalk.Take(context.From.Id))
        )
        {
            Reply(context, TextKeys.Hint.FreeText, ("stranger", context.Standing is Standing.Stranger or Standing.Member));
        }
    }

    private void Answer(CommandContext context, TextKey key, params (string Name, object? Value)[] values)
    {
        if (Takes(context))
        {
            Reply(context, key, values);
        }
    }

    private void Reply(CommandContext context, TextKey key, params (string Name, object? Value)[] values)
    {
        if (context.Standing != Standing.Stranger)
        {
            contexts.Remember(context);
        }
        context.Reply(key, values);
    }

    private bool Takes(CommandContext context, bool isWork = false) =>
        budget.Take(context.Standing, context.IsAnonymous ? context.Chat.Id : context.From.Id, context.Chat, isWork);
}
