using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Simulation.BotApi;

/// <summary>Telegram's limits. Sends and edits count together; a refused one doesn't.</summary>
/// <param name="PrivatePerSecond">In one private chat.</param>
/// <param name="PrivateBurst">How many may follow each other at once there after a pause; 1 for none.</param>
/// <param name="GroupPerMinute">In one group, in any 60 s.</param>
/// <param name="BotPerSecond">In all chats, in any second.</param>
public sealed record SendLimits(double PrivatePerSecond, int PrivateBurst, int GroupPerMinute, int BotPerSecond)
{
    /// <summary>No limit at all.</summary>
    public static SendLimits Off { get; } = new(double.PositiveInfinity, 1, int.MaxValue, int.MaxValue);

    /// <summary>To the letter.</summary>
    public static SendLimits Exact { get; } = new(1, 1, 20, 30);
}

/// <summary>Counts sends and edits, exactly. Every call with the world locked.</summary>
internal sealed class SendMeter(TimeProvider time)
{
    private readonly Dictionary<long, Queue<long>> _groups = [];
    private readonly Dictionary<long, long> _privateFreeAt = [];
    private readonly Queue<long> _bot = new();
    private readonly long _start = time.GetTimestamp();

    /// <summary>Counts one, or refuses it with how long to wait.</summary>
    /// <exception cref="ApiException">429.</exception>
    public void Take(TelegramChat chat, SendLimits limits)
    {
        if (limits == SendLimits.Off)
        {
            return;
        }
        var now = time.GetElapsedTime(_start).Ticks;
        var wait = Wait(_bot, now, TimeSpan.TicksPerSecond, limits.BotPerSecond);
        var interval = limits.PrivatePerSecond == double.PositiveInfinity ? 0 : (long)(TimeSpan.TicksPerSecond / limits.PrivatePerSecond);
        var group = _groups.GetValueOrDefault(chat.Id) ?? (_groups[chat.Id] = new Queue<long>());
        if (chat.Type == ChatType.Private)
        {
            wait = Math.Max(wait, _privateFreeAt.GetValueOrDefault(chat.Id, now) - ((limits.PrivateBurst - 1) * interval) - now);
        }
        else
        {
            wait = Math.Max(wait, Wait(group, now, TimeSpan.TicksPerMinute, limits.GroupPerMinute));
        }
        if (wait > 0)
        {
            throw ApiException.TooManyRequests(TimeSpan.FromTicks(wait));
        }
        _bot.Enqueue(now);
        if (chat.Type == ChatType.Private)
        {
            _privateFreeAt[chat.Id] = Math.Max(_privateFreeAt.GetValueOrDefault(chat.Id, now), now) + interval;
        }
        else
        {
            group.Enqueue(now);
        }
    }

    private static long Wait(Queue<long> sent, long now, long window, int most)
    {
        while (sent.TryPeek(out var oldest) && now - oldest >= window)
        {
            sent.Dequeue();
        }
        return sent.Count < most ? 0 : sent.ElementAt(sent.Count - most) + window - now;
    }
}
