namespace QrMenuTelegram.Delivery.Pacing;

/// <summary>
/// What one chat may be sent now. In a group sends and edits share the minute, and a part of it is kept for what is
/// urgent: after a burst of orders the next waiter call goes out at once, while orders are spread and packed.
/// </summary>
public sealed class ChatPace
{
    private const long Minute = 60_000;
    private readonly SlidingWindow _window;
    private readonly bool _group;

    public ChatPace(long chatId, DeliveryOptions options)
    {
        _group = chatId < 0;
        _window = _group
            ? new SlidingWindow(options.GroupPerMinute, Minute)
            : new SlidingWindow(1, (long)Math.Ceiling(1000 / options.PrivatePerSecond));
    }

    /// <summary>When something this urgent may start; null when that waits for an answer.</summary>
    public long? NextAt(Urgency urgency, bool edit, long now)
    {
        if (!_group)
        {
            return _window.NextAt(now);
        }
        var reserve = Reserve(urgency, edit);
        var at = _window.NextAt(now, reserve);
        return at is { } free && reserve > 0 ? Math.Max(free, SpreadAt(reserve, now)) : at;
    }

    /// <summary>
    /// When an edit that nothing may wait for may start: half of a group's minute stays free, so that what comes next goes
    /// out as if there were no such edit. A private chat has room for one a second only.
    /// </summary>
    public long? PatientAt(long now) => _window.NextAt(now, _group ? _window.Limit / 2 : 0);

    /// <summary>How many messages of their own may go out before what waits is packed instead.</summary>
    public int Separate(long now) => _group ? (_window.Free(now) + 1) / 2 : 1;

    public void Begin() => _window.Begin();

    public void End(long now) => _window.End(now);

    public void Remember(long endedAt) => _window.Remember(endedAt);

    /// <summary>The two chats turned out to be one.</summary>
    public void Absorb(ChatPace other) => _window.Absorb(other._window);

    private int Reserve(Urgency urgency, bool edit) => (urgency, edit) switch
    {
        (Urgency.Call, false) => 0,
        (Urgency.Reply or Urgency.Bill, false) => _window.Limit / 8,
        _ => _window.Limit / 4,
    };

    // Once half of the minute is spent, the rest of what is not kept is spread over it.
    private long SpreadAt(int reserve, long now)
    {
        var free = _window.Free(now);
        return free > _window.Limit / 2 || _window.LatestEnd is not { } last ? now : last + (Minute / Math.Max(1, _window.Limit - reserve));
    }
}
