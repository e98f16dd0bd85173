namespace QrMenuTelegram.Tests.WholeBridge;

public sealed class WholeBridgeTests
{
    [Fact]
    public void Whatever_happens_the_bridge_keeps_its_promises()
    {
        var report = SeedRunner.FromEnvironment().Run();
        if (report.Unrepeated.Count > 0)
        {
            TestContext.Current.SendDiagnosticMessage("{0}", report);
        }
        report.Failures.ShouldBeEmpty(report.ToString());
    }

    [Fact]
    public void A_seed_plays_the_same_run_each_time()
    {
        List<string>[] traces = [[], []];
        foreach (var trace in traces)
        {
            using var run = new Simulation(7, trace.Add);
            run.Run();
            trace.RemoveAll(line => line.Contains(run.Folder, StringComparison.Ordinal));
        }
        traces[0].Count.ShouldBeGreaterThan(100);
        traces[1].ShouldBe(traces[0]);
    }
}
