using System.Security.Cryptography;
using System.Text;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations;

/// <summary>
/// Which start of the machine this is. As long as it is the same, the machine's timestamp tells how long the bridge was
/// off, whatever became of the wall clock meanwhile.
/// </summary>
internal static class MachineStart
{
    private const string BootId = "/proc/sys/kernel/random/boot_id";

    private static readonly long? Current = Read();

    /// <summary>With the heartbeat.</summary>
    public static void Save(Transaction transaction, Clock.Beat beat)
    {
        StateStore.Set(transaction, StateStore.Heartbeat, beat.At);
        if (Current is { } boot)
        {
            StateStore.Set(transaction, StateStore.HeartbeatTicks, beat.Ticks);
            StateStore.Set(transaction, StateStore.HeartbeatBoot, boot);
        }
    }

    /// <summary>The last heartbeat; null where there was none, or the machine was started since.</summary>
    public static Clock.Beat? Load(Transaction transaction) =>
        Current is { } boot && StateStore.Get(transaction, StateStore.HeartbeatBoot) == boot
            && StateStore.Get(transaction, StateStore.Heartbeat) is { } at && StateStore.Get(transaction, StateStore.HeartbeatTicks) is { } ticks
            ? new Clock.Beat(at, ticks)
            : null;

    // Sandboxes hide it, or show it empty: then every start counts as one of the machine.
    private static long? Read()
    {
        try
        {
            var id = File.ReadAllText(BootId).Trim();
            return id.Length == 0 ? null : BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(id + "\n")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }
}
