using System.Collections.Concurrent;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Updates;

namespace QrMenuTelegram.Tests.Support;

/// <summary>
/// The bridge as <see cref="Bridge"/> wires it, on a real database in simulated time, without its loops: a test gives its
/// parts their turns. Nothing is wired here; a test puts its doubles in the place of what talks to the world.
/// </summary>
public class BridgeParts : IDisposable
{
    // Reading the texts takes longer than most tests.
    private static readonly ConcurrentDictionary<string, Texts> Loaded = new();

    private readonly TemporaryFolder _folder = TemporaryFolder.ForDatabase();
    private ServiceProvider? _services;

    /// <param name="now">Where the clock begins.</param>
    /// <param name="servers">Names of the servers, which are not there.</param>
    public BridgeParts(DateTimeOffset now, params IEnumerable<string> servers)
    {
        Time = new FakeTimeProvider(now);
        Settings = new Dictionary<string, string?>
        {
            ["Telegram__Token"] = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            ["Storage__Path"] = _folder.EmptyDatabase(),
        };
        foreach (var server in servers)
        {
            Settings[$"QrMenu__Servers__{server}__Url"] = "https://127.0.0.1:1";
            Settings[$"QrMenu__Servers__{server}__Token"] = "key";
        }
    }

    public FakeTimeProvider Time { get; }

    public ScriptedTelegram Telegram { get; } = new();

    public CollectedLog Log { get; } = new();

    /// <summary>Variables, as in the environment; read at each start.</summary>
    public Dictionary<string, string?> Settings { get; }

    /// <summary>What a person reads, as in a restaurant that changed nothing.</summary>
    public static Texts Texts { get; } = LoadTexts(new RestaurantOptions());

    public Clock Clock => Get<Clock>();

    public Database Database => Get<Database>();

    /// <summary>Whether it was started and not ended since.</summary>
    public bool Runs => _services is not null;

    public T Get<T>()
        where T : notnull => (_services ?? throw new InvalidOperationException("Start it first.")).GetRequiredService<T>();

    public IEnumerable<T> GetAll<T>() => _services!.GetServices<T>();

    public T Write<T>(Func<Transaction, T> work) => Database.Write(work);

    public void Write(Action<Transaction> work) => Database.Write(work);

    /// <summary>Starts, or ends without a word as by kill -9 and starts again, with what the database remembers.</summary>
    public virtual void Start()
    {
        End();
        var configuration = Given.Configuration(Settings);
        var services = new ServiceCollection();
        services.AddLogging(builder => builder.AddProvider(Log));
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<Func<double>>(() => 0.5);
        services.AddSingleton<ITelegram>(Telegram);
        services.AddBridge(configuration);
        if (!Settings.ContainsKey("Messages__Folder"))
        {
            services.Replace(ServiceDescriptor.Singleton(s => LoadTexts(s.GetRequiredService<RestaurantOptions>())));
        }
        Replace(services);
        _services = services.BuildServiceProvider();

        // Some read the database when they are made: not amid a transaction of a test.
        Get<UpdateHandler>();
        Get<Accept>();
    }

    public void Dispose()
    {
        End();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>There is a manager to hear alerts.</summary>
    public void AddManager() =>
        Write(transaction =>
        {
            var boss = new Sender(13, "Мария", "boss", null);
            PeopleStore.Remember(transaction, boss, Instant.LongAgo);
            ChatStore.Remember(transaction, new ChatInfo(boss.Id, ChatKind.Private, boss.Name));
            PeopleStore.MakeManager(transaction, boss.Id);
        });

    /// <summary>Every notice, oldest first.</summary>
    public IReadOnlyList<Notice> Notices => Write(AllNotices);

    public static IReadOnlyList<Notice> AllNotices(Transaction transaction) =>
        transaction
            .Connection.Query<Notice>(
                """
                SELECT id AS Id, chat_id AS ChatId, topic_id AS TopicId, html AS Html, buttons AS Buttons, urgency AS Urgency,
                    subject AS Subject, silent AS Silent, created_at AS CreatedAt, ended_at AS EndedAt, version AS Version
                FROM notices ORDER BY id
                """
            )
            .AsList();

    public long Newest => Count("SELECT ifnull(max(id), 0) FROM notices");

    public long Count(string sql) => Write(transaction => transaction.Connection.ExecuteScalar<long>(sql));

    /// <summary>What waits is taken for shown at once, under its own id as Telegram's.</summary>
    public void ShowAll() =>
        Write(transaction =>
            transaction.Connection.Execute(
                """
                INSERT INTO messages (id, chat_id, topic_id, telegram_id, begun_at, shown_at)
                SELECT id, chat_id, topic_id, id, created_at, created_at FROM notices WHERE message_id IS NULL AND ended_at IS NULL;
                UPDATE notices SET message_id = id, shown_version = version WHERE message_id IS NULL AND ended_at IS NULL;
                """
            )
        );

    /// <summary>Puts a test's doubles in the place of parts.</summary>
    protected virtual void Replace(IServiceCollection services) { }

    protected void End()
    {
        _services?.Dispose();
        _services = null;
    }

    private static Texts LoadTexts(RestaurantOptions restaurant) =>
        Loaded.GetOrAdd(
            $"{restaurant.Language} {restaurant.TimeZone.Id} {restaurant.Currency} {string.Join(',', restaurant.SystemWaiters)}",
            _ => Texts.Load(restaurant, new MessagesOptions())
        );

    /// <summary>What a chat should show.</summary>
    public sealed record Notice(
        long Id,
        long ChatId,
        long TopicId,
        string Html,
        string Buttons,
        long Urgency,
        string? Subject,
        long Silent,
        Instant CreatedAt,
        Instant? EndedAt,
        long Version
    )
    {
        public IReadOnlyList<Button> AllButtons => [.. ButtonsJson.Read(Buttons).SelectMany(row => row)];

        public Button Button(string label) => AllButtons.First(button => button.Text.StartsWith(label, StringComparison.Ordinal));

        public bool HasButton(string label) => AllButtons.Any(button => button.Text.StartsWith(label, StringComparison.Ordinal));

        /// <summary>The text, then a line for each row of buttons; held against Telegram's rules.</summary>
        public string Read()
        {
            TelegramHtml.Problem(Html).ShouldBeNull();
            var text = new StringBuilder(TelegramHtml.ToPlain(Html));
            foreach (var row in ButtonsJson.Read(Buttons))
            {
                text.Append('\n').AppendJoin(' ', row.Select(button => $"[{button.Text}]"));
            }
            AllButtons.ShouldAllBe(button =>
                button.Text.Trim().Length > 0
                && (Encoding.UTF8.GetByteCount(button.Data) >= 1 ^ (button.Url != null || button.IsDisabled))
                && Encoding.UTF8.GetByteCount(button.Data) <= 64
            );
            return text.ToString();
        }
    }
}
