using BenchmarkDotNet.Attributes;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Benchmarks.Micro;

/// <summary>Who gets an event.</summary>
[MemoryDiagnoser]
public class RouterBenchmarks
{
    private readonly TableName _table = new("7");
    private RoutingTable _routes = null!;

    /// <summary>Subscriptions: each to ten tables of its own, one to all of them.</summary>
    [Params(25, 1000)]
    public int Subscriptions { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var waiter = Role.Find("waiter")!;
        _routes = new RoutingTable([
            .. Enumerable
                .Range(0, Subscriptions)
                .Select(i => new Subscription(
                    i + 1,
                    new Destination(-1000 - i),
                    null,
                    waiter,
                    waiter.Codes,
                    null,
                    i == 0 ? [] : [.. Enumerable.Range(i * 10 - 9, 10).Select(number => new TableName($"{number}"))]
                )),
        ]);
    }

    [Benchmark]
    public IReadOnlyList<Match> Route() => Router.Route(_routes, "Terrace", EventCodes.WaiterCall, _table);
}
