using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Tests.Workers;

public sealed class WorkerHostTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Signals _signals = new();
    private readonly CollectedLog _log = new();
    private readonly ILoggerFactory _logs;
    private readonly ConcurrentQueue<string> _closed = new();
    private readonly Script _worker;
    private WorkerHost? _host;

    public WorkerHostTests()
    {
        _logs = LoggerFactory.Create(builder => builder.AddProvider(_log));
        _worker = new Script("it", _closed);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await (_host?.StopAsync(Cancel) ?? Task.CompletedTask);
        _host?.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task Who_is_woken_has_a_turn_at_once()
    {
        await Start(_worker);
        await _worker.Turned(1);
        _signals.Raise(Signal.Delivery);
        _signals.Raise(Signal.Calls);
        await _worker.Turned(2);
        _worker.Turns.ShouldBe(2);
    }

    [Fact]
    public async Task Who_is_due_has_a_turn_then()
    {
        _worker.Does = () => new Due(Now + 60_000);
        await Start(_worker);
        await _worker.Turned(1);
        (await TimeUntilTurn(2)).TotalSeconds.ShouldBeInRange(60, 61);
    }

    [Fact]
    public async Task What_is_signalled_during_a_turn_brings_another()
    {
        _worker.Does = () =>
        {
            if (_worker.Turns == 1)
            {
                _signals.Raise(Signal.Calls);
            }
            return Due.WhenWoken;
        };
        await Start(_worker);
        await _worker.Turned(2);
    }

    [Fact]
    public async Task What_fails_is_retried_each_second_and_told_once_and_so_is_its_recovery()
    {
        _worker.Does = () => throw new InvalidOperationException("a defect");
        await Start(_worker);
        await _worker.Turned(1);
        for (var turn = 2; turn <= 5; turn++)
        {
            (await TimeUntilTurn(turn)).TotalSeconds.ShouldBeInRange(1, 2);
        }
        _worker.Does = () => Due.WhenWoken;
        await TimeUntilTurn(6);
        await Until(() => _log.Lines.Count == 2);
        _log.Lines.Select(line => line.Text.Split('\n')[0].Trim())
            .ShouldBe(["it failed; retrying in 1.0 s, nothing is lost", "it recovered"]);
    }

    [Fact]
    public async Task One_that_fails_or_waits_delays_no_other()
    {
        var never = new TaskCompletionSource();
        var (failing, waiting) = (
            new Script("failing", _closed) { Does = () => throw new InvalidOperationException() },
            new Script("waiting", _closed) { Answer = never.Task }
        );
        await Start(failing, waiting, _worker);
        await _worker.Turned(1);
        _signals.Raise(Signal.Calls);
        await _worker.Turned(2);
        never.SetResult();
    }

    [Fact]
    public async Task They_are_stopped_in_the_reverse_order_each_after_what_it_began_ended_also_when_one_fails_to()
    {
        var answer = new TaskCompletionSource();
        var (first, last) = (new Script("first", _closed), new Script("last", _closed) { Answer = answer.Task });
        _worker.FailsToClose = true;
        await Start(first, _worker, last);
        await last.Turned(1);
        var stopping = _host!.StopAsync(Cancel);
        stopping.IsCompleted.ShouldBeFalse();
        _closed.ShouldBeEmpty();
        answer.SetResult();
        await stopping;
        _closed.ShouldBe(["last", "it", "first"]);
        _log.Lines.ShouldHaveSingleItem().Text.ShouldStartWith("it could not be stopped cleanly");
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_the_answer_that_a_turn_waits_for_nor_for_a_retry()
    {
        var failing = new Script("failing", _closed) { Does = () => throw new InvalidOperationException() };
        _worker.Answer = Task.Delay(Timeout.InfiniteTimeSpan, _time, Cancel);
        _worker.IsCancelled = true;
        await Start(_worker, failing);
        await Task.WhenAll(_worker.Turned(1), failing.Turned(1));
        await _host!.StopAsync(Cancel);
        _closed.ShouldBe(["failing", "it"]);
    }

    private Instant Now => new Clock(_time).Now;

    private Task Start(params IWorker[] workers)
    {
        _host = new WorkerHost(workers, _signals, () => 1, new Clock(_time), _logs.CreateLogger<WorkerHost>());
        return _host.StartAsync(Cancel);
    }

    // In small steps, because the wait begins a moment after the turn.
    private async Task<TimeSpan> TimeUntilTurn(int number)
    {
        var before = _time.GetUtcNow();
        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        while (_worker.Turns < number)
        {
            _time.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancel);
        }
        return _time.GetUtcNow() - before;
    }

    private static async Task Until(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancel);
        }
    }

    private sealed class Script(string name, ConcurrentQueue<string> closed) : IWorker
    {
        private int _turns;

        public string Name => name;

        public IReadOnlyList<Signal> WakesOn { get; } = [Signal.Calls];

        public Func<Due> Does { get; set; } = () => Due.WhenWoken;

        public Task Answer { get; set; } = Task.CompletedTask;

        /// <summary>Whether it stops waiting for its answer when told to.</summary>
        public bool IsCancelled { get; set; }

        public bool FailsToClose { get; set; }

        public int Turns => Volatile.Read(ref _turns);

        public Task Turned(int times) => Until(() => Turns >= times);

        public async ValueTask<Due> Turn(CancellationToken cancel)
        {
            Interlocked.Increment(ref _turns);
            await Answer.WaitAsync(IsCancelled ? cancel : CancellationToken.None);
            return Does();
        }

        public ValueTask Close()
        {
            closed.Enqueue(name);
            return FailsToClose ? throw new InvalidOperationException() : ValueTask.CompletedTask;
        }
    }
}
