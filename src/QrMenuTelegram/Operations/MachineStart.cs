using System.Security.Cryptography;
using System.Text;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations;

/// <summary>
/// Which start of the machine this is. As long as it is the same, the machine's timestamp tells how long the bridge was
/// off, whatever became of the wall clock meanwhile.
/// </summary>
/// <param name="boot">Another number at each start of the machine; null where that is not known.</param>
internal sealed class MachineStart(long? boot)
{
    private const string BootId = "/proc/sys/kernel/random/boot_id";

    // Not on every system; sandboxes hide it, or show it empty: then each start of the bridge counts as one of the machine.
    public static MachineStart Current()
    {
        try
        {
            var id = File.ReadAllText(BootId).Trim();
            return new(id.Length == 0 ? null : BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(id + "\n"))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new(null);
        }
    }

    /// <summary>With the heartbeat.</summary>
    /// <returns>The instant of it.</returns>
    public Instant Save(Transaction transaction, Clock clock)
    {
        var beat = clock.Last;
        StateStore.Set(transaction, StateStore.Heartbeat, beat.At);
        if (boot is { } current)
        {
            StateStore.Set(transaction, StateStore.HeartbeatTicks, beat.Ticks);
            StateStore.Set(transaction, StateStore.HeartbeatBoot, current);
        }
        WallOffsetStore.Save(transaction, clock.Offsets);
        return beat.At;
    }

    /// <summary>The last heartbeat; null where there was none, or the machine was started since.</summary>
    public Clock.Beat? Load(Transaction transaction) =>
        boot is { } current
        && StateStore.Get(transaction, StateStore.HeartbeatBoot) == current
        && StateStore.GetInstant(transaction, StateStore.Heartbeat) is { } at
        && StateStore.Get(transaction, StateStore.HeartbeatTicks) is { } ticks
            ? new Clock.Beat(at, ticks)
            : null;
}
