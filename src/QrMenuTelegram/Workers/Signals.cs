namespace QrMenuTelegram.Workers;

/// <summary>
/// The one way to say that something changed. Each database has its own, so that several bridges can live in one
/// process. Safe for concurrent use; nothing here throws.
/// </summary>
public sealed class Signals
{
    private readonly Lock _lock = new();
    private volatile (IReadOnlyList<Signal> Signals, WakeUp WakeUp)[] _listeners = [];

    /// <summary>What is raised by each of these from now on.</summary>
    public WakeUp Listen(IReadOnlyList<Signal> signals)
    {
        var wakeUp = new WakeUp();
        lock (_lock)
        {
            _listeners = [.. _listeners, (signals, wakeUp)];
        }
        return wakeUp;
    }

    /// <summary>Wakes whoever listens.</summary>
    public void Raise(Signal signal)
    {
        foreach (var (signals, wakeUp) in _listeners)
        {
            if (signals.Contains(signal))
            {
                wakeUp.Raise();
            }
        }
    }
}

/// <summary>Remembers that it was raised until it is reset, which is done before one looks at what changed.</summary>
public sealed class WakeUp
{
    private volatile TaskCompletionSource _raised = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsRaised => _raised.Task.IsCompleted;

    public void Raise() => _raised.TrySetResult();

    /// <summary>By whoever waits.</summary>
    public void Reset()
    {
        if (IsRaised)
        {
            _raised = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Ends when it is raised, when the time is over, or when cancelled.</summary>
    public async Task Wait(TimeSpan longest, TimeProvider time, CancellationToken cancel) =>
        await _raised.Task.WaitAsync(longest, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
