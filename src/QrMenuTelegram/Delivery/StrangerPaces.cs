namespace QrMenuTelegram.Delivery;

/// <summary>
/// What was sent lately to people who have no lane. Somebody who was a stranger a moment ago may be of the staff now, and
/// Telegram counts both.
/// </summary>
internal sealed class StrangerPaces
{
    private static readonly long Minute = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;

    private readonly Dictionary<long, Sent> _sent = [];

    public void Begin(long chatId) => _sent[chatId] = new Sent(null, _sent.GetValueOrDefault(chatId)?.HeldUntil ?? 0);

    /// <param name="chatId">Where.</param>
    /// <param name="now">Steady.</param>
    /// <param name="heldUntil">Telegram asked for patience until then; 0 for not.</param>
    public void End(long chatId, long now, long heldUntil)
    {
        _sent[chatId] = new Sent(now, Math.Max(heldUntil, _sent.GetValueOrDefault(chatId)?.HeldUntil ?? 0));
        foreach (var (old, _) in _sent.Where(pair => pair.Value.IsPast(now)).ToList())
        {
            _sent.Remove(old);
        }
    }

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
    /// <param name="HeldUntil">Steady; 0 for not.</param>
    private sealed record Sent(long? EndedAt, long HeldUntil)
    {
        public bool IsPast(long now) => EndedAt < now - Minute && HeldUntil <= now;
    }
}
