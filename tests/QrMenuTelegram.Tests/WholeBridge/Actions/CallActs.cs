using System.Globalization;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Actions;

/// <summary>Somebody presses take, done or release beneath a call, mostly beneath a new one.</summary>
internal sealed class StaffPress : Act
{
    public override int Weight => 40;

    public override void Do(Simulation run)
    {
        for (var times = run.World.Chance.Between(1, 4); times > 0; times--)
        {
            var shown = CallMessages.All(run);
            if (shown.Count == 0)
            {
                return;
            }
            var (chat, message) = run.World.Chance.OneIn(3)
                ? run.World.Chance.Pick(shown)
                : shown[^run.World.Chance.Between(1, Math.Min(8, shown.Count))];
            run.People.Press(CallMessages.Somebody(run, chat), chat, message, run.World.Chance.Pick(CallMessages.Buttons(message)));
        }
    }
}

/// <summary>Several people press the same at once, each in the chat where he sees it.</summary>
internal sealed class StaffPressTogether : Act
{
    public override int Weight => 16;

    public override void Do(Simulation run)
    {
        var shown = CallMessages.All(run);
        if (shown.Count == 0)
        {
            return;
        }
        var (chat, message) = shown[^run.World.Chance.Between(1, Math.Min(12, shown.Count))];
        var button = run.World.Chance.Pick(CallMessages.Buttons(message));
        run.People.Press(CallMessages.Somebody(run, chat), chat, message, button);
        foreach (
            var (other, same) in shown
                .Where(one => one.Message != message && CallMessages.Buttons(one.Message).Any(its => its.Data == button.Data))
                .ToList()
        )
        {
            run.People.Press(CallMessages.Somebody(run, other), other, same, button);
        }
        run.People.Press(CallMessages.Somebody(run, chat), chat, message, button);
    }
}

/// <summary>A button that the message showed before and shows no more, or one that it never had.</summary>
internal sealed class SomebodyPressesWhatIsNoMore : Act
{
    public override int Weight => 12;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        var (chat, message) = chance.Pick([
            .. run.People.Chats.SelectMany(chat => chat.Messages.Select(message => (chat, message))),
            (run.People.Chats[0], null!),
        ]);
        if (message is null)
        {
            return;
        }
        var forged = new Button(
            "?",
            string.Create(CultureInfo.InvariantCulture, $"claim:{chance.Pick(["t", "d", "r", "x"])}:{chance.Between(0, 40)}")
        );
        var isForged = message.OldButtons.Count == 0 || chance.OneIn(3);

        // Where the bridge does not know the number, it takes a button for one of that message: Telegram lets nobody press what
        // was never there.
        if (!isForged || message.IsNumberKnown)
        {
            run.People.Press(CallMessages.Somebody(run, chat), chat, message, isForged ? forged : chance.Pick([.. message.OldButtons]));
        }
    }
}

/// <summary>What staff type in the course of an evening: their tables, breaks, silence, the board, calls by table.</summary>
internal sealed class StaffType : Act
{
    public override int Weight => 26;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        var chat = chance.Pick(run.People.Chats);
        run.People.Write(CallMessages.Somebody(run, chat), chat, chance.Pick(chat.Topics), Text(run));
    }

    private static string Text(Simulation run)
    {
        var chance = run.World.Chance;
        var first = Guests.FirstOf(chance.Between(0, 1)) + chance.Between(0, 60);
        var tables = string.Create(CultureInfo.InvariantCulture, $"{first}-{first + chance.Between(1, 60)}");
        return chance.Between(0, 19) switch
        {
            0 => "/claim",
            1 or 2 => string.Create(
                CultureInfo.InvariantCulture,
                $"/claim {(run.Guests.Events.Count == 0 ? first : chance.Pick(run.Guests.Events).Table)}"
            ),
            3 or 4 or 5 => $"/take {tables}",
            6 => $"/take @{(chance.OneIn(2) ? "Alpha" : "Beta")} {tables}",
            7 => chance.OneIn(2) ? "/take" : "/take Terrace",
            8 => chance.OneIn(2) ? "/release" : $"/release {tables}",
            9 or 10 => chance.OneIn(3) ? "/pause off" : $"/pause {chance.Between(1, 20)}m",
            11 => $"/mute {chance.Between(1, 15)}m",
            12 => $"/mute {chance.Between(1, 15)}m {tables}",
            13 => $"/mute {chance.Between(1, 15)}m {chance.Pick(["waiter_call", "bill_request,save_order", "cashier"])}",
            14 => $"/mute {chance.Between(1, 15)}m @Beta waiter_call {tables}",
            15 => chance.OneIn(2) ? "/unmute" : "/mute 5m Terrace",
            16 or 17 => "/board",
            18 => chance.OneIn(3) ? "/board off" : "/board",
            _ => "/open",
        };
    }
}

/// <summary>Somebody takes all tables of a restaurant, now and then just before a break, and guests of it call.</summary>
internal sealed class ShiftBegins : Act
{
    public override int Weight => 8;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        var who = chance.Pick([People.Anna, People.Anna, People.Boris]);
        var first = Guests.FirstOf(chance.Between(0, 1));
        run.People.Write(who, run.Telegram.Chats[who.Id], 0, string.Create(CultureInfo.InvariantCulture, $"/take {first}-{first + 98}"));
        if (chance.OneIn(2))
        {
            run.People.Write(who, run.Telegram.Chats[who.Id], 0, $"/pause {chance.Between(1, 20)}m");
        }
        run.Pass(chance.Between(100, 3_000));
        run.Guests.Act(chance.Between(2, 6));
    }
}

/// <summary>One chat, or all that there are, want to hear nothing for a while, and guests call all the same.</summary>
internal sealed class ChatsAreMuted : Act
{
    public override int Weight => 6;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        var chats = run.People.Chats.Where(chat => chat.Kind != ChatKind.Private).ToList();
        foreach (var chat in chance.OneIn(2) ? chats : [chance.Pick(chats)])
        {
            run.People.Write(People.Anna, chat, 0, $"/mute {chance.Between(1, 10)}m{(chance.OneIn(3) ? " waiter_call" : "")}");
        }
        run.Pass(chance.Between(100, 3_000));
        run.Guests.Act(chance.Between(2, 6));
    }
}

/// <summary>Calls come to a group while its board is being edited, which takes long there.</summary>
internal sealed class BoardIsSlow : Act
{
    public override int Weight => 5;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        var group = chance.Pick([.. run.People.Chats.Where(chat => chat.Kind != ChatKind.Private)]);
        run.People.Write(People.Anna, group, 0, "/board");
        group.IsSlow = true;
        for (var left = chance.Between(3, 6); left > 0; left--)
        {
            // By then nothing of the group is under way, but the board is due.
            run.Pass(chance.Between(18_000, 34_000));
            run.Guests.Act();
            run.Guests.PressAgain();
            run.Guests.Act();
        }
    }
}

/// <summary>Messages beneath which a call can be taken, done or released.</summary>
internal static class CallMessages
{
    private const string Prefix = "claim:";

    /// <summary>In the order in which people saw them.</summary>
    public static IReadOnlyList<(ChatPeer Chat, ShownMessage Message)> All(Simulation run) =>
        [
            .. from chat in run.People.Chats
            from message in chat.Messages
            where Buttons(message).Count > 0
            orderby message.At, chat.Id, message.Id
            select (chat, message),
        ];

    public static IReadOnlyList<Button> Buttons(ShownMessage message) =>
        [.. message.Content.Buttons.SelectMany(row => row).Where(button => button.Data.StartsWith(Prefix, StringComparison.Ordinal))];

    /// <summary>Who may be pressing or writing here: whose chat it is, or, in a group, anybody.</summary>
    public static Sender Somebody(Simulation run, ChatPeer chat) =>
        run.People.All.SingleOrDefault(person => person.Id == chat.Id)
        ?? run.World.Chance.Pick([People.Anna, People.Anna, People.Boris, People.Boris, People.Eve]);
}
