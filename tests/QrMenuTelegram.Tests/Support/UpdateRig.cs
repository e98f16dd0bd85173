using System.Text;
using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Calls.Boards;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Staff;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Subscriptions;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Updates;

namespace QrMenuTelegram.Tests.Support;

/// <summary>
/// Updates as Telegram would bring them, the whole way to what chats should show: a real database, real texts, the
/// real handler. Every notice is taken for shown at once, under its own id as Telegram's.
/// </summary>
public sealed class UpdateRig : IDisposable
{
    public static readonly Sender Anna = new(1, "Анна", "anna", "ru");
    public static readonly Sender Boris = new(2, "Борис <b>", null, "ru");
    public static readonly Sender Stranger = new(666, "Eve", "eve", "en");
    public static readonly Sender AnonymousAdmin = new(1087968824, "Group", "GroupAnonymousBot", null);
    public static readonly ChatInfo Hall = new(-100, ChatKind.Supergroup, "Зал");

    private readonly TestDatabase _database = new();
    private readonly ILoggerFactory _logs;
    private Command[] _more;
    private int _updates = 1000;
    private byte _random;

    public UpdateRig(string? managers = null, params Command[] more)
    {
        Clock = new Clock(Time);
        Outbox = new Outbox(Clock, Facts.Lazily);
        Configured = new ConfiguredManagers(
            Given.Read(read => new TelegramOptions(read), ("Telegram__Token", "1:a"), ("Telegram__Managers", managers))
        );
        Codes = new InvitationCodes(Clock, count => [.. Enumerable.Repeat(++_random, count)]);
        States = new ChatStates(Outbox, Facts, Facts, Upkeep.ChatRows(Routes), new DeliveryOptions(), Clock);
        _logs = LoggerFactory.Create(builder => builder.AddProvider(Log));
        _more = more;
        Start();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 5, 16, 0, 0, TimeSpan.Zero));

    public Clock Clock { get; }

    public Outbox Outbox { get; }

    public HeardFacts Facts { get; } = new();

    public ChatStates States { get; }

    public BotAccount Account { get; private set; } = new();

    public ConfiguredManagers Configured { get; }

    public CallsOptions Calls { get; set; } = new();

    public ServerNames Servers { get; init; } = new(["Центр"]);

    public Routes Routes { get; } = new();

    public OwnerStore Owners => new(Calls, new RestaurantOptions(), Clock);

    public OpenCallsText OpenCalls => new(Texts, Calls, Servers, Clock);

    public BoardKeeper Boards { get; private set; } = null!;

    public InvitationCodes Codes { get; }

    public ReplyBudget Budget { get; private set; } = null!;

    public CommandTable Commands { get; private set; } = null!;

    public ScriptedTelegram Telegram { get; } = new();

    public CollectedLog Log { get; } = new();

    public UpdateHandler Handler { get; private set; } = null!;

    public UpdateLoop Loop { get; private set; } = null!;

    public static Texts Texts { get; } = Texts.Load(new RestaurantOptions(), new MessagesOptions());

    public Database Database => _database.Database;

    public EndOfRights Rights
    {
        get
        {
            var audiences = new Audiences(Routes, Clock);
            var notices = new CallNotices(
                new CallTexts(new EventAnnouncer(audiences, Texts, Outbox, Servers, Clock), Texts, Servers, Clock),
                Texts,
                Outbox
            );
            var rings = new CallRings(notices, audiences, Owners, Clock);
            var book = new CallLifecycle(notices, rings, new Ladders(Calls), Calls, Clock);
            var handBack = new HandBack(book, notices, rings, audiences, Owners, Outbox, Clock);
            var rights = new PrivateRights(handBack, new Forwarding(notices, audiences, Texts, Outbox));
            return new EndOfRights(
                Configured,
                handBack,
                rights,
                Owners,
                new SubscriptionStore(Routes, Clock),
                Boards,
                Outbox,
                Texts,
                Clock
            );
        }
    }

    /// <summary>The program starts, with what the database remembers.</summary>
    /// <param name="telegram">What it talks to; null for the script.</param>
    public void Start(ITelegram? telegram = null)
    {
        telegram ??= Telegram;
        Account = new BotAccount();
        Boards = new BoardKeeper(Database, Outbox, OpenCalls, Texts, Clock, NullLogger<BoardKeeper>.Instance);
        Commands = new CommandTable([
            new SecretCommand(),
            new AskingCommand(),
            new BrokenCommand(),
            new LanguageCommand(),
            new StartCommand(Codes, States),
            new HelpCommand(),
            new InviteCommand(Codes, Account),
            new ManagersCommand(Configured, Rights, Account),
            .. Staff(),
            .. _more,
        ]);
        var contexts = new CommandContexts(Outbox, Texts, Clock);
        Budget = new ReplyBudget(Clock);
        Handler = new UpdateHandler(
            new MessageDispatch(Commands, contexts, Budget, Codes, States, Account, Clock),
            new PressDispatch(Commands, contexts, Budget, Texts),
            new MembershipHandler(Budget, States, Outbox, Texts),
            Budget,
            States,
            Outbox,
            Texts
        );
        var webhooks = new WebhookAlert(Database, new ManagerAlerts(Outbox, Texts), _logs.CreateLogger<WebhookAlert>());
        Loop = new UpdateLoop(
            telegram,
            Database,
            new BotStartup(Database, Account, Rights, Codes, _logs.CreateLogger<BotStartup>()),
            Handler,
            new PressAnswers(telegram, Clock),
            new UpdateTrouble(webhooks, Clock, () => 0.5, _logs.CreateLogger<UpdateTrouble>()),
            Clock,
            _logs.CreateLogger<UpdateLoop>()
        );
    }

    private IEnumerable<Command> Staff()
    {
        var personal = new PersonalNotices(Outbox, Texts);
        return
        [
            new TakeCommand(Owners, personal, Servers, Account),
            new ReleaseCommand(Owners, Servers),
            new TablesCommand(Routes, Servers),
            new MuteCommand(Servers),
            new UnmuteCommand(),
            new BoardCommand(Boards),
            new OpenCommand(OpenCalls, Routes, Calls, Account),
            new SubscriptionsCommand(Servers),
            new WhyCommand(Routes, Owners, Servers),
            new PauseCommand(),
            new StaffCommand(
                new StaffEnrolment(personal),
                Owners,
                personal,
                Rights,
                new StaffView(new RestaurantOptions(), Servers, Account),
                Account
            ),
        ];
    }

    /// <summary>The bot knows who it is.</summary>
    public UpdateRig Arrive()
    {
        new BotStartup(Database, Account, Rights, Codes, _logs.CreateLogger<BotStartup>()).Initialise(Telegram.Me);
        return this;
    }

    /// <summary>Other commands that need what the rig is made of.</summary>
    public void Add(params Command[] more)
    {
        _more = [.. _more, .. more];
        Start();
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
        Show();
        var answers = Notices.Where(notice => notice.Id > before).Select(Read).ToList();
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
        var button = ButtonsJson
            .Read(notice.Buttons)
            .SelectMany(row => row)
            .First(button => button.Text.StartsWith(label, StringComparison.Ordinal));
        return PressData(from, button.Data, place, (int)notice.Id);
    }

    /// <summary>Presses a button as it may stand on an old message.</summary>
    public string PressData(Sender from, string data, ChatInfo place, long telegramId)
    {
        var answer = Write(transaction =>
            Handler.Handle(transaction, new IncomingUpdate.ButtonPress(NextId, "query", from, place, 0, telegramId, data))
        );
        Show();
        (answer!.Text?.Length ?? 0).ShouldBeLessThanOrEqualTo(200);
        var notice = Notices.SingleOrDefault(notice => notice.Id == telegramId);
        return (answer.Text is null ? "" : $"({answer.Text}{(answer.Alert ? " OK" : "")})\n") + (notice is null ? "" : Read(notice));
    }

    public bool IsManager(Sender person) => Write(transaction => PeopleStore.IsManager(transaction, person.Id));

    /// <summary>Makes the person a manager by an invitation, as if long ago.</summary>
    public void Appoint(Sender person) =>
        Write(transaction =>
        {
            PeopleStore.Remember(transaction, person, Clock.Now);
            ChatStore.Remember(transaction, Private(person));
            PeopleStore.MakeManager(transaction, person.Id);
            return 0;
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
            return transaction.Connection.Execute("UPDATE people SET is_staff = 1 WHERE id = @id", new { id = person.Id });
        });

    public T Write<T>(Func<Transaction, T> work) => _database.Write(work);

    /// <summary>Somebody with rights has put the bot there.</summary>
    public void Know(ChatInfo chat) =>
        Write(transaction =>
        {
            ChatStore.Remember(transaction, chat);
            return 0;
        });

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
    public void Refuse(long chat) =>
        Write(transaction =>
        {
            States.Refused(transaction, chat, RefusalReason.Kicked);
            return 0;
        });

    public long Offset => Write(transaction => StateStore.Get(transaction, StateStore.UpdateOffset)) ?? 0;

    public long Newest => Write(transaction => transaction.Connection.ExecuteScalar<long>("SELECT ifnull(max(id), 0) FROM notices"));

    /// <summary>Every notice, oldest first.</summary>
    public IReadOnlyList<Row> Notices =>
        Write(transaction =>
            transaction
                .Connection.Query<Row>(
                    "SELECT id AS Id, chat_id AS ChatId, topic_id AS TopicId, html AS Html, buttons AS Buttons FROM notices ORDER BY id"
                )
                .AsList()
        );

    public void Dispose()
    {
        _logs.Dispose();
        _database.Dispose();
    }

    /// <summary>Shows what waits in the chats of a simulated Telegram, as the courier would.</summary>
    public async Task Deliver(ITelegram telegram)
    {
        foreach (
            var notice in Write(transaction =>
                transaction
                    .Connection.Query<Row>(
                        "SELECT id AS Id, chat_id AS ChatId, topic_id AS TopicId, html AS Html, buttons AS Buttons FROM notices WHERE "
                            + "message_id IS NULL ORDER BY id"
                    )
                    .AsList()
            )
        )
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

    private void Show() =>
        Write(transaction =>
            transaction.Connection.Execute(
                """
                INSERT INTO messages (id, chat_id, topic_id, telegram_id, begun_at, shown_at)
                SELECT id, chat_id, topic_id, id, created_at, created_at FROM notices WHERE message_id IS NULL;
                UPDATE notices SET message_id = id, shown_version = version WHERE message_id IS NULL;
                """
            )
        );

    private static string Read(Row notice)
    {
        TelegramHtml.Problem(notice.Html).ShouldBeNull();
        var text = new StringBuilder(TelegramHtml.ToPlain(notice.Html));
        foreach (var row in ButtonsJson.Read(notice.Buttons))
        {
            text.Append('\n').AppendJoin(' ', row.Select(button => $"[{button.Text}]"));
            row.ShouldAllBe(button => Encoding.UTF8.GetByteCount(button.Data) >= 1 && Encoding.UTF8.GetByteCount(button.Data) <= 64);
        }
        return text.ToString();
    }

    public sealed record Row(long Id, long ChatId, long TopicId, string Html, string Buttons);

    /// <summary>For managers only; shows what it heard.</summary>
    private sealed class SecretCommand : Command
    {
        public override string Name => "secret";

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

        public override Access Access => Access.Anyone;

        public override void Run(CommandContext context, string words)
        {
            context.Reply(TextKeys.Start.Manager);
            throw new InvalidOperationException("a defect");
        }

        public override void Press(PressContext context, string payload) => throw new InvalidOperationException("a defect");
    }
}
