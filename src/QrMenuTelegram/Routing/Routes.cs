using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Routing;

/// <summary>
/// The current <see cref="RoutingTable"/>, read once and again after each change of subscriptions or halls. Used only
/// inside write transactions, of which there is one at a time; that is its lock.
/// </summary>
public sealed class Routes
{
    private RoutingTable? _known;
    private Transaction? _changing;

    public RoutingTable Current(Transaction transaction)
    {
        // A transaction that changes something may still be rolled back: what it sees is kept for nobody else.
        if (ReferenceEquals(transaction, _changing))
        {
            return Read(transaction);
        }
        return _known ??= Read(transaction);
    }

    /// <summary>Called by every writer of subscriptions, halls or chat ids, inside its transaction.</summary>
    public void Invalidate(Transaction transaction)
    {
        _known = null;
        _changing = transaction;
        transaction.Signal(Signal.Menus);
    }

    private static RoutingTable Read(Transaction transaction) => new(SubscriptionStore.All(transaction));
}
