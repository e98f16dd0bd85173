namespace QrMenuTelegram.Simulation;

/// <summary>Lets others wait until something of a simulator has changed, without polling it.</summary>
public sealed class Changes
{
    /// <summary>Real time after which waiting for a state is a failure.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed by the next change. Take it before looking at the state.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Wakes everybody who waits.</summary>
    public void Signal() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>Completes when <paramref name="isSo"/> is true; asked now and after every change.</summary>
    /// <exception cref="TimeoutException">It was not so for <paramref name="patience"/> of real time.</exception>
    public async Task WaitFor(Func<bool> isSo, TimeSpan? patience = null, string? what = null)
    {
        using var giveUp = new CancellationTokenSource(patience ?? Patience);
        while (true)
        {
            var next = Next;
            if (isSo())
            {
                return;
            }
            try
            {
                await next.WaitAsync(giveUp.Token);
            }
            catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
            {
                throw new TimeoutException(
                    $"Waited {(patience ?? Patience).TotalSeconds:0.#} s in vain{(what is null ? "" : " for: " + what)}."
                );
            }
        }
    }
}
