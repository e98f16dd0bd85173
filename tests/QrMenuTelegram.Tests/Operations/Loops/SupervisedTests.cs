using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Operations.Loops;

namespace QrMenuTelegram.Tests.Operations.Loops;

public sealed class SupervisedTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly DateTimeOffset _start;
    private readonly Script _loop = new();
    private readonly Supervised<Script> _supervised;

    public SupervisedTests()
    {
        _start = _time.GetUtcNow();
        _supervised = new(_loop, _time, NullLogger<Supervised<Script>>.Instance);
    }

    public void Dispose()
    {
        _supervised.Dispose();
        _loop.Dispose();
    }

    [Fact]
    public async Task A_loop_that_ends_by_an_exception_starts_again_after_a_second_then_two_then_four()
    {
        await _supervised.StartAsync(CancellationToken.None);
        await _loop.Started(1);
        for (var i = 0; i < 3; i++)
        {
            _loop.Fail();
            (await TimeUntilStart(i + 2)).TotalSeconds.ShouldBeGreaterThanOrEqualTo(1 << i);
        }
        await _supervised.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_loop_that_just_returns_starts_again_too()
    {
        await _supervised.StartAsync(CancellationToken.None);
        await _loop.Started(1);
        _loop.Return();
        await TimeUntilStart(2);
        await _supervised.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task It_never_waits_longer_than_a_minute()
    {
        await _supervised.StartAsync(CancellationToken.None);
        await _loop.Started(1);
        for (var starts = 2; starts < 12; starts++)
        {
            _loop.Fail();
            await TimeUntilStart(starts, step: 1);
        }
        _time.GetUtcNow().ShouldBeLessThan(_start.AddMinutes(8));
        await _supervised.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_stop_ends_the_loop_and_waits_for_what_is_under_way()
    {
        await _supervised.StartAsync(CancellationToken.None);
        await _loop.Started(1);
        _loop.StopsAtOnce = false;
        var stopping = _supervised.StopAsync(CancellationToken.None);
        await _loop.Cancelled;
        stopping.IsCompleted.ShouldBeFalse();
        _loop.Return();
        await stopping;
        _time.Advance(TimeSpan.FromMinutes(2));
        _loop.Starts.ShouldBe(1);
    }

    [Fact]
    public async Task A_stop_while_it_waits_to_start_again_is_at_once()
    {
        await _supervised.StartAsync(CancellationToken.None);
        await _loop.Started(1);
        _loop.Fail();
        await _supervised.StopAsync(CancellationToken.None);
        _loop.Starts.ShouldBe(1);
    }

    // In small steps, because the wait begins a moment after the end.
    private async Task<TimeSpan> TimeUntilStart(int number, double step = 0.1)
    {
        var before = _time.GetUtcNow();
        while (_loop.Starts < number)
        {
            _time.Advance(TimeSpan.FromSeconds(step));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }
        await _loop.Started(number);
        return _time.GetUtcNow() - before;
    }

    private sealed class Script : BackgroundService
    {
        private readonly SemaphoreSlim _started = new(0);
        private readonly TaskCompletionSource _cancelled = new();
        private volatile TaskCompletionSource _end = new();
        private int _seen;
        private int _starts;

        public int Starts => Volatile.Read(ref _starts);

        public bool StopsAtOnce { get; set; } = true;

        public Task Cancelled => _cancelled.Task;

        public async Task Started(int times)
        {
            while (_seen < times)
            {
                await _started.WaitAsync(TimeSpan.FromSeconds(30));
                _seen++;
            }
            Starts.ShouldBe(times);
        }

        public void Fail() => _end.SetException(new InvalidOperationException("a defect"));

        public void Return() => _end.SetResult();

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var end = _end = new TaskCompletionSource();
            Interlocked.Increment(ref _starts);
            _started.Release();
            await using var registration = stoppingToken.Register(() =>
            {
                _cancelled.TrySetResult();
                if (StopsAtOnce)
                {
                    end.TrySetResult();
                }
            });
            await end.Task;
        }
    }
}
