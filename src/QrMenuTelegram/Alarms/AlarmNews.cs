namespace QrMenuTelegram.Alarms;

/// <summary>What an alarm's channel is to tell.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Since">When the oldest of these calls was made; steady.</param>
/// <param name="Until">Until when they had waited at least: now, or, where it is over, when it ended; steady.</param>
/// <param name="Calls">What waits unseen, oldest first; empty unless it is <see cref="AlarmKind.Raised"/>.</param>
public sealed record AlarmNews(AlarmKind Kind, Instant Since, Instant Until, IReadOnlyList<UnseenCall> Calls);

public enum AlarmKind
{
    /// <summary>Guests wait, and nobody sees it.</summary>
    Raised,

    /// <summary>What waits is seen again.</summary>
    Over,

    /// <summary>Somebody tries whether the alarm would arrive.</summary>
    Test,
}
