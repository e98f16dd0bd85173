namespace QrMenuTelegram.Alarms;

/// <summary>A way to somebody who can do something, past Telegram.</summary>
public interface IAlarmChannel
{
    /// <summary>As the log calls it, and the variables begin: <c>Alarm__Mail</c>.</summary>
    string Name { get; }

    /// <summary>Sends once, within half a minute.</summary>
    /// <exception cref="OperationCanceledException">By <paramref name="cancel"/> and nothing else.</exception>
    Task<AlarmOutcome> Send(AlarmNews news, CancellationToken cancel);
}

/// <summary>What became of one sending.</summary>
public abstract record AlarmOutcome
{
    private AlarmOutcome() { }

    /// <param name="Note">What is odd although it went; null for nothing.</param>
    public sealed record Sent(string? Note = null) : AlarmOutcome;

    /// <param name="Why">At which stage and for which reason, for a technician; holds no secret.</param>
    public sealed record Failed(string Why) : AlarmOutcome;
}
