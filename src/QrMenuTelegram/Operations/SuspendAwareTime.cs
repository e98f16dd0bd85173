using System.Runtime.InteropServices;

namespace QrMenuTelegram.Operations;

/// <summary>
/// The system's time with a timestamp that also counts while the machine sleeps: Linux's <c>CLOCK_BOOTTIME</c>. The
/// usual timestamp stands still then, and after an hour's sleep the bridge would take events and cursors for fresh.
/// </summary>
internal sealed partial class SuspendAwareTime : TimeProvider
{
    private const int BootTime = 7;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private SuspendAwareTime() { }

    /// <summary>The machine's time; where it is no Linux, or a sandbox refuses this clock, with the usual timestamp.</summary>
    public static TimeProvider Best { get; } =
        OperatingSystem.IsLinux() && Environment.Is64BitProcess && ReadClock(BootTime, out _) == 0 ? new SuspendAwareTime() : System;

    public override long TimestampFrequency => NanosecondsPerSecond;

    public override long GetTimestamp() =>
        ReadClock(BootTime, out var time) == 0
            ? time.Seconds * NanosecondsPerSecond + time.Nanoseconds
            : throw new InvalidOperationException("clock_gettime(CLOCK_BOOTTIME) failed.");

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
