using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Actions;

/// <summary>At one of the next boundaries.</summary>
internal sealed class CrashSoon : Act
{
    public override int Weight => 24;

    public override void Do(Simulation run) => run.World.Boundaries.Light(run.World.Chance.Between(0, 12));
}

internal sealed class CrashNow : Act
{
    public override int Weight => 6;

    public override void Do(Simulation run) =>
        run.Kill(run.World.Chance.OneIn(8) ? run.World.Chance.Between(60_000, 900_000) : run.World.Chance.Between(100, 5_000));
}

internal sealed class ServerTroubleBegins : Act
{
    public override int Weight => 14;

    public override void Do(Simulation run)
    {
        var server = run.World.Chance.Pick(run.Servers);
        server.Trouble = (MenuTrouble)run.World.Chance.Between(1, (int)MenuTrouble.Mixed);
        server.Stutters = run.World.Chance.OneIn(2);
        run.World.Say($"{server.Name}: {server.Trouble}");
    }
}

internal sealed class ServerTroubleEnds : Act
{
    public override int Weight => 16;

    public override void Do(Simulation run)
    {
        foreach (var server in run.Servers)
        {
            server.Trouble = MenuTrouble.None;
        }
    }
}

/// <summary>It forgets the hashes that it gave, and sometimes its queue.</summary>
internal sealed class ServerRestarts : Act
{
    public override int Weight => 8;

    public override void Do(Simulation run)
    {
        var server = run.World.Chance.Pick(run.Servers);
        server.UnknownHash = (UnknownHash)run.World.Chance.Between(0, 3);
        server.IncludesCursor = run.World.Chance.OneIn(2);
        if (run.World.Chance.OneIn(2))
        {
            server.ForgetQueue();
        }
        run.World.Say($"{server.Name} restarts: {server.UnknownHash}");
    }
}

internal sealed class TelegramTroubleBegins : Act
{
    public override int Weight => 12;

    public override void Do(Simulation run)
    {
        run.Telegram.Trouble = run.World.Chance.Pick([
            TelegramTrouble.Away,
            TelegramTrouble.Flaky,
            TelegramTrouble.Flaky,
            TelegramTrouble.Flaky,
            TelegramTrouble.Odd,
            TelegramTrouble.Odd,
            TelegramTrouble.Unauthorized,
            TelegramTrouble.RefusesHtml,
        ]);
        run.World.Say($"Telegram: {run.Telegram.Trouble}");
    }
}

internal sealed class TelegramTroubleEnds : Act
{
    public override int Weight => 16;

    public override void Do(Simulation run) => run.Telegram.Trouble = TelegramTrouble.None;
}

internal sealed class LineTroubleBegins : Act
{
    public override int Weight => 12;

    public override void Do(Simulation run)
    {
        var line = run.World.Chance.Pick(run.Lines);
        line.Trouble = (LineTrouble)run.World.Chance.Between(1, (int)LineTrouble.Portal);
        run.World.Say($"{line.Name}: {line.Trouble}");
    }
}

internal sealed class LineTroubleEnds : Act
{
    public override int Weight => 16;

    public override void Do(Simulation run) => run.World.Chance.Pick(run.Lines).Trouble = LineTrouble.None;
}

/// <summary>429 for a chat or for all, from a second to three hours.</summary>
internal sealed class TelegramAsksForPatience : Act
{
    public override int Weight => 8;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        var until =
            run.World.Now
            + (
                chance.OneIn(20) ? chance.Between(600_000, 10_800_000)
                : chance.OneIn(3) ? chance.Between(30_000, 300_000)
                : chance.Between(1_000, 30_000)
            );
        if (chance.OneIn(4))
        {
            run.Telegram.ThrottledUntil = until;
        }
        else
        {
            chance.Pick(run.People.Chats).ThrottledUntil = until;
        }
    }
}

internal sealed class StorageFails : Act
{
    public override int Weight => 6;

    public override void Do(Simulation run) =>
        run.World.Boundaries.Storage = run.World.Chance.OneIn(2) ? StorageTrouble.Full : StorageTrouble.Locked;
}

internal sealed class StorageWorksAgain : Act
{
    public override int Weight => 10;

    public override void Do(Simulation run) => run.World.Boundaries.Storage = StorageTrouble.None;
}
