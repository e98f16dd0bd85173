using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Operations;
using QrMenuTelegram.Operations.Health;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Operations.Health;

public sealed class HeartbeatPingTests
{
    private const string Problem = "Telegram: takes no messages since 19:00";

    [Fact]
    public async Task Well_is_a_GET_and_a_problem_a_POST_to_fail_with_its_words()
    {
        await using var checks = await RecordedRequests.Start();
        using var monitor = new HeartbeatMonitor(new HeartbeatOptions { Url = new Uri($"{checks.Url}/uuid?create=1") });
        (await monitor.Ping(null, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await monitor.Ping(Problem, TestContext.Current.CancellationToken)).ShouldBeNull();
        checks
            .All.Select(request => (request.Method, request.Path, request.Body))
            .ShouldBe([("GET", "/uuid?create=1", ""), ("POST", "/uuid/fail?create=1", Problem)]);
    }

    [Fact]
    public async Task An_address_of_Uptime_Kuma_says_all_in_its_query()
    {
        await using var kuma = await RecordedRequests.Start();
        using var monitor = new HeartbeatMonitor(new HeartbeatOptions { Url = new Uri($"{kuma.Url}/api/push/key?status=up&msg=OK&ping=") });
        await monitor.Ping(null, TestContext.Current.CancellationToken);
        await monitor.Ping(Problem, TestContext.Current.CancellationToken);
        kuma.All.Select(request => (request.Method, request.Path))
            .ShouldBe([
                ("GET", "/api/push/key?status=up&msg=OK&ping="),
                ("GET", "/api/push/key?ping=&status=down&msg=Telegram%3A%20takes%20no%20messages%20since%2019%3A00"),
            ]);
    }

    [Fact]
    public async Task A_monitor_that_refuses_or_is_down_is_told_in_words_without_its_address()
    {
        await using var checks = await RecordedRequests.Start();
        using var monitor = new HeartbeatMonitor(new HeartbeatOptions { Url = new Uri($"{checks.Url}/uuid-of-the-check") });
        checks.Answer = 404;
        (await monitor.Ping(null, TestContext.Current.CancellationToken)).ShouldBe("it answers 404 (NotFound)");
        await checks.GoDown();
        (await monitor.Ping(null, TestContext.Current.CancellationToken)).ShouldNotBeNull().ShouldNotContain("uuid-of-the-check");
    }

    [Fact]
    public async Task The_bridge_pings_each_minute_what_health_says_and_needs_no_Telegram_for_it()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 19, 0, 0, TimeSpan.Zero));
        await using var checks = await RecordedRequests.Start();
        await using var bridge = await BridgeHost.Prepare(time);
        await bridge.Telegram.GoDown();
        bridge.Settings["Heartbeat:Url"] = $"{checks.Url}/uuid";
        bridge.Build();
        var ping = bridge.Get<HeartbeatPing>();

        // While it starts, neither is true yet.
        bridge.Get<Heartbeat>().Turn();
        (await Turn(ping)).ShouldBe(TimeSpan.FromSeconds(1));
        checks.All.ShouldBeEmpty();

        time.Advance(TimeSpan.FromSeconds(61));
        bridge.Get<Heartbeat>().Turn();
        (await Turn(ping)).ShouldBe(TimeSpan.FromMinutes(1));
        checks.All.ShouldHaveSingleItem().Path.ShouldBe("/uuid/fail");
        checks.All.Single().Body.ShouldContain("Telegram: no answer yet since the start");

        // Whatever has stopped the heartbeat is told too.
        time.Advance(TimeSpan.FromMinutes(1));
        await Turn(ping);
        checks.All.Last().Body.ShouldStartWith("stuck or killed");

        await checks.GoDown();
        (await Turn(ping)).ShouldBe(TimeSpan.FromSeconds(10));
        await Turn(ping);
        bridge
            .Log.Lines.Count(line => line.Text.StartsWith("Heartbeat__Url: the monitor can't be reached", StringComparison.Ordinal))
            .ShouldBe(1);

        async Task<TimeSpan> Turn(HeartbeatPing worker) =>
            (await worker.Turn(TestContext.Current.CancellationToken)).At!.Value - bridge.Get<Clock>().Now;
    }
}
