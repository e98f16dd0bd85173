using System.Globalization;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Actions;

/// <summary>Anna takes somebody's rights, as manager or as staff; whoever has none keeps none.</summary>
internal sealed class SomebodyIsRemoved : Act
{
    public override int Weight => 9;

    public override void Do(Simulation run)
    {
        var who = run.World.Chance.Pick([People.Boris, People.Boris, People.Eve]).Id;
        Lists.Press(run, run.World.Chance.OneIn(2) ? "managers:remove:" : "staff:R:", who);
        if (run.World.Chance.OneIn(2))
        {
            Lists.Press(run, "staff:R:", who);
        }
    }
}

/// <summary>Anna takes somebody into the staff, who takes tables and calls of them, and now and then has to go again at once.</summary>
internal sealed class SomebodyIsHired : Act
{
    public override int Weight => 16;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        var who = chance.Pick([People.Boris, People.Boris, People.Eve]);
        var chat = run.Telegram.Chats[who.Id];
        Lists.Press(run, "staff:a:", who.Id);
        run.Pass(chance.Between(100, 3_000));
        var first = Guests.FirstOf(chance.Between(0, 1));
        run.People.Write(who, chat, 0, string.Create(CultureInfo.InvariantCulture, $"/take {first}-{first + 98}"));
        run.Pass(chance.Between(100, 3_000));
        run.Guests.Act(chance.Between(3, 9));
        run.Pass(chance.Between(100, 12_000));
        if (chat.Messages.LastOrDefault(message => CallMessages.Buttons(message).Count > 0) is { } message && chance.OneIn(2))
        {
            run.People.Press(who, chat, message, CallMessages.Buttons(message)[0]);
            run.Pass(chance.Between(0, 3_000));
        }
        if (chance.OneIn(2))
        {
            Lists.Press(run, "managers:remove:", who.Id);
            Lists.Press(run, "staff:R:", who.Id);
        }
    }
}

/// <summary>What Anna has of <c>/staff</c> and <c>/managers</c>.</summary>
internal static class Lists
{
    private static readonly string[] Titles = ["Персонал", "Staff", "Менеджеры", "Managers"];

    /// <summary>Presses a button that such a list may have shown; where there is none, asks for one first.</summary>
    public static void Press(Simulation run, string data, long person)
    {
        var chat = run.Telegram.Chats[People.Anna.Id];
        if (List(chat) is null)
        {
            run.People.Write(People.Anna, chat, 0, "/staff");
            run.Pass(5_000);
        }
        if (List(chat) is { } list)
        {
            run.People.Press(People.Anna, chat, list, new Button("?", string.Create(CultureInfo.InvariantCulture, $"{data}{person}")));
        }
    }

    private static ShownMessage? List(ChatPeer chat) =>
        chat.Messages.LastOrDefault(message =>
            Titles.Any(title => message.Content.Text.StartsWith($"<b>{title}</b>", StringComparison.Ordinal))
        );
}
