namespace QrMenuTelegram.Delivery.Pacing;

/// <summary>
/// What one chat may be sent now. In a group sends and edits share the minute, and a part of it is kept for what is
/// urgent: after a burst of orders the next waiter call goes out at once, while orders are spread and packed. Answers
/// have a share of the minute, and only of what guests leave.
/// </summary>
public sealed class ChatPace
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private const int FewCalls = 3;
    private readonly SlidingWindow _window;
    private readonly SlidingWindow _guests;
    private readonly SlidingWindow _answers;
    private readonly bool _group;

    public ChatPace(long chatId, DeliveryOptions options)
    {
        _group = chatId < 0;
        var (limit, span) = _group
            ? (options.GroupPerMinute, Minute)
            : (1, TimeSpan.FromMilliseconds(Math.Ceiling(1000 / options.PrivatePerSecond)));
        _window = new SlidingWindow(limit, span);
        _guests = new SlidingWindow(limit, span);
        _answers = new SlidingWindow(_group ? Math.Max(1, limit / 2) : limit, span);
    }

    /// <summary>When something this urgent may start; null when that waits for an answer.</summary>
    public Instant? NextAt(Urgency urgency, bool edit, Instant now)
    {
        if (urgency == Urgency.Reply)
        {
            return AnswerAt(now, overdue: false);
        }
        if (!_group)
        {
            return _window.NextAt(now);
        }
        var reserve = Reserve(urgency, edit);
        var at = _window.NextAt(now, reserve);
        return at is { } free && reserve > 0 ? Instant.Max(free, SpreadAt(reserve, now)) : at;
    }

    /// <summary>
    /// When an answer may start. Half of a group's minute stays free, so that a guest finds the room that he would have
    /// found anyhow, and a third of it is the most for answers (half while no guest wants anything). An overdue one needs no
    /// more room than an order, but there are few of those.
    /// </summary>
    public Instant? AnswerAt(Instant now, bool overdue)
    {
        if (!_group)
        {
            return _window.NextAt(now);
        }
        var limit = _window.Limit;
        var share =
            overdue ? limit / 10
            : _guests.Free(now) == limit ? limit / 2
            : limit / 3;
        return
            _window.NextAt(now, overdue ? limit / 4 : limit / 2) is { } room
            && _answers.NextAt(now, _answers.Limit - Math.Max(1, share)) is { } mine
            ? Instant.Max(room, mine)
            : null;
    }

    /// <summary>
    /// When an edit that nothing may wait for may start: half of a group's minute stays free, so that what comes next goes
    /// out as if there were no such edit. A private chat has room for one a second only.
    /// </summary>
    public Instant? PatientAt(Instant now) => _window.NextAt(now, _group ? _window.Limit / 2 : 0);

    /// <summary>
    /// Whether what waits shares messages. A call (or bill) has one of its own, to ring and with a button of its own: in a
    /// group while more is free than the quarter of the minute that is kept for what is pressed, in a private chat while few
    /// wait, since one goes out a second; and it never shares one because orders wait behind it. The rest shares one when
    /// there is more of it than half of what is free.
    /// </summary>
    /// <param name="calls">How many calls and bills wait.</param>
    /// <param name="all">How much waits.</param>
    /// <param name="share">What the bot's own limit leaves this chat now.</param>
    /// <param name="now">Steady.</param>
    public bool Packs(int calls, int all, int share, Instant now)
    {
        var free = _window.Free(now);
        return calls == 0
            ? all > Math.Min(_group ? (free + 1) / 2 : 1, share)
            : all > 1 && (calls > share || (_group ? free <= _window.Limit / 4 : calls > FewCalls));
    }

    public void Begin(bool answer = false)
    {
        _window.Begin();
        KindOf(answer).Begin();
    }

    public void End(Instant now, bool answer = false)
    {
        _window.End(now);
        KindOf(answer).End(now);
    }

    public void Remember(Instant endedAt, bool answer = false)
    {
        _window.Remember(endedAt);
        KindOf(answer).Remember(endedAt);
    }

    /// <summary>The two chats turned out to be one.</summary>
    public void Absorb(ChatPace other)
    {
        _window.Absorb(other._window);
        _guests.Absorb(other._guests);
        _answers.Absorb(other._answers);
    }

    private SlidingWindow KindOf(bool answer) => answer ? _answers : _guests;

    private int Reserve(Urgency urgency, bool edit) =>
        (urgency, edit) switch
        {
            (Urgency.Call, false) => 0,
            (Urgency.Bill, false) => _window.Limit / 8,
            _ => _window.Limit / 4,
        };

    // Once half of the minute is spent, the rest of what is not kept is spread over it. Answers are not counted: they must not slow orders.
    private Instant SpreadAt(int reserve, Instant now)
    {
        var free = _guests.Free(now);
        return free > _window.Limit / 2 || _guests.LatestEnd is not { } last ? now : last + (Minute / Math.Max(1, _window.Limit - reserve));
    }
}
