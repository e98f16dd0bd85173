using System.Globalization;
using System.Text.RegularExpressions;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Simulation.Menu;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>
/// Guests and a manager who never rest: events of ever new tables, commands, and a dialog that is led to its end again
/// and again. Knows what each chat must show of it.
/// </summary>
internal sealed partial class BusyMinute(
    WholeProgram whole,
    Person manager,
    IReadOnlyDictionary<TelegramChat, Func<string, bool>> chats,
    TelegramChat dialogs,
    Random random
)
{
    private static readonly string[] Codes = ["waiter_call", "save_order", "bill_request"];
    private readonly Dictionary<int, int> _pressed = [];

    /// <summary>The code of the event of each table, in the order they happened.</summary>
    public List<string> Happened { get; } = [];

    /// <summary>How many questions were asked; the n-th, from 0, is about a table of the name <c>wn</c>.</summary>
    public int Questions { get; private set; }

    public int Invitations { get; private set; }

    public int Dialogs { get; private set; }

    /// <summary>One thing after the other, until told.</summary>
    public async Task Go(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            switch (random.Next(8))
            {
                case 0:
                    manager.Say(string.Create(CultureInfo.InvariantCulture, $"/why w{Questions++}"));
                    break;
                case 1 when Invitations < 10:
                    manager.Say("/invite manager");
                    Invitations++;
                    break;
                case 2 when Dialogs < 10:
                    manager.Say(dialogs, "/subscribe");
                    Dialogs++;
                    break;
                case 3:
                    Press();
                    break;
                default:
                    Happen();
                    break;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(5, 70)), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Completes when every chat shows all that happened, and no dialog is left half way.</summary>
    public async Task AllShown()
    {
        foreach (var (chat, wants) in chats)
        {
            var missing = Enumerable.Range(0, Happened.Count).Where(table => wants(Happened[table])).ToHashSet();
            await whole.Telegram.WaitFor(
                () =>
                {
                    missing.ExceptWith(Shown(chat).Select(shown => shown.Table));
                    return missing.Count == 0;
                },
                TimeSpan.FromSeconds(40),
                what: $"everything in {chat}"
            );
        }
        await whole.Telegram.WaitFor(
            () => AnswersTo(manager.PrivateChat).Distinct().Count() == Questions,
            what: "an answer to each question"
        );
        await whole.Telegram.WaitFor(
            () =>
            {
                Press();
                return dialogs.FromBot.Count(message => message.EditedAt is not null && message.Buttons.Count == 0) >= Dialogs;
            },
            what: "an end of each dialog"
        );
    }

    /// <summary>The tables whose events a chat shows, in the order it shows them, with their codes.</summary>
    public IReadOnlyList<(int Table, string Code)> Shown(TelegramChat chat) =>
        [
            .. chat
                .FromBot.SelectMany(message => Tables().Matches(message.Text))
                .Select(match => Number(match))
                .Select(table => (table, Happened[table])),
        ];

    /// <summary>The numbers of the questions that were answered, as often as they were.</summary>
    public static IEnumerable<int> AnswersTo(TelegramChat chat) =>
        chat.FromBot.SelectMany(message => Asked().Matches(message.Text)).Select(match => Number(match));

    private void Happen()
    {
        var table = whole.Menu.Table(Happened.Count.ToString(CultureInfo.InvariantCulture));
        var code = Codes[random.Next(Codes.Length)];
        Happened.Add(code);
        _ = code switch
        {
            "waiter_call" => table.CallWaiter(),
            "bill_request" => table.AskForBill(),
            _ => table.SaveOrder(new Dish(1, "Уха", 300)),
        };
    }

    // Forth, back, and off: each press asks for what the message shows then. Of a message that was doubled by a kill only
    // one goes on showing the dialog, and it may be further than its own buttons were pressed.
    private void Press()
    {
        foreach (var message in dialogs.FromBot)
        {
            // Not that of the greeting, which has no way back.
            var (step, data) = (
                message.HasButton("subscribe:x") && message.HasButton("subscribe:role:waiter"),
                _pressed.GetValueOrDefault(message.Id)
            ) switch
            {
                (true, 0) => (1, "subscribe:role:waiter"),
                (false, < 2) when message.HasButton("subscribe:back") => (2, "subscribe:back"),
                (true, 2) => (3, "subscribe:x"),
                _ => default,
            };
            if (data is not null)
            {
                _pressed[message.Id] = step;
                manager.Press(message, data);
            }
        }
    }

    private static int Number(Match match) => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Стол (\d+)$", RegexOptions.Multiline)]
    private static partial Regex Tables();

    [GeneratedRegex(@"Стол w(\d+)\b")]
    private static partial Regex Asked();
}
