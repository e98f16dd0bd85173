using QrMenuTelegram.Delivery;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>Gives a worker its turns, as the host does: the next one when the last is done and it is due or woken.</summary>
/// <param name="worker">Of the bridge.</param>
/// <param name="wakeUp">What makes it due at once.</param>
/// <param name="backoff">How long it waits when a turn throws.</param>
/// <param name="wait">How long until it wants the next; null for ever.</param>
internal sealed class Worker(IWorker worker, WakeUp wakeUp, Backoff backoff, Func<Due, TimeSpan?> wait)
{
    private Task<Due>? _underWay;
    private long? _dueAt = 0;

    public string Name => worker.Name;

    public bool IsCourier => worker is Courier;

    /// <summary>What its last turn threw; null when it went well.</summary>
    public Exception? Failure { get; private set; }

    public bool IsUnderWay => _underWay is not null;

    /// <summary>When it wants to run; null while it waits for an answer, or for ever.</summary>
    public long? DueAt(long now) =>
        _underWay is { IsCompleted: false } ? null
        : _underWay is not null || wakeUp.IsRaised ? now
        : _dueAt;

    /// <summary>Begins a turn that is due, or ends one that is done.</summary>
    public void Step(long now)
    {
        if (_underWay is null && DueAt(now) <= now)
        {
            wakeUp.Reset();
            _underWay = Begin();
        }
        if (_underWay is { IsCompleted: true } done)
        {
            _underWay = null;
            Failure = done.Exception?.InnerException;
            _dueAt = (done.IsCompletedSuccessfully ? wait(done.Result) : backoff.Next()) is { } time
                ? now + (long)Math.Ceiling(time.TotalMilliseconds)
                : null;
        }
    }

    public ValueTask Close() => worker.Close();

    private Task<Due> Begin()
    {
        try
        {
            return worker.Turn(CancellationToken.None).AsTask();
        }
        catch (Exception e)
        {
            return Task.FromException<Due>(e);
        }
    }
}
