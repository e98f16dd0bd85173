namespace QrMenuTelegram.Tests.Support;

/// <summary>Telegram's limits, counted to the letter by the instants at which requests arrive.</summary>
public sealed class TelegramLimits
{
    private readonly Dictionary<long, List<DateTimeOffset>> _chats = [];
    private readonly List<DateTimeOffset> _all = [];

    public int GroupPerMinute { get; set; } = 20;

    public int BotPerSecond { get; set; } = 30;

    /// <summary>Counts a request unless it is one too many.</summary>
    public bool Allows(long chatId, DateTimeOffset at)
    {
        var chat = _chats.TryGetValue(chatId, out var known) ? known : _chats[chatId] = [];
        var (most, span) = chatId < 0 ? (GroupPerMinute, TimeSpan.FromMinutes(1)) : (1, TimeSpan.FromSeconds(1));
        if (Within(chat, at, span) >= most || Within(_all, at, TimeSpan.FromSeconds(1)) >= BotPerSecond)
        {
            return false;
        }
        chat.Add(at);
        _all.Add(at);
        return true;
    }

    private static int Within(List<DateTimeOffset> arrivals, DateTimeOffset at, TimeSpan span)
    {
        var count = 0;
        for (var i = arrivals.Count - 1; i >= 0 && at - arrivals[i] < span; i--)
        {
            count++;
        }
        return count;
    }
}
