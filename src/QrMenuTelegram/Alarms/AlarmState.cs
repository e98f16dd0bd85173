using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Alarms;

/// <summary>What a channel has told, kept over a restart: an outage is told once, however often the bridge is started in it.</summary>
/// <param name="Told">Since when guests waited, as was told and not yet told to be over (steady); null for nothing.</param>
/// <param name="IsFailing">Whether the managers know that the channel fails.</param>
internal readonly record struct AlarmState(Instant? Told, bool IsFailing)
{
    public static AlarmState Load(Transaction transaction, IAlarmChannel channel) =>
        new(
            StateStore.GetInstant(transaction, TellingOf(channel)) is { } since && since > Instant.LongAgo ? since : null,
            StateStore.Get(transaction, FailingOf(channel)) == 1
        );

    public void Save(Transaction transaction, IAlarmChannel channel)
    {
        StateStore.Set(transaction, TellingOf(channel), Told ?? Instant.LongAgo);
        StateStore.Set(transaction, FailingOf(channel), IsFailing ? 1 : 0);
    }

    private static string TellingOf(IAlarmChannel channel) => $"alarm.told:{channel.Name}";

    private static string FailingOf(IAlarmChannel channel) => $"alarm.failing:{channel.Name}";
}
