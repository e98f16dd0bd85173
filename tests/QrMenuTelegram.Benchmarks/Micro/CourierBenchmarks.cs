using BenchmarkDotNet.Attributes;
using QrMenuTelegram.Delivery;

namespace QrMenuTelegram.Benchmarks.Micro;

/// <summary>So many chats get a notice each: one commit for the wishes, one before the sends, one after their outcomes.</summary>
[MemoryDiagnoser]
public class CourierBenchmarks
{
    private Workshop _workshop = null!;

    [Params(1, 25, 100)]
    public int Chats { get; set; }

    [GlobalSetup]
    public void Prepare() => _workshop = new Workshop(Chats);

    [GlobalCleanup]
    public void CleanUp() => _workshop.Dispose();

    [Benchmark]
    public Instant WishAndTwoTurns()
    {
        _workshop.Time.Advance(TimeSpan.FromMinutes(2));
        _workshop.Database.Write(transaction =>
        {
            foreach (var chat in _workshop.Chats)
            {
                _workshop.Outbox.Add(transaction, new NewNotice(new Destination(chat), Urgency.Order, "<b>Стол 7</b>\n🍽 Новый заказ"));
            }
        });
        _workshop.Turn();
        return _workshop.Turn();
    }

    /// <summary>Woken without reason.</summary>
    [Benchmark]
    public Instant NothingToDo() => _workshop.Turn();
}
