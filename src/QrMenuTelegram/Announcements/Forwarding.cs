using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Announcements;

/// <summary>Shows a call to managers as the call that it is.</summary>
/// <returns>False where the subject is no call that there is.</returns>
public delegate bool ForwardCall(Transaction transaction, Chat refusing, string subject, IReadOnlyList<Destination> to);

/// <summary>
/// Passes on to the managers what a chat would not take of the guests' events: silently, since the alert has rung, and
/// an event only to those managers' chats that do not have it yet. The courier packs them into few messages.
/// </summary>
public sealed class Forwarding(Texts texts, Outbox outbox, ForwardCall forwardCall)
{
    private const string SubjectPrefix = "forward:";

    /// <summary>Replies, dialogs, alerts and what was forwarded before are nobody else's business.</summary>
    public static bool IsForwarded(HeldNotice notice) =>
        notice.Subject is { } subject
        && (subject.StartsWith(EventAnnouncer.SubjectPrefix, StringComparison.Ordinal) || subject.StartsWith(EventAnnouncer.CallPrefix, StringComparison.Ordinal));

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
            var having = Outbox.BySubject(transaction, notice.Subject!).Concat(Outbox.BySubject(transaction, subject))
                .Select(shown => shown.ChatId).ToHashSet();
            var lacking = destinations.Where(to => !having.Contains(to.ChatId)).ToList();
            isNews |= lacking.Count > 0;
            if (forwardCall(transaction, refusing, notice.Subject!, lacking))
            {
                continue;
            }
            foreach (var to in lacking)
            {
                outbox.Add(transaction, new NewNotice(to, notice.Urgency, Text(transaction, to, refusing, notice)) { Subject = subject, Silent = true });
            }
        }
        return isNews;
    }

    private string Text(Transaction transaction, Destination to, Chat refusing, HeldNotice notice)
    {
        var language = texts.Language(ChatStore.Find(transaction, to.ChatId)?.Language);
        var whole = texts.Html(language, TextKeys.Announce.Forwarded, ("chat", refusing.Title)) + "\n" + notice.Html;
        return TelegramHtml.Problem(whole) is null ? whole : notice.Html;
    }
}
