using BenchmarkDotNet.Attributes;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Benchmarks.Micro;

/// <summary>Reading all texts at start, and making a card of an event.</summary>
[MemoryDiagnoser]
public class TextsBenchmarks
{
    private readonly RestaurantOptions _restaurant = new();
    private Texts _texts = null!;
    private EventCard _card = null!;

    [Params(EventCodes.WaiterCall, EventCodes.SaveOrder)]
    public string Code { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        _texts = Load();
        _card = new EventCard(Answers.Event(Code), "6", new DateTimeOffset(2026, 11, 24, 16, 2, 0, TimeSpan.Zero));
    }

    [Benchmark]
    public string Render() => _texts.Event("ru", _card);

    [Benchmark]
    public Texts Load() => Texts.Load(_restaurant, new MessagesOptions());
}
