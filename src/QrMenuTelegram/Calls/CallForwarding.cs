using System.Globalization;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>A call that a chat would not take is for the managers the call that it is: with its button, and kept current.</summary>
public sealed class CallForwarding(CallNotices notices)
{
    /// <inheritdoc cref="ForwardCall"/>
    public bool Forward(Transaction transaction, Chat refusing, string subject, IReadOnlyList<Destination> to)
    {
        if (!subject.StartsWith(EventAnnouncer.CallPrefix, StringComparison.Ordinal)
            || !long.TryParse(subject.AsSpan(EventAnnouncer.CallPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || CallStore.Find(transaction, id) is not { } call)
        {
            return false;
        }
        notices.Add(transaction, call, to, CallNoticeKinds.Forwarded, silent: true, refusing.Title);
        return true;
    }
}
