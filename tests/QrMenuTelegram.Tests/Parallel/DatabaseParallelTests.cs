using System.Collections.Concurrent;
using CsCheck;
using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Parallel;

/// <summary>
/// What hangs on the one database and is used by several threads: the cache of statements, the cache of routes, the outbox.
/// </summary>
public sealed class DatabaseParallelTests : IDisposable
{
    // Each order of what happens at once is played on a database of its own.
    private const int Few = 4;

    private readonly ConcurrentBag<IDisposable> _made = [];

    public void Dispose()
    {
        foreach (var made in _made)
        {
            made.Dispose();
        }
    }

    [Fact]
    public void Routes_are_those_that_were_committed() =>
        Gen.Const(() => Made(new Subscribed()))
            .SampleParallel(
                Gen.Int[1, 3].Operation<Subscribed>(chat => $"Add({chat})", (state, chat) => state.Add(chat)),
                Gen.Int[1, 3].Operation<Subscribed>(chat => $"Add and roll back({chat})", (state, chat) => state.AddInVain(chat)),
                Gen.Operation<Subscribed>("Current()", state => state.Current()),
                Gen.Operation<Subscribed>("Count()", state => state.Count()),
                equal: (one, other) =>
                    one.Current().SequenceEqual(one.Stored()) && one.Current().Order().SequenceEqual(other.Current().Order()),
                maxSequentialOperations: Few,
                maxParallelOperations: Few,
                iter: 50
            );

    [Fact]
    public void Every_wish_is_shown_whoever_wishes_while_the_courier_works() =>
        Gen.Const(() => Made(new Wished()))
            .SampleParallel(
                Gen.Long[1, 4].Operation<Wished>(chat => $"Wish({chat})", (state, chat) => state.Wish(chat)),
                Gen.Operation<Wished>("Turn()", state => state.Turn()),
                equal: (one, other) => one.Shown.SequenceEqual(other.Shown),
                maxSequentialOperations: Few,
                maxParallelOperations: Few,
                iter: 50
            );

    private T Made<T>(T state)
        where T : IDisposable
    {
        _made.Add(state);
        return state;
    }

    private sealed class Subscribed : IDisposable
    {
        private readonly TestDatabase _database = new();
        private readonly Routes _routes = new();
        private readonly SubscriptionStore _subscriptions;

        public Subscribed()
        {
            _subscriptions = new SubscriptionStore(_routes, new Clock(TimeProvider.System));
            foreach (var chat in Enumerable.Range(1, 3))
            {
                _database.Write(transaction => ChatStore.Remember(transaction, new ChatInfo(-chat, ChatKind.Group, "Зал")));
            }
        }

        public void Dispose() => _database.Dispose();

        public void Add(int chat) => _database.Write(transaction => Add(transaction, chat));

        public void AddInVain(int chat)
        {
            try
            {
                _database.Write(transaction =>
                {
                    Add(transaction, chat);
                    _routes.Current(transaction);
                    throw new TimeoutException();
                });
            }
            catch (TimeoutException) { }
        }

        public IReadOnlyList<long> Current() => _database.Write(transaction => Chats(_routes.Current(transaction).Subscriptions));

        public IReadOnlyList<long> Stored() => _database.Write(transaction => Chats(SubscriptionStore.All(transaction)));

        public long Count() => _database.Database.Read(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM subscriptions"));

        private static List<long> Chats(IEnumerable<Subscription> subscriptions) =>
            [.. subscriptions.Select(subscription => subscription.To.ChatId)];

        private void Add(QrMenuTelegram.Storage.Transaction transaction, int chat) =>
            _subscriptions.Add(transaction, new NewSubscription(new Destination(-chat), null, CodeList.From(Role.Waiter), null, []), 1);
    }

    private sealed class Wished : IDisposable
    {
        private readonly DeliveryRun _run = new();
        private readonly Lock _turning = new();
        private readonly Lazy<List<long>> _shown;

        public Wished() => _shown = new Lazy<List<long>>(InTime);

        /// <summary>In which chats how often, before the courier would sweep.</summary>
        public IReadOnlyList<long> Shown => _shown.Value;

        public void Dispose() => _run.Dispose();

        public void Wish(long chat) => _run.Wish(chat, "x");

        /// <summary>As its loop does: one at a time.</summary>
        public void Turn()
        {
            lock (_turning)
            {
                _run.Courier.Turn();
            }
        }

        // Asked for by several threads.
        private List<long> InTime()
        {
            _run.Pass(TimeSpan.FromSeconds(20));
            return _run
                .Database.Read(connection => connection.Query<long>("SELECT chat_id FROM notices WHERE shown_version > 0 ORDER BY chat_id"))
                .AsList();
        }
    }
}
