using QrMenuTelegram.Operations;

namespace QrMenuTelegram.Tests.Operations;

public sealed class SuspendAwareTimeTests
{
    [Fact]
    public void Its_timestamp_goes_forward_at_the_speed_of_the_usual_one()
    {
        var time = SuspendAwareTime.Best;
        var (ours, usual) = (time.GetTimestamp(), TimeProvider.System.GetTimestamp());
        SpinWait.SpinUntil(() => TimeProvider.System.GetElapsedTime(usual) > TimeSpan.FromMilliseconds(50));
        time.GetElapsedTime(ours).TotalMilliseconds.ShouldBeInRange(50, 5000);
    }

    [Fact]
    public void On_linux_it_counts_since_the_machine_was_started()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux has CLOCK_BOOTTIME.");
        }
        var time = SuspendAwareTime.Best;
        time.TimestampFrequency.ShouldBe(1_000_000_000);
        var uptime = double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0]);
        (time.GetTimestamp() / 1e9).ShouldBeInRange(uptime - 5, uptime + 5);
    }
}
