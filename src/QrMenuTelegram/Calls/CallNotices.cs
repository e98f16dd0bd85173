using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>What every chat should show of a call, each in its own language.</summary>
public sealed class CallNotices(CallTexts callTexts, Texts texts, Outbox outbox)
{
    /// <summary>What the notices of a call are about.</summary>
    public static string Subject(long callId) => EventAnnouncer.CallPrefix + callId;

    /// <summary>Adds a notice for each destination.</summary>
    /// <param name="transaction">The one that is the reason for it.</param>
    /// <param name="call">As it is now.</param>
    /// <param name="to">Where.</param>
    /// <param name="kind">One of <see cref="CallNoticeKinds"/>.</param>
    /// <param name="silent">Whether it arrives without a sound.</param>
    /// <param name="refusedBy">The chat that would not take it, for what is forwarded; null otherwise.</param>
    /// <param name="dueAt">When they should have had it, steady; null for now.</param>
    public void Add(
        Transaction transaction,
        Call call,
        IEnumerable<Destination> to,
        string kind,
        bool silent = false,
        string? refusedBy = null,
        Instant? dueAt = null
    )
    {
        var rendered = new Dictionary<CallView, string>();
        foreach (var destination in to)
        {
            var language = LanguageOf(transaction, destination.ChatId);
            var html = Html(transaction, rendered, call, new CallView(language, kind, refusedBy, destination.ChatId == call.ClaimedBy));
            var notice = new NewNotice(destination, EventAnnouncer.UrgencyOf(call.Code) ?? Urgency.Call, html)
            {
                Buttons = callTexts.Buttons(transaction, language, call, kind),
                Subject = Subject(call.Id),
                Silent = silent,
                DueAt = dueAt,
            };
            CallNoticeStore.Add(transaction, outbox.Add(transaction, notice), call.Id, kind, refusedBy);
        }
    }

    /// <summary>Adds one notice that shows many calls.</summary>
    public void AddSummary(Transaction transaction, IReadOnlyList<Call> calls, Destination to)
    {
        var language = LanguageOf(transaction, to.ChatId);
        var id = outbox.Add(
            transaction,
            new NewNotice(to, Urgency.Call, callTexts.Summary(transaction, language, calls))
            {
                Buttons = callTexts.SummaryButtons(transaction, language, calls),
            }
        );
        foreach (var call in calls)
        {
            CallNoticeStore.Add(transaction, id, call.Id, CallNoticeKinds.Summary);
        }
    }

    /// <summary>
    /// Every notice of the call shows it as it is now. A reminder that no chat has seen yet is taken back once nobody need go
    /// any more.
    /// </summary>
    public void Refresh(Transaction transaction, Call call)
    {
        var rendered = new Dictionary<CallView, string>();
        foreach (var notice in CallNoticeStore.OfCall(transaction, call.Id))
        {
            var language = LanguageOf(transaction, notice.ChatId);
            if (notice.Kind == CallNoticeKinds.Summary)
            {
                var calls = CallsOf(transaction, notice.NoticeId);
                if (notice.Waits && calls.TrueForAll(one => IsStale(notice, one)) && outbox.Withdraw(transaction, notice.NoticeId))
                {
                    continue;
                }
                outbox.Change(
                    transaction,
                    notice.NoticeId,
                    callTexts.Summary(transaction, language, calls),
                    callTexts.SummaryButtons(transaction, language, calls)
                );
            }
            else if (!notice.Waits || !IsStale(notice, call) || !outbox.Withdraw(transaction, notice.NoticeId))
            {
                var html = Html(
                    transaction,
                    rendered,
                    call,
                    new CallView(language, notice.Kind, notice.RefusedBy, notice.ChatId == call.ClaimedBy)
                );
                outbox.Change(transaction, notice.NoticeId, html, callTexts.Buttons(transaction, language, call, notice.Kind));
            }
        }
    }

    /// <summary>
    /// These were on their way and were not shown after all: a reminder that nobody needs any more, since somebody took the
    /// call meanwhile, is not tried again.
    /// </summary>
    public void TakeBackStale(Transaction transaction, IReadOnlyList<long> noticeIds)
    {
        foreach (var id in noticeIds)
        {
            if (CallNoticeStore.Find(transaction, id) is { } notice && CallsOf(transaction, id).TrueForAll(call => IsStale(notice, call)))
            {
                outbox.Withdraw(transaction, id);
            }
        }
    }

    private static List<Call> CallsOf(Transaction transaction, long noticeId) =>
        [.. CallNoticeStore.CallsOf(transaction, noticeId).Select(id => CallStore.Find(transaction, id)).OfType<Call>()];

    private string Html(Transaction transaction, Dictionary<CallView, string> rendered, Call call, CallView view)
    {
        if (!rendered.TryGetValue(view, out var html))
        {
            rendered[view] = html = callTexts.Html(transaction, call, view);
        }
        return html;
    }

    // A summary may be of calls whose holders are to be asked: of those that were taken when it was made.
    private static bool IsStale(CallNotice notice, Call call) =>
        notice.Kind switch
        {
            CallNoticeKinds.Reminder or CallNoticeKinds.Managers => call.IsClaimed || !call.IsOpen,
            CallNoticeKinds.Holder => !call.IsClaimed || !call.IsOpen,
            CallNoticeKinds.Summary => !call.IsOpen || call.ClaimedAt >= notice.CreatedAt,
            _ => false,
        };

    private string LanguageOf(Transaction transaction, long chat) => texts.Language(ChatStore.Find(transaction, chat)?.Language);
}
