namespace QrMenuTelegram.Tests.WholeBridge;

[Trait("Kind", "Simulation")]
public sealed class WholeBridgeTests
{
    [Fact]
    public void Whatever_happens_the_bridge_keeps_its_promises()
    {
        var report = SeedRunner.FromEnvironment().Run();
        report.Failures.ShouldBeEmpty(report.ToString());
        report.Faults.Where(fault => !fault.IsFound).ShouldBeEmpty("the simulation is blind to what it was given on purpose");
    }

    [Theory]
    [InlineData(7)]
    [InlineData(31)]
    [InlineData(52)]
    public void A_seed_plays_the_same_run_each_time(int seed)
    {
        var first = Trace(seed);
        first.Count.ShouldBeGreaterThan(100);
        Trace(seed).ShouldBe(first);
    }

    // But for the folder's name and the frames of stack traces, which the compiler may inline when it likes.
    private static List<string> Trace(int seed)
    {
        var lines = new List<string>();
        using var run = new Simulation(seed, lines.Add);
        run.Run();
        return [.. lines.Where(line => !line.Contains(run.Folder, StringComparison.Ordinal)).Select(line => line.Split("\n   at ")[0])];
    }
}
