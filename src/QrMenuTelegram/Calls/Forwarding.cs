using System.Globalization;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Calls;

/// <summary>
/// Passes on to the managers what a chat would not take of the guests' events: silently, since the alert has rung, and
/// an event only to those managers' chats that do not have it yet. A call is for them the call that it is: with its button, and
/// kept current. The courier packs them into few messages.
/// </summary>
public sealed class Forwarding(CallNotices calls, Audiences audiences, Texts texts, Outbox outbox)
{
    private const string SubjectPrefix = "forward:";

    /// <summary>Replies, dialogs, alerts and what was forwarded before are nobody else's business.</summary>
    public static bool IsForwarded(HeldNotice notice) =>
        notice.Subject is { } subject
        && (
            subject.StartsWith(EventAnnouncer.SubjectPrefix, StringComparison.Ordinal)
            || subject.StartsWith(EventAnnouncer.CallPrefix, StringComparison.Ordinal)
        );

    /// <summary>Whether it shows something of guests: their events, also forwarded ones.</summary>
    public static bool IsOfGuests(HeldNotice notice) =>
        IsForwarded(notice) || notice.Subject?.StartsWith(SubjectPrefix, StringComparison.Ordinal) == true;

    /// <summary>What waits of the guests' events and is in no chat that can be written to: nobody knows of it.</summary>
    public static IReadOnlyList<HeldNotice> KnownToNobody(Transaction transaction, IReadOnlyList<HeldNotice> waiting)
    {
        var events = waiting.Where(IsForwarded).ToList();
        var known = Outbox.Reaching(transaction, events.SelectMany(notice => new[] { notice.Subject!, SubjectPrefix + notice.Subject }));
        return [.. events.Where(notice => !known.Contains(notice.Subject!) && !known.Contains(SubjectPrefix + notice.Subject))];
    }

    /// <returns>Whether anything was passed on.</returns>
    public bool Forward(Transaction transaction, Chat refusing, IReadOnlyList<HeldNotice> waiting)
    {
        var isNews = false;
        var destinations = ManagerAlerts.Destinations(transaction).Where(to => to.ChatId != refusing.Id).ToList();
        foreach (var notice in waiting.Where(IsForwarded))
        {
            var subject = SubjectPrefix + notice.Subject;
            var having = Outbox
                .BySubject(transaction, notice.Subject!)
                .Concat(Outbox.BySubject(transaction, subject))
                .Select(shown => shown.ChatId)
                .ToHashSet();
            var lacking = destinations.Where(to => !having.Contains(to.ChatId)).ToList();
            isNews |= lacking.Count > 0;
            if (CallOf(transaction, notice.Subject!) is { } call)
            {
                var silent = IsHeard(transaction, refusing, call);
                calls.Add(transaction, call, lacking, CallNoticeKinds.Forwarded, silent, refusing.Title);
                continue;
            }
            foreach (var to in lacking)
            {
                var text = Text(transaction, to, refusing, notice);
                outbox.Add(transaction, new NewNotice(to, notice.Urgency, text) { Subject = subject, Silent = true });
            }
        }
        return isNews;
    }

    private static Call? CallOf(Transaction transaction, string subject) =>
        subject.StartsWith(EventAnnouncer.CallPrefix, StringComparison.Ordinal)
        && long.TryParse(subject.AsSpan(EventAnnouncer.CallPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? CallStore.Find(transaction, id)
            : null;

    // Where another chat is rung, the managers only need to have it.
    private bool IsHeard(Transaction transaction, Chat refusing, Call call)
    {
        var audience = audiences.For(transaction, call.Server, call.Code, call.Table);
        return CallNoticeStore
            .OfCall(transaction, call.Id)
            .Select(notice => notice.ChatId)
            .Concat(call.SharedAt is null || audience.Unclaimed ? [] : audience.To.Select(one => one.ChatId))
            .Any(chat => chat != refusing.Id && ChatStore.Find(transaction, chat) is { RefusedAt: null });
    }

    private string Text(Transaction transaction, Destination to, Chat refusing, HeldNotice notice)
    {
        var language = texts.Language(ChatStore.Find(transaction, to.ChatId)?.Language);
        var whole = texts.Html(language, TextKeys.Announce.Forwarded, ("chat", refusing.Title)) + "\n" + notice.Html;
        return TelegramHtml.Problem(whole) is null ? whole : notice.Html;
    }
}
