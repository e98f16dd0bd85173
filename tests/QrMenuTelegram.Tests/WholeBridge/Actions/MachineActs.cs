namespace QrMenuTelegram.Tests.WholeBridge.Actions;

/// <summary>The wall clock is set, by minutes or hours, either way.</summary>
internal sealed class WallClockJumps : Act
{
    public override int Weight => 6;

    public override void Do(Simulation run)
    {
        var by = TimeSpan.FromSeconds(
            run.World.Chance.Between(1, run.World.Chance.OneIn(2) ? 200 : 20_000) * (run.World.Chance.OneIn(2) ? 1 : -1)
        );
        run.World.Time.Jump(by);
        run.World.Say($"the wall clock jumps by {by}");
    }
}

/// <summary>The machine is suspended: time passes, and nobody but the others does anything.</summary>
internal sealed class MachineSleeps : Act
{
    public override int Weight => 3;

    public override void Do(Simulation run)
    {
        var seconds = run.World.Chance.Between(5, 3600);
        run.World.Say($"the machine sleeps for {seconds} s");
        run.World.Advance(run.World.Now + (seconds * 1000L));
        run.WokeAt = run.World.Now;
        foreach (var server in run.Servers)
        {
            server.GoodSince = null;
        }
    }
}

/// <summary>The bridge is stopped as by SIGTERM: it waits for what is under way, and records it.</summary>
internal sealed class BridgeIsStopped : Act
{
    public override int Weight => 6;

    public override void Do(Simulation run) => run.Stop(run.World.Chance.Between(100, 20_000));
}
