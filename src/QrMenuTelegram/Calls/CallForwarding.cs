using System.Globalization;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>A call that a chat would not take is for the managers the call that it is: with its button, and kept current.</summary>
public sealed class CallForwarding(CallNotices notices, Audiences audiences)
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
        notices.Add(transaction, call, to, CallNoticeKinds.Forwarded, silent: IsHeard(transaction, refusing, call), refusing.Title);
        return true;
    }

    // Where another chat is rung, the managers only need to have it.
    private bool IsHeard(Transaction transaction, Chat refusing, Call call)
    {
        var audience = audiences.Of(transaction, call.Server, call.Code, call.Table);
        return CallNoticeStore.Of(transaction, call.Id).Select(notice => notice.ChatId)
            .Concat(call.SharedAt is null || audience.Unclaimed ? [] : audience.To.Select(one => one.ChatId))
            .Any(chat => chat != refusing.Id && ChatStore.Find(transaction, chat) is { RefusedAt: null });
    }
}
