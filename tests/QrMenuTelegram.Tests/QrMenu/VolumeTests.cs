using Microsoft.Data.Sqlite;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

/// <summary>Much at once and everything slow, from the wire to the notices.</summary>
public sealed class VolumeTests
{
    [Fact]
    public async Task Ten_thousand_events_in_one_answer_become_ten_thousand_notices_once_in_order_the_broken_one_included()
    {
        await using var simulator = await SimulatedMenuServer.Start(TimeProvider.System);
        Dish[] dishes = [new Dish(1, "Цезарь с курицей", 390), new Dish(2, "Морс клюквенный", 120, 2)];
        for (var i = 0; i < 2_500; i++)
        {
            var table = simulator.Table("Стол " + i);
            table.SaveOrder(dishes);
            table.CallWaiter();
            table.AskForBill();
            if (i != 1_000)
            {
                table.PayOnline();
            }
            else
            {
                simulator.Add("\"what is this\"");
            }
        }
        using var bridge = new HttpReading([], ("R", simulator.Url, simulator.Token));
        var database = bridge.Database;
        database.Write(transaction =>
        {
            ChatStore.Remember(transaction, new ChatInfo(-1, ChatKind.Group, "Зал"));
            bridge
                .Get<SubscriptionStore>()
                .Add(transaction, new NewSubscription(new Destination(-1), null, CodeList.From(Role.Manager), null, []), 1);
        });

        using var host = bridge.Host();
        await host.StartAsync(CancellationToken.None);
        await simulator.WaitFor(() => simulator.RequestCount >= 3, patience: TimeSpan.FromMinutes(2));
        await host.StopAsync(CancellationToken.None);

        var status = bridge.Servers.Statuses.ShouldHaveSingleItem();
        (status.EventsRead, status.NotUnderstood, status.NotAnnounced, status.Failure).ShouldBe((10_000, 1, 0, null));
        database.Read(connection => Number(connection, "SELECT count(*) FROM notices")).ShouldBe(10_000);
        database
            .Read(connection =>
                Number(
                    connection,
                    """
                    SELECT count(*) FROM events e LEFT JOIN calls c ON c.event_id = e.id
                    JOIN notices n ON n.id = e.id AND n.subject = iif(c.id IS NULL, 'event:' || e.id, 'call:' || c.id)
                    WHERE e.received_at = (SELECT min(received_at) FROM events)
                    """
                )
            )
            .ShouldBe(10_000);
    }

    [Fact]
    public async Task A_server_that_takes_9_s_for_each_answer_loses_and_doubles_nothing_over_hours()
    {
        using var rig = new PollingRig();
        rig.Server.Meanwhile = () => rig.Time.Advance(TimeSpan.FromSeconds(9));
        rig.Start();
        await rig.Pass(60);
        List<MenuEvent> made = [];
        for (var i = 0; i < 300; i++)
        {
            made.Add(rig.Server.Make(table: i.ToString()));
            var at = rig.Clock.Now;
            await rig.Pass(37);
            rig.Announced.Count.ShouldBe(made.Count);
            (rig.Announced[^1].At - at).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(2 * 10));
        }
        rig.Announced.Select(a => a.Event).ShouldBe(made);
        rig.Alerts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_fails_every_other_poll_loses_and_doubles_nothing_over_hours()
    {
        using var rig = new PollingRig();
        var polls = 0;
        rig.Server.Meanwhile = () =>
            rig.Server.Failing = polls++ % 2 == 0 ? new PollAnswer.Failed(PollFailure.ServerError, "status 500") : null;
        rig.Start();
        List<MenuEvent> made = [];
        for (var i = 0; i < 500; i++)
        {
            made.Add(rig.Server.Make(table: i.ToString()));
            await rig.Pass(i % 11);
        }
        await rig.Pass(5);
        rig.Announced.Select(a => a.Event).ShouldBe(made);
        rig.Alerts.ShouldBeEmpty();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
