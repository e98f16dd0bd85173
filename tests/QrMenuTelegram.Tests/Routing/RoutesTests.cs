using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Routing;

public sealed class RoutesTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly Routes _routes = new();
    private readonly SubscriptionStore _subscriptions;
    private readonly HallStore _halls;

    public RoutesTests()
    {
        _subscriptions = new SubscriptionStore(_routes, new Clock(new FakeTimeProvider()));
        _halls = new HallStore(_routes);
        _database.Write(t =>
        {
            ChatStore.Remember(t, new ChatInfo(-1, ChatKind.Supergroup, "Зал"));
            ChatStore.Remember(t, new ChatInfo(-2, ChatKind.Group, "Кухня"));
        });
    }

    public void Dispose() => _database.Dispose();

    [Fact]
    public void A_change_is_seen_at_once_inside_its_transaction_and_after()
    {
        Count().ShouldBe(0);
        _database.Write(t =>
        {
            Add(t, -1, Role.Waiter);
            _routes.Current(t).Subscriptions.Count.ShouldBe(1);
            Add(t, -1, Role.Kitchen);
            _routes.Current(t).Subscriptions.Count.ShouldBe(2);
        });
        Count().ShouldBe(2);
    }

    [Fact]
    public void What_was_rolled_back_is_forgotten()
    {
        Count().ShouldBe(0);
        Should.Throw<InvalidOperationException>(() =>
            _database.Write(t =>
            {
                Add(t, -1, Role.Waiter);
                _routes.Current(t).Subscriptions.Count.ShouldBe(1);
                throw new InvalidOperationException();
            })
        );
        Count().ShouldBe(0);
        _database.Write(t => Add(t, -1, Role.Waiter));
        Count().ShouldBe(1);
    }

    [Fact]
    public void Reading_again_without_a_change_reads_nothing()
    {
        _database.Write(t => Add(t, -1, Role.Waiter));
        var first = _database.Write(_routes.Current);
        _database.Write(_routes.Current).ShouldBeSameAs(first);
    }

    [Fact]
    public void The_same_subscription_is_there_once()
    {
        _database.Write(t => Add(t, -1, Role.Waiter)).ShouldNotBeNull();
        _database.Write(t => Add(t, -1, Role.Waiter)).ShouldBeNull();
        Count().ShouldBe(1);
    }

    [Fact]
    public void Every_part_of_a_subscription_survives_storing()
    {
        _database.Write(t =>
        {
            var hall = _halls.Set(t, "Юг", "Летняя веранда", Tables("20-22 VIP"));
            _subscriptions.Add(
                t,
                new NewSubscription(
                    new Destination(-1, 7),
                    null,
                    CodeList.From(Role.Cashier),
                    HallStore.All(t).Single(h => h.Id == hall),
                    []
                ),
                1
            );
            _subscriptions.Add(
                t,
                new NewSubscription(new Destination(-2), "Север", CodeList.From(["waiter_call"]), null, Tables("\"У, окна\" 1-3")),
                1
            );
        });
        var all = _database.Write(SubscriptionStore.All);
        all[0].ShouldBe(all[0] with { To = new Destination(-1, 7), Server = "Юг", Role = Role.Cashier });
        all[0].Hall!.Name.ShouldBe("Летняя веранда");
        all[0].Hall!.Server.ShouldBe("Юг");
        all[0].Hall!.Tables.Select(table => table.Text).ShouldBe(["20", "21", "22", "VIP"]);
        all[1].Server.ShouldBe("Север");
        all[1].Role.ShouldBeNull();
        all[1].Codes.ShouldBe(["waiter_call"]);
        all[1].Tables.Select(table => table.Text).ShouldBe(["1", "2", "3", "У, окна"]);
    }

    [Fact]
    public void A_topic_that_is_gone_leaves_its_subscriptions_to_the_chat_each_once()
    {
        _database.Write(t =>
        {
            Add(t, -1, Role.Waiter);
            _subscriptions.Add(t, new NewSubscription(new Destination(-1, 7), null, CodeList.From(Role.Waiter), null, []), 1);
            _subscriptions.Add(t, new NewSubscription(new Destination(-1, 7), null, CodeList.From(Role.Kitchen), null, []), 1);
            SubscriptionStore.CountOf(t, new Destination(-1, 7)).ShouldBe(2);
            new RoutingUpkeepStore(_routes).LoseTopic(t, -1, 7);
        });
        _database
            .Write(SubscriptionStore.All)
            .Select(s => (s.To, s.Role!.Name))
            .ShouldBe([(new Destination(-1), "waiter"), (new Destination(-1), "kitchen")], ignoreOrder: true);
    }

    [Fact]
    public void Halls_are_told_by_name_in_natural_order_then_by_server()
    {
        _database.Write(t =>
        {
            _halls.Set(t, "Юг", "Зал 2", Tables("1"));
            _halls.Set(t, null, "Зал 12", Tables("2"));
            _halls.Set(t, "Север", "Зал 2", Tables("3"));
            _halls.Set(t, null, "Бар", Tables("4"));
        });
        _database
            .Write(HallStore.All)
            .Select(hall => (hall.Name, hall.Server))
            .ShouldBe([("Бар", null), ("Зал 2", "Север"), ("Зал 2", "Юг"), ("Зал 12", null)]);
    }

    [Fact]
    public void What_names_no_restaurant_is_of_every_one()
    {
        _database.Write(t =>
        {
            Add(t, -1, Role.Waiter);
            var hall = _halls.Set(t, null, "Бар", Tables("1"));
            _subscriptions.Add(
                t,
                new NewSubscription(new Destination(-1), null, CodeList.From(Role.Kitchen), HallStore.All(t).Single(h => h.Id == hall), []),
                1
            );
        });
        _database.Write(SubscriptionStore.All).ShouldAllBe(subscription => subscription.Server == null);
    }

    [Fact]
    public void Every_change_of_halls_and_subscriptions_is_seen_at_once()
    {
        var (hall, id) = _database.Write(t => (_halls.Set(t, null, "Бар", Tables("1")), 0L));
        id = _database
            .Write(t =>
                _subscriptions.Add(
                    t,
                    new NewSubscription(new Destination(-1, 7), null, CodeList.From(Role.Waiter), HallStore.All(t).Single(), []),
                    1
                )
            )!
            .Value;
        Gets("1").ShouldBeTrue();
        _database.Write(t => _halls.Set(t, null, "Бар", Tables("2")));
        (Gets("1"), Gets("2")).ShouldBe((false, true));
        _database.Write(t => new RoutingUpkeepStore(_routes).LoseTopic(t, -1, 7));
        _database.Write(_routes.Current).Subscriptions.Single().To.ShouldBe(new Destination(-1));
        _database.Write(t => _subscriptions.Remove(t, id)).ShouldBeTrue();
        Gets("2").ShouldBeFalse();
        _database.Write(t => _subscriptions.Remove(t, id)).ShouldBeFalse();

        var before = _database.Write(_routes.Current);
        _database.Write(t => _halls.Remove(t, hall));
        _database.Write(HallStore.All).ShouldBeEmpty();
        _database.Write(_routes.Current).ShouldNotBeSameAs(before);

        bool Gets(string table) =>
            Router.Route(_database.Write(_routes.Current), "Север", "waiter_call", new QrMenuTelegram.Events.TableName(table)).Count > 0;
    }

    [Fact]
    public void The_names_of_the_roles_are_those_of_the_schema() =>
        Role.All.Select(role => role.Name).ShouldBe(["waiter", "kitchen", "cashier", "manager"]);

    [Fact]
    public void A_hall_can_get_other_tables_and_is_found_whatever_its_case()
    {
        _database.Write(t => _halls.Set(t, null, "Терраса", Tables("1-3")));
        _database.Write(t => _halls.Set(t, null, "ТЕРРАСА", Tables("4")));
        var hall = _database.Write(HallStore.All).ShouldHaveSingleItem();
        hall.Name.ShouldBe("ТЕРРАСА");
        hall.Tables.Select(table => table.Text).ShouldBe(["4"]);
    }

    private long? Add(Transaction transaction, long chat, Role role) =>
        _subscriptions.Add(transaction, new NewSubscription(new Destination(chat), null, CodeList.From(role), null, []), 1);

    private int Count() => _database.Write(t => _routes.Current(t).Subscriptions.Count);

    private static IReadOnlyList<QrMenuTelegram.Events.TableName> Tables(string list) => TableList.Read(list).Good().Tables;
}
