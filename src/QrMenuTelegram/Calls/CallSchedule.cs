namespace QrMenuTelegram.Calls;

/// <summary>When the clock has to do with a call: pure. All instants are steady.</summary>
public static class CallSchedule
{
    /// <summary>
    /// Whether the next press at its table is a new call, with a ladder of its own: other guests sit there; nobody holds
    /// it and its ladder is over; or it was opened, released or taken longer ago than <c>Calls__MissedAfter</c>, which
    /// alone counts for what has no ladder.
    /// </summary>
    /// <param name="call">An open one.</param>
    /// <param name="ladder">Its ladder.</param>
    /// <param name="options">Spans.</param>
    /// <param name="at">When the guest presses; steady.</param>
    public static bool IsOver(Call call, Ladder ladder, CallsOptions options, Instant at) =>
        call.GuestsChanged
        || at >= (call.ClaimedAt ?? call.WaitsFrom) + options.MissedAfter
        || (!call.IsClaimed && ladder.Steps.Count > 0 && call.Step >= ladder.Steps.Count);

    /// <summary>When an open call ends by itself: an hour, say, after the last thing that anybody did about it.</summary>
    public static Instant EndsAt(Call call, CallsOptions options) =>
        Instant.Max(Instant.Max(call.PressedAt, call.WaitsFrom), call.ClaimedAt ?? Instant.LongAgo) + options.MissedAfter;

    /// <summary>When the hall's chats get it, where they have not yet.</summary>
    public static Instant? SharedAt(Call call, CallsOptions options) =>
        call.SharedAt is null && !call.IsClaimed ? call.WaitsFrom + options.HallAfter : null;

    /// <summary>When its holder is asked whether it is done; null where that is behind, or nobody holds it.</summary>
    public static Instant? HolderAt(Call call, CallsOptions options) =>
        call.ClaimedAt is { } at && !call.HolderReminded && options.HolderAfter > TimeSpan.Zero ? at + options.HolderAfter : null;

    /// <summary>The next of all these.</summary>
    public static Instant NextDue(Call call, Ladder ladder, CallsOptions options)
    {
        var step = call.IsClaimed ? null : ladder.NextAt(call.WaitsFrom, call.Step);
        return new[] { EndsAt(call, options), SharedAt(call, options), HolderAt(call, options), step }.OfType<Instant>().Min();
    }
}
