using Microsoft.Extensions.Logging.Abstractions;
using QrMenuTelegram.Events;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Tests.QrMenu;

/// <summary>Several servers on their own loops, over real HTTP and in real, short time.</summary>
public sealed class MenuServersTests : IDisposable
{
    private static readonly QrMenuOptions Options = new()
    {
        PollInterval = TimeSpan.FromMilliseconds(5),
        Timeout = TimeSpan.FromMilliseconds(300),
    };

    private readonly TestDatabase _database = new();
    private readonly System.Collections.Concurrent.ConcurrentQueue<MenuEvent> _announced = new();
    private readonly Clock _clock = new(TimeProvider.System);

    private static HeardAlerts Nobody => new((_, _, _) => { });

    public void Dispose() => _database.Dispose();

    private MenuServers Servers(params (string Name, string Url, string Token)[] servers) =>
        new(
            servers.Select(server => new HttpMenuServer(
                Given.Server(server.Name, server.Url, server.Token),
                Options.Timeout,
                TimeProvider.System
            )),
            new Accept(
                _database.Database,
                new HeardEvents((transaction, menuEvent, _, _) => transaction.Enqueue(_announced, menuEvent)),
                Nobody,
                _clock,
                NullLogger<Accept>.Instance
            ),
            new OutageAlerts(Nobody, Options, _clock),
            _database.Database,
            Options,
            () => 0.5,
            _clock,
            NullLogger<Poller>.Instance
        );

    private WorkerHost Host(MenuServers servers) =>
        new([.. servers.Pollers], _database.Database.Signals, () => 0.5, _clock, NullLogger<WorkerHost>.Instance);

    [Fact]
    public async Task A_slow_and_a_dead_server_delay_no_other()
    {
        await using var good = await SimulatedMenuServer.Start(TimeProvider.System);
        await using var slow = await SimulatedMenuServer.Start(TimeProvider.System);
        await using var dead = await SimulatedMenuServer.Start(TimeProvider.System);
        slow.Switches.Broken = new BrokenAnswer.Hang();
        await dead.GoDown();
        using var servers = Servers(("good", good.Url, good.Token), ("slow", slow.Url, slow.Token), ("dead", dead.Url, dead.Token));
        using var host = Host(servers);
        await host.StartAsync(CancellationToken.None);

        await good.WaitForRequests(30);
        good.AddSample(EventCodes.WaiterCall);
        await good.WaitForRequests(3);
        await slow.WaitForRequests(2);
        await host.StopAsync(CancellationToken.None);

        _announced.ShouldHaveSingleItem().Server.ShouldBe("good");
        good.MostAtOnce.ShouldBe(1);
        good.Requests.Select(request => request.ConnectionId).Distinct().ShouldHaveSingleItem();
        servers
            .Statuses.Select(status => (status.Name, status.Failure))
            .ShouldBe([("good", null), ("slow", PollFailure.TimedOut), ("dead", PollFailure.Unreachable)]);
    }

    [Fact]
    public async Task Alternating_good_and_broken_answers_lose_and_double_nothing()
    {
        await using var simulator = await SimulatedMenuServer.Start(TimeProvider.System);
        simulator.Switches.Duplicates = true;
        using var servers = Servers(("R", simulator.Url, simulator.Token));
        BrokenAnswer[] manners =
        [
            new BrokenAnswer.Html(500),
            new BrokenAnswer.Reset(),
            new BrokenAnswer.Empty(),
            new BrokenAnswer.Cut(),
            new BrokenAnswer.Text(),
            new BrokenAnswer.Cut(true),
        ];
        using var host = Host(servers);
        await host.StartAsync(CancellationToken.None);
        for (var i = 0; i < 12; i++)
        {
            simulator.BreakNext(manners[i % manners.Length]);
            simulator.Table(i.ToString()).CallWaiter();
            await simulator.WaitForRequests(2);
        }
        await simulator.WaitFor(() => _announced.Count >= 12);
        await simulator.WaitForRequests(2);
        await host.StopAsync(CancellationToken.None);
        _announced.Select(e => e.TableName).ShouldBe(Enumerable.Range(0, 12).Select(i => i.ToString()));
    }

    [Fact]
    public async Task What_the_heartbeat_saves_is_known_after_a_restart()
    {
        await using var simulator = await SimulatedMenuServer.Start(TimeProvider.System);
        simulator.AddSample(EventCodes.OnlinePayment);
        simulator.AddSample(EventCodes.BillRequest);
        for (var run = 0; run < 3; run++)
        {
            using var servers = Servers(("R", simulator.Url, simulator.Token));
            using var host = Host(servers);
            await host.StartAsync(CancellationToken.None);
            await simulator.WaitForRequests(3);
            await host.StopAsync(CancellationToken.None);
            _database.Write(servers.Save);
            servers.Saved();
            var stored = _database.Write(transaction => ServerStore.Find(transaction, "R")).ShouldNotBeNull();
            stored.LastPollAt.ShouldBe(servers.Statuses[0].LastSuccessAt);
            _database.Write(ServerStore.LatestInstant).ShouldBe(stored.LastPollAt);
            simulator.Requests[^1].Hash.ShouldBe("0xa1fb9fc1");
        }
        _announced.Select(e => e.Code).ShouldBe([EventCodes.OnlinePayment, EventCodes.BillRequest]);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_an_answer()
    {
        await using var simulator = await SimulatedMenuServer.Start(TimeProvider.System);
        simulator.Switches.Broken = new BrokenAnswer.Hang();
        using var servers = Servers(("R", simulator.Url, simulator.Token));
        using var host = Host(servers);
        await host.StartAsync(CancellationToken.None);
        await simulator.WaitForRequests(1);
        var begun = TimeProvider.System.GetTimestamp();
        await host.StopAsync(CancellationToken.None);
        TimeProvider.System.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
