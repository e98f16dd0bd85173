using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>Gives one part of the bridge its turns, as its loop does: the next one when the last is done and its wait is over.</summary>
/// <param name="name">For the trace.</param>
/// <param name="turn">Returns how long to wait before the next; null for never again.</param>
/// <param name="afterFailure">How long the loop waits when a turn throws.</param>
/// <param name="wakeUp">What makes it due at once; null for nothing.</param>
internal sealed class Worker(string name, Func<Task<TimeSpan?>> turn, TimeSpan afterFailure, WakeUp? wakeUp = null)
{
    private Task<TimeSpan?>? _underWay;
    private long? _dueAt = 0;

    public string Name => name;

    /// <summary>What its last turn threw; null when it went well.</summary>
    public Exception? Failure { get; private set; }

    public bool IsUnderWay => _underWay is not null;

    /// <summary>When it wants to run; null while it waits for an answer, or for ever.</summary>
    public long? DueAt(long now) => _underWay is null ? wakeUp is { IsRaised: true } ? now : _dueAt : _underWay.IsCompleted ? now : null;

    /// <summary>Begins a turn that is due, or ends one that is done.</summary>
    public void Step(long now)
    {
        if (_underWay is null && DueAt(now) <= now)
        {
            _dueAt = null;
            wakeUp?.Reset();
            _underWay = Begin();
        }
        if (_underWay is { IsCompleted: true } done)
        {
            _underWay = null;
            Failure = done.Exception?.InnerException;
            var wait = done.IsCompletedSuccessfully ? done.Result : afterFailure;
            _dueAt = wait is { } time ? now + (long)Math.Ceiling(time.TotalMilliseconds) : null;
        }
    }

    private Task<TimeSpan?> Begin()
    {
        try
        {
            return turn();
        }
        catch (Exception e)
        {
            return Task.FromException<TimeSpan?>(e);
        }
    }
}
