using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Benchmarks.Micro;

/// <summary>The bridge's parts between an answer and Telegram, on a real file with <c>synchronous=FULL</c>; time stands still unless moved.</summary>
internal sealed class Workshop : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qrmenu-bench-").FullName;

    public Workshop(int chats)
    {
        var options = new DeliveryOptions { GroupPerMinute = 60_000, BotPerSecond = 1000 };
        Clock = new Clock(Time);
        Database = Database.Open(Path.Combine(_folder, "bridge.db"));
        Outbox = new Outbox(Clock, new DeliveryHooks());
        var states = new ChatStates(Outbox, new DeliveryHooks(), options, Clock);
        Courier = new Courier(Database, new InstantTelegram(), Outbox, states, new DeliveryHooks(), options, () => 0.5, Clock, NullLogger<Courier>.Instance);
        var routes = new Routes();
        var texts = Texts.Load(new RestaurantOptions(), new MessagesOptions());
        var announcer = new EventAnnouncer(new Audiences(routes, Clock), texts, Outbox, new ServerNames(["Terrace"]), Clock);
        Accept = new Accept(Database, announcer.Announce, (_, _, _, _, _) => { }, Clock, NullLogger<Accept>.Instance);
        var subscriptions = new SubscriptionStore(routes, Clock);
        Chats = [.. Enumerable.Range(1, chats).Select(i => -1_002_000_000_000L - i)];
        Memory = Database.Write(transaction =>
        {
            foreach (var chat in Chats)
            {
                ChatStore.Remember(transaction, new ChatInfo(chat, ChatKind.Supergroup, "Зал"));
                subscriptions.Add(transaction, new NewSubscription(new Destination(chat), null, CodeList.Of(Role.Find("waiter")!), null, []), 1);
            }
            return ServerMemory.Load(transaction, "Terrace", TimeSpan.FromMinutes(5), Clock.Now);
        });
        Turn();
    }

    /// <summary>Of the courier.</summary>
    /// <returns>When it wants the next, steady.</returns>
    public long Turn() => Courier.Turn(CancellationToken.None).AsTask().GetAwaiter().GetResult().At ?? 0;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 16, 0, 0, TimeSpan.Zero));

    public Clock Clock { get; }

    public Database Database { get; }

    public Outbox Outbox { get; }

    public Courier Courier { get; }

    public Accept Accept { get; }

    public ServerMemory Memory { get; }

    public IReadOnlyList<long> Chats { get; }

    public void Dispose()
    {
        Courier.Dispose();
        Database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Answers at once.</summary>
    private sealed class InstantTelegram : ITelegram
    {
        private int _lastMessage;

        public Task<SendOutcome> Send(long chatId, int topicId, MessageContent content, bool silent, CancellationToken cancel) =>
            Task.FromResult<SendOutcome>(new SendOutcome.Delivered(++_lastMessage));

        public Task<SendOutcome> Edit(long chatId, long telegramId, MessageContent content, CancellationToken cancel) =>
            Task.FromResult<SendOutcome>(new SendOutcome.Delivered(telegramId));

        public Task<SendOutcome> SendFile(
            long chatId, int topicId, Attachment file, MessageContent caption, bool silent, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Answer<bool>> Pin(long chatId, long telegramId, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Answer<bool>> Unpin(long chatId, long telegramId, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Answer<BotIdentity>> GetMe(CancellationToken cancel) => throw new NotSupportedException();

        public Task<Answer<IReadOnlyList<IncomingUpdate>>> GetUpdates(long offset, TimeSpan wait, CancellationToken cancel) => throw new NotSupportedException();

        public Task AnswerPress(string queryId, string? text, bool alert, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Answer<bool>> SetCommands(CommandScope scope, string? language, IReadOnlyList<CommandDescription> commands, CancellationToken cancel) =>
            throw new NotSupportedException();
    }
}
