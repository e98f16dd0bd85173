using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Updates;

namespace QrMenuTelegram.Tests.Support;

/// <summary>
/// Updates as Telegram would bring them, the whole way to what chats should show. Every notice is taken for shown at
/// once, under its own id as Telegram's.
/// </summary>
public sealed class UpdateRig : BridgeParts
{
    public static readonly Sender Anna = new(1, "Анна", "anna", "ru");
    public static readonly Sender Boris = new(2, "Борис <b>", null, "ru");
    public static readonly Sender Stranger = new(666, "Eve", "eve", "en");
    public static readonly Sender AnonymousAdmin = new(1087968824, "Group", "GroupAnonymousBot", null);
    public static readonly ChatInfo Hall = new(-100, ChatKind.Supergroup, "Зал");

    private ITelegram? _telegram;
    private int _updates = 1000;
    private byte _random;

    public UpdateRig(string? managers = null, params IEnumerable<(string Key, string Value)> settings)
        : base(new DateTimeOffset(2026, 1, 5, 16, 0, 0, TimeSpan.Zero), "Центр")
    {
        Settings["Telegram__Managers"] = managers;
        foreach (var (key, value) in settings)
        {
            Settings[key] = value;
        }
        Start();
    }

    public Outbox Outbox => Get<Outbox>();

    /// <summary>What delivery tells, before what follows from it.</summary>
    public HeardFacts Facts { get; } = new();

    public ChatStates States => Get<ChatStates>();

    public BotAccount Account => Get<BotAccount>();

    public OwnerStore Owners => Get<OwnerStore>();

    public InvitationCodes Codes => Get<InvitationCodes>();

    public UpdateHandler Handler => Get<UpdateHandler>();

    public UpdateLoop Loop => Get<UpdateLoop>();

    /// <summary>Starts with another Telegram than the script.</summary>
    public void Start(ITelegram telegram)
    {
        _telegram = telegram;
        Start();
    }

    protected override void Replace(IServiceCollection services)
    {
        if (_telegram is not null)
        {
            services.Replace(ServiceDescriptor.Singleton(_telegram));
        }
        services.AddSingleton<Command>(new SecretCommand());
        services.AddSingleton<Command>(new AskingCommand());
        services.AddSingleton<Command>(new BrokenCommand());
        services.Replace(
            ServiceDescriptor.Singleton(s => new InvitationCodes(
                s.GetRequiredService<Clock>(),
                count => [.. Enumerable.Repeat(++_random, count)]
            ))
        );
        services.AddSingleton<DeliveryFollowUp>();
        services.Replace(ServiceDescriptor.Singleton<IDeliveryEvents>(s => Facts.Before(s.GetRequiredService<DeliveryFollowUp>())));
    }

    /// <summary>The bot knows who it is.</summary>
    public UpdateRig Arrive()
    {
        Get<BotStartup>().Initialise(Telegram.Me);
        return this;
    }

    public static ChatInfo Private(Sender person) => new(person.Id, ChatKind.Private, person.Name);

    public int NextId => ++_updates;

    public IncomingUpdate Message(
        Sender from,
        string text,
        ChatInfo? chat = null,
        int topic = 0,
        bool anonymous = false,
        Sender? repliedTo = null
    ) => new IncomingUpdate.TextMessage(NextId, chat ?? Private(from), topic, from, anonymous, text) { RepliedTo = repliedTo };

    /// <summary>Somebody writes; then what the bot answers, everywhere.</summary>
    public string Say(Sender from, string text, ChatInfo? chat = null, int topic = 0, bool anonymous = false) =>
        Handle(Message(from, text, chat, topic, anonymous));

    /// <summary>An update is handled; then the notices that are new, and what a stranger is answered.</summary>
    public string Handle(IncomingUpdate update)
    {
        var before = Newest;
        Write(transaction => Handler.Handle(transaction, update));
        ShowAll();
        var answers = Notices.Where(notice => notice.Id > before).Select(notice => notice.Read()).ToList();
        while (Outbox.Courtesies.Next() is { } courtesy)
        {
            TelegramHtml.Problem(courtesy.Content.Text).ShouldBeNull();
            answers.Add(TelegramHtml.ToPlain(courtesy.Content.Text));
        }
        return string.Join("\n--\n", answers);
    }

    /// <summary>
    /// Presses the button that begins so on the newest message of the chat with buttons; then the answer, and what the
    /// message shows now.
    /// </summary>
    public string Press(Sender from, string label, ChatInfo? chat = null)
    {
        var place = chat ?? Private(from);
        var notice = Notices.Last(notice => notice.ChatId == place.Id && notice.Buttons.Length > 0);
        return PressData(from, notice.Button(label).Data, place, (int)notice.Id);
    }

    /// <summary>Presses a button as it may stand on an old message.</summary>
    public string PressData(Sender from, string data, ChatInfo place, long telegramId)
    {
        var answer = Write(transaction =>
            Handler.Handle(transaction, new IncomingUpdate.ButtonPress(NextId, "query", from, place, 0, telegramId, data))
        );
        ShowAll();
        (answer!.Text?.Length ?? 0).ShouldBeLessThanOrEqualTo(200);
        var notice = Notices.SingleOrDefault(notice => notice.Id == telegramId);
        return (answer.Text is null ? "" : $"({answer.Text}{(answer.Alert ? " OK" : "")})\n") + (notice?.Read() ?? "");
    }

    public bool IsManager(Sender person) => Write(transaction => PeopleStore.IsManager(transaction, person.Id));

    /// <summary>Makes the person a manager by an invitation, as if long ago.</summary>
    public void Appoint(Sender person) =>
        Write(transaction =>
        {
            PeopleStore.Remember(transaction, person, Clock.Now);
            ChatStore.Remember(transaction, Private(person));
            PeopleStore.MakeManager(transaction, person.Id);
        });

    /// <summary>Makes the person one of the staff, in private with the bot or never seen there.</summary>
    public void Hire(Sender person, bool started = true) =>
        Write(transaction =>
        {
            PeopleStore.Remember(transaction, person, Clock.Now);
            if (started)
            {
                ChatStore.Remember(transaction, Private(person));
            }
            transaction.Connection.Execute("UPDATE people SET is_staff = 1 WHERE id = @id", new { id = person.Id });
        });

    /// <summary>Somebody with rights has put the bot there.</summary>
    public void Know(ChatInfo chat) => Write(transaction => ChatStore.Remember(transaction, chat));

    /// <summary>The chat gets every event.</summary>
    public void Subscribe(ChatInfo chat) =>
        Write(transaction =>
            transaction.Connection.Execute(
                "INSERT INTO subscriptions (chat_id, role, created_at, created_by) VALUES (@id, 'waiter', 1, 1)",
                new { id = chat.Id }
            )
        );

    public Chat? Chat(long id) => Write(transaction => ChatStore.Find(transaction, id));

    /// <summary>The chat has thrown us out.</summary>
    public void Refuse(long chat) => Write(transaction => States.Refused(transaction, chat, RefusalReason.Kicked));

    public long Offset => Write(transaction => StateStore.Get(transaction, StateStore.UpdateOffset)) ?? 0;

    /// <summary>Shows what waits in the chats of a simulated Telegram, as the courier would.</summary>
    public async Task Deliver(ITelegram telegram)
    {
        var shown = Write(transaction =>
            transaction.Connection.Query<long>("SELECT id FROM notices WHERE message_id IS NOT NULL").AsList()
        );
        foreach (var notice in Notices.Where(notice => !shown.Contains(notice.Id)))
        {
            var content = new MessageContent(notice.Html, TextFormat.Html, ButtonsJson.Read(notice.Buttons));
            var sent = (
                await telegram.Send(notice.ChatId, (int)notice.TopicId, content, false, CancellationToken.None)
            ).ShouldBeOfType<SendOutcome.Delivered>();
            Write(transaction =>
                transaction.Connection.Execute(
                    """
                    INSERT INTO messages (id, chat_id, topic_id, telegram_id, begun_at, shown_at)
                    SELECT id, chat_id, topic_id, @telegramId, created_at, created_at FROM notices WHERE id = @id;
                    UPDATE notices SET message_id = id, shown_version = version WHERE id = @id;
                    """,
                    new { id = notice.Id, telegramId = sent.TelegramId }
                )
            );
        }
    }

    /// <summary>For managers only; shows what it heard.</summary>
    private sealed class SecretCommand : Command
    {
        public override string Name => "secret";

        public override bool IsInMenu(CommandContext context) => false;

        public override void Run(CommandContext context, string words) =>
            context.ReplyWithButtons(
                TelegramHtml.Escape($"heard [{words}]"),
                [
                    [new Button("Again", "secret:again")],
                ]
            );

        public override void Press(PressContext context, string payload) => context.Edit(TelegramHtml.Escape($"pressed [{payload}]"), []);
    }

    /// <summary>For managers only; without words only asks with buttons.</summary>
    private sealed class AskingCommand : Command
    {
        public override string Name => "asking";

        public override bool IsInMenu(CommandContext context) => false;

        public override bool AsksWithButtons => true;

        public override void Run(CommandContext context, string words) =>
            context.ReplyWithButtons(
                "Which?",
                [
                    [new Button("This", "asking:this")],
                ]
            );

        public override void Press(PressContext context, string payload) => context.Edit($"You chose {payload}", []);
    }

    /// <summary>Writes something, then fails.</summary>
    private sealed class BrokenCommand : Command
    {
        public override string Name => "broken";

        public override bool IsInMenu(CommandContext context) => false;

        public override Access Access => Access.Anyone;

        public override void Run(CommandContext context, string words)
        {
            context.Reply(TextKeys.Start.Manager);
            throw new InvalidOperationException("a defect");
        }

        public override void Press(PressContext context, string payload) => throw new InvalidOperationException("a defect");
    }
}
