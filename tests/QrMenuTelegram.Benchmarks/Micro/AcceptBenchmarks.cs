using BenchmarkDotNet.Attributes;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Benchmarks.Micro;

/// <summary>One answer becomes one transaction: events, notices, tables, cursor. One chat is subscribed.</summary>
[MemoryDiagnoser]
public class AcceptBenchmarks
{
    private Workshop _workshop = null!;
    private IReadOnlyList<MenuEvent> _events = [];

    [Params(1, 100)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _workshop = new Workshop(chats: 1);
        _events = Answers.Read(Answers.Of(Events));
        _workshop.Accept.Take(_workshop.Memory, _events, TimeSpan.Zero);
    }

    [GlobalCleanup]
    public void CleanUp() => _workshop.Dispose();

    /// <summary>The whole answer; its hashes are new each time.</summary>
    [Benchmark]
    public int Take()
    {
        _workshop.Time.Advance(TimeSpan.FromMinutes(10));
        return _workshop.Accept.Take(_workshop.Memory, [.. _events.Select(e => e with { Hash = Answers.NewHash() })], TimeSpan.Zero).Fresh;
    }

    /// <summary>The same answer again, as most are: nothing is written.</summary>
    [Benchmark]
    public int TakeAgain() => _workshop.Accept.Take(_workshop.Memory, _events, TimeSpan.Zero).Fresh;
}
