using QrMenuTelegram.Delivery.Pacing;

namespace QrMenuTelegram.Delivery;

/// <summary>What the courier counts.</summary>
internal sealed class CourierTally
{
    private readonly Lock _lock = new();
    private CourierStatus _status = new(null, null, Instant.LongAgo, null, 0, 0, 0, 0, 0, 0);

    public int InDoubt { get; set; }

    public void Add(Func<CourierStatus, CourierStatus> count)
    {
        lock (_lock)
        {
            _status = count(_status);
        }
    }

    public CourierStatus Status(BotPace bot)
    {
        lock (_lock)
        {
            return _status with
            {
                UnauthorizedSince = bot.UnauthorizedSince,
                AwaySince = bot.AwaySince,
                ParkedUntil = bot.ParkedUntil,
                InDoubt = InDoubt,
            };
        }
    }
}
