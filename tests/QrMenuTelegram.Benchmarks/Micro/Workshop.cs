using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Benchmarks.Micro;

/// <summary>
/// The bridge's parts between an answer and Telegram, on a real file with <c>synchronous=FULL</c>; time stands still unless
/// moved.
/// </summary>
internal sealed class Workshop : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qrmenu-bench-").FullName;

    private readonly ServiceProvider _parts;

    public Workshop(int chats)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Telegram:Token"] = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                    ["QrMenu:Servers:Terrace:Url"] = "https://127.0.0.1:1",
                    ["QrMenu:Servers:Terrace:Token"] = "key",
                    ["Storage:Path"] = Path.Combine(_folder, "bridge.db"),
                }
            )
            .Build();
        _parts = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ITelegram>(new InstantTelegram())
            .AddBridge(configuration)
            .AddSingleton(new DeliveryOptions { GroupPerMinute = 60_000, BotPerSecond = 1000 })
            .BuildServiceProvider();
        Clock = _parts.GetRequiredService<Clock>();
        Database = _parts.GetRequiredService<Database>();
        Outbox = _parts.GetRequiredService<Outbox>();
        Courier = _parts.GetRequiredService<Courier>();
        Accept = _parts.GetRequiredService<Accept>();
        var subscriptions = _parts.GetRequiredService<SubscriptionStore>();
        Chats = [.. Enumerable.Range(1, chats).Select(i => -1_002_000_000_000L - i)];
        Memory = Database.Write(transaction =>
        {
            foreach (var chat in Chats)
            {
                ChatStore.Remember(transaction, new ChatInfo(chat, ChatKind.Supergroup, "Зал"));
                subscriptions.Add(
                    transaction,
                    new NewSubscription(new Destination(chat), null, CodeList.From(Role.Find("waiter")!), null, []),
                    1
                );
            }
            return ServerMemory.Load(transaction, "Terrace", TimeSpan.FromMinutes(5), Clock.Now);
        });
        Turn();
    }

    /// <summary>Of the courier.</summary>
    /// <returns>When it wants the next.</returns>
    public Instant Turn() => Courier.Turn(CancellationToken.None).AsTask().GetAwaiter().GetResult().At ?? Instant.LongAgo;

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
        _parts.Dispose();
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
            long chatId,
            int topicId,
            Attachment file,
            MessageContent caption,
            bool silent,
            CancellationToken cancel
        ) => throw new NotSupportedException();

        public Task<Answer<bool>> Pin(long chatId, long telegramId, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Answer<bool>> Unpin(long chatId, long telegramId, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Answer<BotIdentity>> GetMe(CancellationToken cancel) => throw new NotSupportedException();

        public Task<Answer<IReadOnlyList<IncomingUpdate>>> GetUpdates(long offset, TimeSpan wait, CancellationToken cancel) =>
            throw new NotSupportedException();

        public Task<Answer<bool>> AnswerPress(string queryId, string? text, bool alert, CancellationToken cancel) =>
            throw new NotSupportedException();

        public Task<Answer<bool>> SetCommands(
            CommandScope scope,
            string? language,
            IReadOnlyList<CommandDescription> commands,
            CancellationToken cancel
        ) => throw new NotSupportedException();

        public Task<Answer<bool>> DeleteCommands(CommandScope scope, string? language, CancellationToken cancel) =>
            throw new NotSupportedException();

        public Task<Answer<string>> GetBotText(BotText which, string? language, CancellationToken cancel) =>
            throw new NotSupportedException();

        public Task<Answer<bool>> SetBotText(BotText which, string? language, string text, CancellationToken cancel) =>
            throw new NotSupportedException();

        public Task<Answer<int>> CountPictures(long userId, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Answer<bool>> SetPicture(ReadOnlyMemory<byte> jpeg, CancellationToken cancel) => throw new NotSupportedException();
    }
}
