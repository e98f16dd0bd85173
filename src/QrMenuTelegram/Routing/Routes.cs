using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Routing;

/// <summary>The current <see cref="RoutingTable"/>, read once and again after each change of subscriptions or halls.</summary>
public sealed class Routes
{
    public RoutingTable Current(Transaction transaction) => throw new NotSupportedException(transaction.ToString());

    /// <summary>Called by every writer of subscriptions, halls or chat ids, inside its transaction.</summary>
    public void Invalidate(Transaction transaction) => throw new NotSupportedException(transaction.ToString());
}
