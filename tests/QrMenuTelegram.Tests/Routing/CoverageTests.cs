using CsCheck;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Tests.Routing;

public sealed class CoverageTests
{
    private static readonly Hall Terrace = new(1, null, "Терраса", [new TableName("1"), new TableName("2")]);
    private static readonly Hall Yard = new(2, "Юг", "Двор", [new TableName("2"), new TableName("3")]);

    private static readonly Gen<NewSubscription> AnySubscription = Gen.Select(
        Gen.Int[1, 2],
        Gen.OneOf(null, "Север", "Юг"),
        Gen.OneOf(
            CodeList.From(Role.Waiter),
            CodeList.From(Role.Kitchen),
            CodeList.From(Role.Manager),
            CodeList.From(["waiter_call", "save_order"])
        ),
        Gen.OneOf(null, null, Terrace, Yard),
        Gen.Int[1, 4].Array[0, 3],
        (chat, server, what, hall, tables) =>
            new NewSubscription(
                new Destination(chat),
                hall?.Server ?? server,
                what,
                hall,
                hall is null ? TableList.InOrder(tables.Select(n => new TableName(n.ToString()))) : []
            )
    );

    [Fact]
    public void What_is_covered_would_bring_nothing_new() =>
        Gen.Select(AnySubscription, AnySubscription)
            .Sample(
                (wide, narrow) =>
                {
                    if (!Coverage.Covers(Stored(wide), narrow))
                    {
                        return;
                    }
                    foreach (var (server, code, table) in EveryEvent())
                    {
                        if (Gets(narrow, server, code, table))
                        {
                            Gets(wide, server, code, table).ShouldBeTrue($"{server} {code} {table}");
                        }
                    }
                    (narrow.What.Role != Role.Manager || wide.What.Role == Role.Manager).ShouldBeTrue();
                }
            );

    [Theory]
    [InlineData("1 2", "1", true)]
    [InlineData("1 2", "1 2", true)]
    [InlineData("1", "1 2", false)]
    [InlineData("1", "2", false)]
    [InlineData("1", "", false)]
    [InlineData("", "1", true)]
    [InlineData("", "", true)]
    public void Listed_tables_cover_those_among_them_and_all_cover_every(string wide, string narrow, bool covers) =>
        Coverage.Covers(Stored(On(wide)), On(narrow)).ShouldBe(covers);

    private static NewSubscription On(string tables) =>
        new(
            new Destination(1),
            null,
            CodeList.From(Role.Waiter),
            null,
            TableList.InOrder(tables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => new TableName(name)))
        );

    [Fact]
    public void Every_subscription_covers_itself() =>
        AnySubscription.Sample(one => Coverage.Covers(Stored(one), one) && Coverage.Covers(one, Stored(one)));

    private static bool Gets(NewSubscription subscription, string server, string code, string table) =>
        Router.Route(new RoutingTable([Stored(subscription)]), server, code, new TableName(table)).Count > 0;

    private static IEnumerable<(string, string, string)> EveryEvent() =>
        from server in new[] { "Север", "Юг" }
        from code in EventCodes.All
        from table in new[] { "1", "2", "3", "4", "5" }
        select (server, code, table);

    private static Subscription Stored(NewSubscription s) => new(1, s.To, s.Server, s.What.Role, s.What.Codes, s.Hall, s.Tables);
}
