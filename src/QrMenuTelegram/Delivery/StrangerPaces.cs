namespace QrMenuTelegram.Delivery;

/// <summary>
/// What was sent lately to people who have no lane. Somebody who was a stranger a moment ago may be of the staff now, and
/// Telegram counts both.
/// </summary>
internal sealed class StrangerPaces
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Dictionary<long, Sent> _sent = [];

    public void Begin(long chatId) => _sent[chatId] = new Sent(null, _sent.GetValueOrDefault(chatId)?.HeldUntil ?? Instant.LongAgo);

    /// <param name="chatId">Where.</param>
    /// <param name="now">Steady.</param>
    /// <param name="heldUntil">Telegram asked for patience until then; long ago for not.</param>
    public void End(long chatId, Instant now, Instant heldUntil)
    {
        _sent[chatId] = new Sent(now, Instant.Max(heldUntil, _sent.GetValueOrDefault(chatId)?.HeldUntil ?? Instant.LongAgo));
        foreach (var (old, _) in _sent.Where(pair => pair.Value.IsPast(now)).ToList())
        {
            _sent.Remove(old);
        }
    }

    /// <summary>Telegram asked for patience before the start.</summary>
    public void Hold(long chatId, Instant until) => _sent[chatId] = new Sent(Instant.LongAgo, until);

    /// <summary>From now on this lane counts it.</summary>
    public void HandOver(Lane lane)
    {
        if (!_sent.Remove(lane.ChatId, out var sent))
        {
            return;
        }
        lane.PatienceUntil = sent.HeldUntil;
        if (sent.EndedAt is { } endedAt)
        {
            lane.Pace.Remember(endedAt, answer: true);
        }
        else
        {
            lane.Pace.Begin(answer: true);
        }
    }

    /// <param name="EndedAt">Steady; null while it is under way.</param>
    /// <param name="HeldUntil">Steady; long ago for not.</param>
    private sealed record Sent(Instant? EndedAt, Instant HeldUntil)
    {
        public bool IsPast(Instant now) => EndedAt < now - Minute && HeldUntil <= now;
    }
}
