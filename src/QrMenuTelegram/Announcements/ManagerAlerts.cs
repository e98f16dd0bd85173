using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Announcements;

/// <summary>
/// The bridge's own words to the managers: to every chat with the role <c>manager</c>, or, where there is none, to the
/// private chats of all managers.
/// </summary>
public sealed class ManagerAlerts(Outbox outbox, Texts texts)
{
    /// <summary>Where alerts go now; empty before there is any manager.</summary>
    public IReadOnlyList<Destination> Destinations(Transaction transaction) => throw new NotSupportedException();

    /// <summary>Adds a notice with the text <paramref name="key"/> for each destination, in its chat's language.</summary>
    /// <param name="transaction">The transaction that is the reason for it.</param>
    /// <param name="urgency">Usually <see cref="Urgency.Reply"/>.</param>
    /// <param name="except">A chat that need not be told (the one the alert is about); null for none.</param>
    /// <param name="key">As in <see cref="Texts.Html"/>.</param>
    /// <param name="values">As in <see cref="Texts.Html"/>.</param>
    public void Tell(Transaction transaction, Urgency urgency, long? except, string key, params (string Name, object? Value)[] values) =>
        throw new NotSupportedException(outbox.ToString() + texts);
}
