using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>Told, after the commit, that some call is not as it was: whoever waits for the next reminder, or shows what is open.</summary>
public sealed class CallHooks
{
    private Action? _listeners;

    /// <summary>Adds a listener; it is called on the thread that committed, and must be quick and not throw.</summary>
    public void Listen(Action listener) => _listeners += listener;

    internal void Changed(Transaction transaction) => transaction.AfterCommit(() => _listeners?.Invoke());
}
