using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.WholeBridge.Actions;

internal sealed class GuestsAct : Act
{
    public override int Weight => 60;

    public override void Do(Simulation run) => run.Guests.Act(run.World.Chance.Between(1, 6));
}

/// <summary>More than a group may be sent in a minute.</summary>
internal sealed class GuestsRush : Act
{
    public override int Weight => 4;

    public override void Do(Simulation run) => run.Guests.Act(run.World.Chance.Between(20, 120));
}

/// <summary>An element that no reader of ours knows.</summary>
internal sealed class OddEvents : Act
{
    public override int Weight => 4;

    public override void Do(Simulation run) => run.Guests.ActOddly();
}

/// <summary>Somebody waits and presses again, mostly soon.</summary>
internal sealed class GuestPressesAgain : Act
{
    public override int Weight => 18;

    public override void Do(Simulation run)
    {
        for (var left = run.World.Chance.Between(1, 3); left > 0; left--)
        {
            run.Guests.PressAgain();
        }
    }
}

/// <summary>A table calls, nobody marks it, and whoever sits there minutes later calls again.</summary>
internal sealed class TableIsForgotten : Act
{
    public override int Weight => 10;

    public override void Do(Simulation run)
    {
        if (run.Guests.SomeCall() is not { } call)
        {
            return;
        }
        run.Guests.PressAgain(call);
        run.Pass(run.World.Chance.Between(1_000, 400_000));
        if (run.World.Chance.OneIn(2))
        {
            run.Guests.ChangeAt(call);
            run.Pass(run.World.Chance.Between(100, 20_000));
        }
        run.Guests.PressAgain(call);
    }
}

/// <summary>A chat no longer gets what it got, while calls of it are open.</summary>
internal sealed class ChatIsUnsubscribed : Act
{
    public override int Weight => 5;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        run.Guests.Act(chance.Between(1, 4));
        run.Pass(chance.Between(1_000, 60_000));
        var chat = chance.Pick([.. run.People.Chats.Where(chat => chat.Kind != ChatKind.Private)]);
        run.People.Write(People.Anna, chat, chance.Pick(chat.Topics), chance.OneIn(2) ? "/unsubscribe all" : "/mute 10m");
        run.Pass(chance.Between(1_000, 240_000));
        run.Guests.PressAgain();
    }
}

internal sealed class GuestPays : Act
{
    public override int Weight => 8;

    public override void Do(Simulation run) => run.Guests.Pay();
}

/// <summary>Long enough that calls climb their ladder and end by themselves.</summary>
internal sealed class LongTimePasses : Act
{
    public override int Weight => 3;

    public override void Do(Simulation run) => run.PassQuietly(run.World.Chance.Between(20, 70) * 60_000L);
}

internal sealed class TimePasses : Act
{
    public override int Weight => 6;

    public override void Do(Simulation run) =>
        run.Pass(run.World.Chance.OneIn(6) ? run.World.Chance.Between(60_000, 400_000) : run.World.Chance.Between(5_000, 60_000));
}
