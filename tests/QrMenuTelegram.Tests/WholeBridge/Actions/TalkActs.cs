using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.WholeBridge.Actions;

/// <summary>
/// Strangers write to the bot, in private and in a group of theirs, far more than it answers, while guests want something.
/// </summary>
internal sealed class StrangersTalk : Act
{
    public override int Weight => 6;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        for (var left = chance.Between(1, 5); left > 0; left--)
        {
            for (var texts = chance.Between(5, 40); texts > 0; texts--)
            {
                var stranger = chance.Pick(People.Strangers);
                var chat = chance.OneIn(4) ? People.TheirGroup : stranger.Id;
                run.People.Write(
                    stranger,
                    run.Telegram.Chats[chat],
                    0,
                    chance.Pick(["/help", "/start", "/start wrong", "/claim", "/status", "/language en", "/nonsense", "hello"])
                );
            }
            run.Guests.Act(chance.Between(0, 2));
            run.Pass(chance.Between(200, 2_000));
        }
    }
}

/// <summary>Somebody of a group types one command after the other, while guests want something.</summary>
internal sealed class MemberTalks : Act
{
    public override int Weight => 6;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        var group = chance.Pick([.. run.People.Chats.Where(chat => chat.Kind != ChatKind.Private)]);
        var who = chance.Pick([People.Anna, People.Anna, People.Boris, People.Eve]);
        for (var left = chance.Between(10, 40); left > 0; left--)
        {
            run.People.Write(who, group, 0, chance.Pick(["/help", "/open", "/open", "/status", "/tables", "/claim", "/test"]));
            if (chance.OneIn(4))
            {
                run.Guests.Act(chance.Between(1, 3));
            }
            run.Pass(chance.Between(300, 2_000));
        }
    }
}
