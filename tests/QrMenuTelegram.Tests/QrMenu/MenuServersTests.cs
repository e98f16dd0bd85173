using QrMenuTelegram.Events;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

/// <summary>Several servers on their own loops, over real HTTP and in real, short time.</summary>
public sealed class MenuServersTests
{
    private static HttpReading Reading(params (string Name, string Url, string Token)[] servers) =>
        new([("QrMenu__PollInterval", "00:00:00.010"), ("QrMenu__Timeout", "00:00:00.300")], servers);

    [Fact]
    public async Task A_slow_and_a_dead_server_delay_no_other()
    {
        await using var good = await SimulatedMenuServer.Start(TimeProvider.System);
        await using var slow = await SimulatedMenuServer.Start(TimeProvider.System);
        await using var dead = await SimulatedMenuServer.Start(TimeProvider.System);
        slow.Switches.Broken = new BrokenAnswer.Hang();
        await dead.GoDown();
        using var reading = Reading(("good", good.Url, good.Token), ("slow", slow.Url, slow.Token), ("dead", dead.Url, dead.Token));
        using var host = reading.Host();
        await host.StartAsync(CancellationToken.None);

        await good.WaitForRequests(30);
        good.AddSample(EventCodes.WaiterCall);
        await good.WaitForRequests(3);
        await slow.WaitForRequests(2);
        await host.StopAsync(CancellationToken.None);

        reading.Events.ShouldHaveSingleItem().Server.ShouldBe("good");
        good.MostAtOnce.ShouldBe(1);
        good.Requests.Select(request => request.ConnectionId).Distinct().ShouldHaveSingleItem();
        reading
            .Servers.Statuses.Select(status => (status.Name, status.Failure))
            .ShouldBe([("dead", PollFailure.Unreachable), ("good", null), ("slow", PollFailure.TimedOut)]);
    }

    [Fact]
    public async Task Alternating_good_and_broken_answers_lose_and_double_nothing()
    {
        await using var simulator = await SimulatedMenuServer.Start(TimeProvider.System);
        simulator.Switches.Duplicates = true;
        using var reading = Reading(("R", simulator.Url, simulator.Token));
        BrokenAnswer[] manners =
        [
            new BrokenAnswer.Html(500),
            new BrokenAnswer.Reset(),
            new BrokenAnswer.Empty(),
            new BrokenAnswer.Cut(),
            new BrokenAnswer.Text(),
            new BrokenAnswer.Cut(true),
        ];
        using var host = reading.Host();
        await host.StartAsync(CancellationToken.None);
        for (var i = 0; i < 12; i++)
        {
            simulator.BreakNext(manners[i % manners.Length]);
            simulator.Table(i.ToString()).CallWaiter();
            await simulator.WaitForRequests(2);
        }
        await simulator.WaitFor(() => reading.Events.Count >= 12);
        await simulator.WaitForRequests(2);
        await host.StopAsync(CancellationToken.None);
        reading.Events.Select(e => e.Table).ShouldBe(Enumerable.Range(0, 12).Select(i => i.ToString()));
    }

    [Fact]
    public async Task What_the_heartbeat_saves_is_known_after_a_restart()
    {
        await using var simulator = await SimulatedMenuServer.Start(TimeProvider.System);
        simulator.AddSample(EventCodes.OnlinePayment);
        simulator.AddSample(EventCodes.BillRequest);
        using var reading = Reading(("R", simulator.Url, simulator.Token));
        for (var run = 0; run < 3; run++)
        {
            reading.Start();
            using var host = reading.Host();
            await host.StartAsync(CancellationToken.None);
            await simulator.WaitForRequests(3);
            await host.StopAsync(CancellationToken.None);
            reading.Write(reading.Servers.Save);
            reading.Servers.Saved();
            var stored = reading.Write(transaction => ServerStore.Find(transaction, "R")).ShouldNotBeNull();
            stored.LastPollAt.ShouldBe(reading.Servers.Statuses[0].LastSuccessAt);
            reading.Write(ServerStore.LatestInstant).ShouldBe(stored.LastPollAt);
            simulator.Requests[^1].Hash.ShouldBe("0xa1fb9fc1");
        }
        reading.Events.Select(e => e.Code).ShouldBe([EventCodes.OnlinePayment, EventCodes.BillRequest]);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_an_answer()
    {
        await using var simulator = await SimulatedMenuServer.Start(TimeProvider.System);
        simulator.Switches.Broken = new BrokenAnswer.Hang();
        using var reading = Reading(("R", simulator.Url, simulator.Token));
        using var host = reading.Host();
        await host.StartAsync(CancellationToken.None);
        await simulator.WaitForRequests(1);
        var begun = TimeProvider.System.GetTimestamp();
        await host.StopAsync(CancellationToken.None);
        TimeProvider.System.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
