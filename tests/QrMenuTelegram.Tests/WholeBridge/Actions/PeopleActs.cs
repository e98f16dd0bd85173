using System.Globalization;
using System.Text.RegularExpressions;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Actions;

/// <summary>A command with words that make sense, mostly.</summary>
internal sealed class SomebodyTypes : Act
{
    public override int Weight => 30;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        var chat = chance.Pick(run.People.Chats);
        var from = chance.OneIn(5) ? chance.Pick(run.People.All) : People.Anna;
        if (chat.Kind == ChatKind.Private)
        {
            from = run.People.All.Single(person => person.Id == chat.Id);
        }
        run.People.Write(from, chat, chance.Pick(chat.Topics), Text(chance));
    }

    private static string Text(Chance chance)
    {
        var first = Guests.FirstOf(chance.Between(0, 1)) + chance.Between(0, 80);
        var tables = string.Create(CultureInfo.InvariantCulture, $"{first}-{first + chance.Between(1, 60)}");
        return chance.Between(0, 17) switch
        {
            0 or 1 => $"/subscribe {Role(chance)}",
            2 or 3 => $"/subscribe {Role(chance)} {tables}",
            4 => $"/subscribe waiter_call,save_order @{(chance.OneIn(2) ? "Alpha" : "Beta")} {tables}",
            5 => $"/subscribe {Role(chance)} {Hall(chance)}",
            6 or 7 => "/subscribe",
            8 => "/unsubscribe",
            9 => chance.OneIn(3) ? "/unsubscribe all" : $"/unsubscribe {chance.Between(1, 12)}",
            10 or 11 => $"/hall {Hall(chance)} {tables}",
            12 => $"/hall {Hall(chance)} -",
            13 => "/test",
            14 => "/language " + (chance.OneIn(2) ? "en" : "ru"),
            15 => chance.Pick([
                "/halls",
                "/tables",
                "/subscriptions",
                "/status",
                "/board",
                "/open",
                "/report",
                "/help",
                "/start",
                "/managers",
                "/invite",
            ]),
            16 => chance.OneIn(2) ? $"/why {first}" : $"/claim {first}",
            _ => chance.Pick(["hello", "/", "/subscribe nonsense <b>", "/hall", "/test nothing", "/language xx", "/start wrong"]),
        };
    }

    private static string Role(Chance chance) => chance.Pick(["waiter", "kitchen", "cashier", "manager"]);

    private static string Hall(Chance chance) => chance.Pick(["Terrace", "Bar", "Roof"]);
}

internal sealed class SomebodyProbes : Act
{
    public override int Weight => 15;

    public override void Do(Simulation run)
    {
        var chat = run.World.Chance.Pick([.. run.People.Chats.Where(chat => chat.Kind != ChatKind.Private || chat.Id == People.Anna.Id)]);
        run.People.WriteProbe(chat, run.World.Chance.Pick(chat.Topics));
    }
}

/// <summary>Any button of any message that is still there, of the old ones too; sometimes twice, sometimes by a stranger.</summary>
internal sealed class SomebodyPresses : Act
{
    public override int Weight => 30;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        IReadOnlyList<(ChatPeer Chat, ShownMessage Message)> buttons =
        [
            .. from chat in run.People.Chats from message in chat.Messages where Pressable(message).Count > 0 select (chat, message),
        ];
        if (buttons.Count == 0)
        {
            return;
        }
        var (place, pressed) = chance.OneIn(2) ? buttons[^1] : chance.Pick(buttons);
        for (var times = chance.Between(1, 3); times > 0; times--)
        {
            var who = chance.OneIn(6) ? chance.Pick(run.People.All) : People.Anna;
            run.People.Press(who, place, pressed, chance.Pick(Pressable(pressed)));
        }
    }

    private static IReadOnlyList<Button> Pressable(ShownMessage message) =>
        [.. message.Content.Buttons.SelectMany(row => row).Where(button => button.Data.Length > 0)];
}

/// <summary>Boris opens the newest link that Anna has.</summary>
internal sealed partial class SomebodyIsInvited : Act
{
    public override int Weight => 6;

    public override void Do(Simulation run)
    {
        var link = run
            .Telegram.Chats[People.Anna.Id]
            .Messages.Select(message => Link().Match(message.Content.Text))
            .LastOrDefault(match => match.Success);
        if (link is null)
        {
            run.People.Write(
                People.Anna,
                run.Telegram.Chats[People.Anna.Id],
                0,
                run.World.Chance.OneIn(2) ? "/invite manager" : "/invite waiter"
            );
        }
        else
        {
            run.People.Write(People.Boris, run.Telegram.Chats[People.Boris.Id], 0, "/start " + link.Groups["code"].Value);
        }
    }

    [GeneratedRegex(@"\?start=(?<code>[A-Za-z0-9_-]+)")]
    private static partial Regex Link();
}
