using QrMenuTelegram.Events;

namespace QrMenuTelegram.QrMenu;

/// <summary>The newest event that the server showed us.</summary>
/// <param name="Hash">As sent back to ask for what came after it.</param>
/// <param name="ReceivedAt">When we first had it; steady.</param>
public sealed record Cursor(string Hash, Instant ReceivedAt);

/// <summary>
/// What to ask a server for: pure. A cursor is a saving, never a truth: nobody knows what a server does with one that
/// it no longer holds, and one that answers nothing for ever looks like a quiet evening.
/// </summary>
public static class PollPlan
{
    /// <summary>A server that silently forgot the cursor delays an event by this at the most.</summary>
    public static readonly TimeSpan LongestWithoutFullLook = TimeSpan.FromSeconds(15);

    /// <summary>The hash to ask with; null asks with <c>none</c>, for the whole queue.</summary>
    /// <param name="cursor">Null before the first event, and where the server does not show it any more.</param>
    /// <param name="lastFullLookAt">When the last successful one was asked for; null before the first.</param>
    /// <param name="lastFailed">Whether the last poll failed, whatever the reason.</param>
    /// <param name="window">How long the server keeps events.</param>
    /// <param name="interval">Between two polls: a full look that would be overdue at the next is due now.</param>
    public static string? Ask(Cursor? cursor, Instant? lastFullLookAt, bool lastFailed, Instant now, TimeSpan window, TimeSpan interval)
    {
        if (cursor is null || lastFailed || lastFullLookAt is not { } lookedAt)
        {
            return null;
        }
        var old = now - cursor.ReceivedAt >= window;
        var overdue = now - lookedAt + interval > LongestWithoutFullLook;
        return old || overdue ? null : cursor.Hash;
    }

    /// <summary>The cursor after a successful answer whose events are all known by now.</summary>
    /// <param name="before">The one before it.</param>
    /// <param name="events">The answer, in the server's order.</param>
    /// <param name="full">Whether the whole queue was asked for: what is not in it, the server does not hold.</param>
    /// <param name="known">Tells when an event was first received.</param>
    public static Cursor? After(Cursor? before, IReadOnlyList<MenuEvent> events, bool full, KnownEvents known, Instant now)
    {
        for (var i = events.Count - 1; i >= 0; i--)
        {
            if (EventHash.IsCursor(events[i].Hash))
            {
                return new Cursor(events[i].Hash, known.Find(EventKey.From(events[i]), now)?.ReceivedAt ?? now);
            }
        }
        return full ? null : before;
    }
}
