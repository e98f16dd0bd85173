using QrMenuTelegram.Delivery;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Commands;

/// <summary>From a text message to the command it asks for: finds it, checks who asks, runs it or says why not.</summary>
public sealed class MessageDispatch(CommandTable commands, CommandContexts contexts, ChatStates states, BotAccount account, Clock clock)
{
    // A stranger can make us talk no more than this; managers are not limited.
    private readonly Allowance _strangers = new(clock, 20, TimeSpan.FromMinutes(1));
    private readonly Allowance _inGroups = new(clock, 1, TimeSpan.FromMinutes(1));
    private readonly Allowance _smallTalk = new(clock, 1, TimeSpan.FromMinutes(1));

    public void Handle(Transaction transaction, IncomingUpdate.TextMessage message)
    {
        if (message.Chat.Kind == ChatKind.Channel)
        {
            return;
        }
        var context = contexts.Of(transaction, message);
        states.SignOfLife(transaction, message.Chat.Id);
        var line = CommandLine.Read(message.Text);
        if (line is null)
        {
            Hint(context);
        }
        else if (message.NotOwnWords)
        {
            SayNotOwn(context, line);
        }
        else if (line.Recipient is null || account.IsCalled(line.Recipient))
        {
            Obey(context, line);
        }
    }

    private void Obey(CommandContext context, CommandLine line)
    {
        if (!context.IsManager && !_strangers.Take(context.From.Id, context.IsAnonymous ? context.Chat.Id : 0))
        {
            return;
        }
        if (commands.Find(line.Name) is not { } command)
        {
            Unknown(context, line);
        }
        else if (context.May(command))
        {
            command.Run(context, line.Words);
        }
        else if (context.InPrivate || _inGroups.Take(context.From.Id, context.Chat.Id))
        {
            Refuse(context, command, line.Words);
        }
    }

    // A group is full of forwarded messages: only in private somebody waits for an answer.
    private void SayNotOwn(CommandContext context, CommandLine line)
    {
        if (context.InPrivate && _smallTalk.Take(context.From.Id))
        {
            context.Reply("hint.not_own_words", ("command", line.Name));
        }
    }

    private static void Refuse(CommandContext context, Command command, string words)
    {
        if (!context.IsAnonymous)
        {
            context.Reply(command.Access == Access.Staff ? "access.staff_only" : "access.managers_only");
            return;
        }
        var asks = command.AsksWithButtons && words.Length == 0;
        context.Reply("access.anonymous", ("buttons", asks));
        if (asks)
        {
            command.Run(context, "");
        }
    }

    private void Unknown(CommandContext context, CommandLine line)
    {
        if (context.InPrivate)
        {
            var offered = commands.All.Where(context.May).Select(command => command.Name);
            context.Reply("hint.unknown_command", ("command", line.Name), ("nearest", Nearest.Find(line.Name, offered)));
        }
        else if (line.Recipient is not null && (context.IsManager || _inGroups.Take(context.From.Id, context.Chat.Id)))
        {
            context.Reply("hint.unknown_command", ("command", line.Name), ("nearest", null));
        }
    }

    private void Hint(CommandContext context)
    {
        if (context.InPrivate && _smallTalk.Take(context.From.Id))
        {
            context.Reply("hint.free_text", ("manager", context.IsManager));
        }
    }
}
