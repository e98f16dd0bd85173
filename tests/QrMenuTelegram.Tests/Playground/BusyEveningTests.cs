using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Playground.Restaurant;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Menu;

namespace QrMenuTelegram.Tests.Playground;

public sealed class BusyEveningTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private SimulatedMenuServer _server = null!;
    private RestaurantFloor _floor = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SimulatedMenuServer.Start(_time);
        _floor = new RestaurantFloor(_server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Guests_do_everything_and_nothing_without_an_order_before()
    {
        await using var evening = new BusyEvening(_floor, _time, new Random(7).NextDouble);
        for (var i = 0; i < 400; i++)
        {
            evening.Turn();
        }

        var events = _server.Queue.Select(e => JsonNode.Parse(e.Json)!).ToList();
        foreach (var code in MenuSamples.Codes)
        {
            events.Count(e => Code(e) == code).ShouldBeGreaterThan(10, code);
        }
        events.Where(e => Code(e) == "save_order").ShouldAllBe(e => Dishes(e) == Added(e));
        events.Where(e => Code(e) == "additional_order").ShouldAllBe(e => Dishes(e) > Added(e));
        events.Where(e => Code(e) == "bill_request" || Code(e) == "online_payment").ShouldAllBe(e => Dishes(e) > 0);
    }

    [Fact]
    public async Task The_evening_goes_at_the_pace_that_is_set_and_ends()
    {
        await using var evening = new BusyEvening(_floor, _time, () => 0.5) { PerMinute = 60 };
        await evening.Switch(on: true);
        for (var made = 0; made < 5; made++)
        {
            _server.Queue.Count.ShouldBe(made);
            _time.Advance(TimeSpan.FromSeconds(1));
            var wanted = made + 1;
            await _server.WaitFor(() => _server.Queue.Count == wanted);
        }
        await evening.Switch(on: false);
        _time.Advance(TimeSpan.FromMinutes(1));
        _server.Queue.Count.ShouldBe(5);
    }

    private static string Code(JsonNode e) => e["code"]!.ToString();

    private static int Dishes(JsonNode e) => e["order"]?["dishes"]?.AsArray().Count ?? 0;

    private static int Added(JsonNode e) => e["invoice"]!["session"]!["items"]!.AsArray().Count;
}
