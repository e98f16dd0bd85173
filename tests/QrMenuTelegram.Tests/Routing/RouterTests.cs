using CsCheck;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Routing;

public sealed class RouterTests
{
    private static readonly Hall Terrace = new(1, null, "Терраса", Tables("20-25"));
    private static readonly Hall YardOfNorth = new(2, "Север", "Двор", Tables("1-5"));

    private static readonly Subscription[] Subscriptions =
    [
        Sub(1, 100, Role.Waiter, tables: "1-8 VIP"),
        Sub(2, 100, Role.Waiter),
        Sub(3, 200, Role.Kitchen),
        Sub(4, 200, Role.Cashier, topic: 7),
        Sub(5, 300, Role.Waiter, hall: Terrace),
        Sub(6, 400, Role.Manager, server: "Юг"),
        Sub(7, 500, Role.Waiter, hall: YardOfNorth),
    ];

    [Theory]
    [InlineData("Север", "waiter_call", "6", "100 by 1")]
    [InlineData("Север", "waiter_call", "3", "100 by 1, 500 by 7")]
    [InlineData("Юг", "waiter_call", "3", "100 by 1, 400 by 6")]
    [InlineData("юг", "waiter_call", "vip", "100 by 1, 400 by 6")]
    [InlineData("Север", "save_order", "99", "100 by 2, 200 by 3")]
    [InlineData("Север", "bill_request", "99", "100 by 2, 200/7 by 4")]
    [InlineData("Север", "waiter_call", "21", "100 by 2, 300 by 5")]
    [InlineData("Север", "table_cleaned", "21", "")]
    public void An_event_finds_its_chats(string server, string code, string table, string expected) =>
        Shown(Router.Route(new RoutingTable(Subscriptions), server, code, new TableName(table))).ShouldBe(expected);

    [Fact]
    public void Subscriptions_to_other_tables_are_not_even_looked_at()
    {
        var subscriptions = Enumerable.Range(0, 1000).Select(i => Sub(i, i, Role.Waiter, tables: $"{i * 10}-{(i * 10) + 9}")).ToList();
        new RoutingTable(subscriptions).For(EventCodes.WaiterCall, new TableName("5432")).ShouldHaveSingleItem().Id.ShouldBe(543);
    }

    [Fact]
    public void Looking_up_finds_what_asking_each_subscription_would_find() =>
        Gen.Select(AnySubscription.Array[0, 40], Gen.OneOf("Север", "Юг"), Gen.OneOf([.. EventCodes.All, "other"]), AnyTable)
            .Sample(
                (subscriptions, server, code, table) =>
                {
                    var numbered = subscriptions.Select((subscription, i) => subscription with { Id = i + 1 }).ToList();
                    var asked = numbered
                        .Where(s => TakesBySlowReading(s, server, code, table))
                        .DistinctBy(s => s.To)
                        .Select(s => new Match(s.To, s));
                    Router.Route(new RoutingTable(numbered), server, code, table).ShouldBe(asked);
                }
            );

    private static bool TakesBySlowReading(Subscription s, string server, string code, TableName table)
    {
        var tables = s.Hall?.Tables ?? s.Tables;
        return (s.Server ?? server) == server
            && (s.Hall?.Server ?? server) == server
            && s.Codes.Contains(code)
            && ((s.Hall is null && tables.Count == 0) || tables.Contains(table));
    }

    private static readonly Gen<TableName> AnyTable = Gen.OneOf(Gen.Int[1, 26].Select(n => n.ToString()), Gen.OneOf("VIP", "vip"))
        .Select(text => new TableName(text));

    private static readonly Gen<Subscription> AnySubscription = Gen.Select(
        Gen.Int[1, 5],
        Gen.Int[0, 1],
        Gen.OneOf(null, "Север", "Юг"),
        Gen.OneOf([.. Role.All]),
        Gen.OneOf(null, Terrace, YardOfNorth),
        AnyTable.Array[0, 4],
        (chat, topic, server, role, hall, tables) =>
            new Subscription(0, new Destination(chat, topic), server, role, role.Codes, hall, hall is null ? TableList.InOrder(tables) : [])
    );

    private static Subscription Sub(
        long id,
        long chat,
        Role role,
        int topic = 0,
        string? server = null,
        Hall? hall = null,
        string? tables = null
    ) => new(id, new Destination(chat, topic), server, role, role.Codes, hall, tables is null ? [] : Tables(tables));

    private static IReadOnlyList<TableName> Tables(string list) => TableList.Read(list).Good().Tables;

    private static string Shown(IReadOnlyList<Match> matches) =>
        string.Join(
            ", ",
            matches.Select(match => match.To.ChatId + (match.To.TopicId == 0 ? "" : "/" + match.To.TopicId) + " by " + match.By.Id)
        );
}
