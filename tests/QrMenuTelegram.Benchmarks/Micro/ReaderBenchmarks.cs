using BenchmarkDotNet.Attributes;
using QrMenuTelegram.QrMenu;

namespace QrMenuTelegram.Benchmarks.Micro;

/// <summary>From bytes to events.</summary>
[MemoryDiagnoser]
public class ReaderBenchmarks
{
    private byte[] _answer = [];

    [Params(0, 1, 100)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Prepare() => _answer = Answers.Of(Events);

    [Benchmark]
    public PollAnswer Read() => EventReader.Read("Terrace", _answer, Excerpt.Plain);
}
