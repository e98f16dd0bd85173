using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Operations;
using QrMenuTelegram.Operations.Start;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.Support;

/// <summary>The real courier on a real database, with Telegram as a model, in simulated time.</summary>
public sealed class DeliveryRun : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.ForDatabase();
    private Database _database;
    private Courier _courier;

    public DeliveryRun(DeliveryOptions? options = null)
    {
        Options = options ?? new DeliveryOptions();
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 19, 0, 0, TimeSpan.Zero));
        Telegram = new ModelTelegram(Time);
        (_database, _courier) = Start();
    }

    public DeliveryOptions Options { get; }

    public FakeTimeProvider Time { get; }

    public ModelTelegram Telegram { get; }

    public HeardFacts Facts { get; } = new();

    public CollectedLog Log { get; } = new();

    public Clock Clock { get; private set; } = null!;

    public Outbox Outbox { get; private set; } = null!;

    public ChatStates States { get; private set; } = null!;

    public Database Database => _database;

    public Courier Courier => _courier;

    public CourierStatus Status => _courier.Status;

    /// <summary>Wishes a notice; the chat is made known where it is not.</summary>
    public long Wish(
        long chatId,
        string html,
        Urgency urgency = Urgency.Order,
        int topicId = 0,
        string? subject = null,
        bool silent = false,
        bool alone = false,
        Attachment? attachment = null,
        bool patient = false
    ) =>
        Wish(
            new NewNotice(new Destination(chatId, topicId), urgency, html)
            {
                Subject = subject,
                Silent = silent,
                Alone = alone,
                Patient = patient,
                Attachment = attachment,
            }
        );

    public long Wish(NewNotice notice) =>
        _database.Write(transaction =>
        {
            var chatId = notice.To.ChatId;
            if (ChatStore.Find(transaction, chatId) is null)
            {
                ChatStore.Remember(transaction, new ChatInfo(chatId, chatId < 0 ? ChatKind.Group : ChatKind.Private, $"Chat {chatId}"));
            }
            return Outbox.Add(transaction, notice);
        });

    /// <returns>Whether it can still be shown.</returns>
    public bool Change(long noticeId, string html, params IReadOnlyList<Button>[] buttons) =>
        _database.Write(transaction => Outbox.Change(transaction, noticeId, html, buttons));

    public Chat Chat(long chatId) => _database.Write(transaction => ChatStore.Find(transaction, chatId))!;

    public long Count(string sql) =>
        _database.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return (long)command.ExecuteScalar()!;
        });

    /// <summary>Lets time pass, with a turn whenever one is due or something came back.</summary>
    public void Pass(TimeSpan span)
    {
        var end = Time.GetUtcNow() + span;
        while (true)
        {
            var due = Turn();
            var now = Time.GetUtcNow();
            var next = now + (due - Clock.Now);
            if (Telegram.NextAt is { } at && at < next)
            {
                next = at;
            }
            if (next > end)
            {
                Time.Advance(end - now);
                Telegram.Proceed();
                _courier.Turn();
                return;
            }
            Time.Advance(next > now ? next - now : TimeSpan.Zero);
            Telegram.Proceed();
        }
    }

    /// <summary>Ends without a word, as a crash does, and starts again on the same file.</summary>
    public void Crash(Func<ModelTelegram.Request, bool>? arrives = null)
    {
        Telegram.Crash(arrives ?? (_ => false));
        Stop();
        (_database, _courier) = Start();
    }

    public void Dispose()
    {
        Stop();
        _folder.Dispose();
    }

    private Instant Turn()
    {
        var due = _courier.Turn()!.Value;
        Telegram.Proceed();
        return due;
    }

    private void Stop()
    {
        _courier.Dispose();
        _database.Dispose();
    }

    private (Database Database, Courier Courier) Start()
    {
        Clock = new Clock(Time);
        Outbox = new Outbox(Clock, Facts.Lazily);
        States = new ChatStates(Outbox, Facts, Facts, Upkeep.ChatRows(), Options, Clock);
        var database = StartupService.Database(new StorageOptions { Path = _folder.File("bridge.db") }, MachineStart.Current(), Clock);
        var logger = new Logger<Courier>(new LoggerFactory([Log]));
        return (database, new Courier(database, Telegram, Outbox, States, Facts, Facts, Options, () => 0.5, Clock, logger));
    }
}
