using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Operations.Loops;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Tests.Operations.Loops;

public sealed class TurnLoopTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Script _loop;

    public TurnLoopTests() => _loop = new Script(new Clock(_time));

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task Who_is_woken_has_a_turn_at_once()
    {
        await _loop.StartAsync(CancellationToken.None);
        await _loop.Turned(1);
        _loop.Knock();
        await _loop.Turned(2);
        await _loop.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_turn_that_failed_is_tried_again_in_a_second()
    {
        _loop.Fails = true;
        await _loop.StartAsync(CancellationToken.None);
        await _loop.Turned(1);
        _loop.Fails = false;
        await Passes(TimeSpan.FromSeconds(1), turns: 2);
        await _loop.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task What_the_turns_began_is_waited_for_at_the_end_also_when_the_end_fails()
    {
        _loop.Fails = true;
        await _loop.StartAsync(CancellationToken.None);
        await _loop.Turned(1);
        await _loop.StopAsync(CancellationToken.None);
        _loop.IsClosed.ShouldBeTrue();
        _loop.ExecuteTask!.IsCompletedSuccessfully.ShouldBeTrue();
    }

    // The timer may be set a moment after the turn is seen.
    private async Task Passes(TimeSpan time, int turns)
    {
        var turned = _loop.Turned(turns);
        while (!turned.IsCompleted)
        {
            _time.Advance(time);
            await Task.Yield();
        }
        await turned;
    }

    private sealed class Script(Clock clock) : TurnLoop(new Signals(), [], clock, NullLogger.Instance)
    {
        private readonly SemaphoreSlim _turns = new(0);
        private int _seen;

        public bool Fails { get; set; }

        public bool IsClosed { get; private set; }

        public void Knock() => WakeUp.Raise();

        public async Task Turned(int times)
        {
            for (; _seen < times; _seen++)
            {
                await _turns.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            }
        }

        protected override long? Turn()
        {
            _turns.Release();
            return Fails ? throw new InvalidOperationException() : null;
        }

        protected override Task Close()
        {
            IsClosed = true;
            return Fails ? throw new InvalidOperationException() : Task.CompletedTask;
        }

        public override void Dispose()
        {
            _turns.Dispose();
            base.Dispose();
        }
    }
}
