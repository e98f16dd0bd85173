using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Commands;

/// <summary>Who says something, where, and how to answer: what commands and button presses share.</summary>
public class CommandContext
{
    /// <summary>The update's transaction.</summary>
    public required Transaction Transaction { get; init; }

    public required Sender From { get; init; }

    public required ChatInfo Chat { get; init; }

    /// <summary>The chat and topic it was said in; replies go here.</summary>
    public required Destination Here { get; init; }

    /// <summary>The chat's language.</summary>
    public required string Language { get; init; }

    public required bool IsManager { get; init; }

    /// <summary>Whether the person serves guests here, by invitation or by a manager's word.</summary>
    public bool IsStaff { get; init; }

    /// <summary>Written by an anonymous admin or in the name of a channel: <see cref="From"/> is nobody.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Set when the person said "Yes" to what seemed doubtful in the command.</summary>
    public bool IsSure { get; set; }

    /// <summary>Whose message this one replies to; null where it replies to none, or to nobody we can know.</summary>
    public Sender? RepliedTo { get; init; }

    /// <summary>What the message of ours shows that this one replies to; empty where it replies to none.</summary>
    public IReadOnlyList<long> RepliedNotices { get; init; } = [];

    public required Outbox Outbox { get; init; }

    public required Texts Texts { get; init; }

    public required Clock Clock { get; init; }

    /// <summary>What the person is here.</summary>
    public Standing Standing { get; set; } = Standing.Member;

    public bool InPrivate => Chat.Kind == ChatKind.Private;

    /// <summary>
    /// Whether everybody who reads the answer may know of other chats, of servers' details and of money: in private, where only
    /// managers ask for that, and in managers' groups. Elsewhere answers leave it out; operating.md has the list.
    /// </summary>
    public bool AnswersWhole => InPrivate || SubscriptionStore.IsForManagers(Transaction, Chat.Id);

    /// <summary>Whether this person may use <paramref name="command"/> here.</summary>
    public bool May(Command command) =>
        Standing == Standing.Stranger
            ? command.ForStrangers
            : IsManager
                || command.Access switch
                {
                    Access.Anyone => true,
                    Access.ManagerInGroups => InPrivate,
                    Access.Staff => IsStaff,
                    _ => false,
                }
                || command.IsOpenTo(this);

    /// <summary>Answers with the text <paramref name="key"/>.</summary>
    public void Reply(TextKey key, params (string Name, object? Value)[] values)
    {
        var html = Texts.Html(Language, key, values);
        if (Standing == Standing.Stranger)
        {
            Outbox.Courtesies.Add(Transaction, Here, html);
            return;
        }
        Outbox.Add(Transaction, new NewNotice(Here, Urgency.Reply, html));
    }

    /// <summary>Answers with HTML that is rendered already; what is longer than a message is cut at the end of a line.</summary>
    public long Say(string html) =>
        Outbox.Add(Transaction, new NewNotice(Here, Urgency.Reply, TelegramHtml.Fit(html, TelegramHtml.MaxCodePoints)));

    /// <summary>Answers with a message of its own that carries buttons and may be changed later.</summary>
    public long ReplyWithButtons(string html, IReadOnlyList<IReadOnlyList<Button>> buttons) =>
        Outbox.Add(Transaction, new NewNotice(Here, Urgency.Reply, html) { Buttons = buttons, Alone = true });

    public string Html(TextKey key, params (string Name, object? Value)[] values) => Texts.Html(Language, key, values);

    public string Plain(TextKey key, params (string Name, object? Value)[] values) => Texts.Plain(Language, key, values);
}

/// <summary>A press on a button of one of our messages.</summary>
public sealed class PressContext : CommandContext
{
    /// <summary>The notice whose button it is, where the message carries just one; null when it is older than the database.</summary>
    public required long? NoticeId { get; init; }

    /// <summary>What the person sees as the answer; null for nothing but the end of the spinner.</summary>
    public string? AnswerText { get; private set; }

    /// <summary>Whether the answer must be dismissed rather than fading by itself.</summary>
    public bool AnswerIsAlert { get; private set; }

    /// <summary>Answers with a short fading line: the text <paramref name="key"/>, at most 200 characters.</summary>
    public void Toast(TextKey key, params (string Name, object? Value)[] values) => Answer(false, key, values);

    /// <summary>Answers with a box that must be dismissed.</summary>
    public void Alert(TextKey key, params (string Name, object? Value)[] values) => Answer(true, key, values);

    /// <summary>Changes the message whose button was pressed.</summary>
    public void Edit(string html, IReadOnlyList<IReadOnlyList<Button>> buttons)
    {
        if (NoticeId is { } id)
        {
            Outbox.Change(Transaction, id, html, buttons);
        }
    }

    private void Answer(bool alert, TextKey key, (string Name, object? Value)[] values)
    {
        AnswerText = Texts.Plain(Language, key, values);
        AnswerIsAlert = alert;
    }
}
