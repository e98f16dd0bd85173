using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Simulation.Menu;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>Each command in its forms, each event and the buttons beneath the answers, by the program as it is shipped.</summary>
[Trait("Kind", "Process")]
public sealed class CommandTests
{
    private static readonly string[] Cards = ["🍽 Новый заказ", "🔔 Зовут официанта", "➕ Дозаказ", "💳 Оплата онлайн", "🧾 Просят счёт"];

    // What is said, and what the answer holds. A chat each; what stands above prepares what stands below it.
    private static readonly (string Said, string Answer)[][] InGroups =
    [
        [
            ("/open", "Ждут: 2"),
            ("/board", "вызов официанта"),
            ("/claim", "6"),
            ("/claim 6", "Стол 6: принято"),
            ("/test", "🧪 проверка"),
            ("/board off", "/board"),
        ],
        [
            ("/subscribe kitchen 1-20", "кухня · столы 1-20"),
            ("/subscribe waiter_call,bill_request 5", "вызов официанта, просьба о счёте · стол 5"),
            ("/subscriptions", "№2 кухня"),
            ("/mute 30m", "🔕 До"),
            ("/unmute", "🔔 Сюда снова приходит всё"),
            ("/unsubscribe 2", "№2 кухня"),
            ("/unsubscribe all", "№3"),
        ],
        [
            ("/hall Терраса 1-5 7", "✅ Зал «Терраса»: 1-5, 7"),
            ("/halls", "Терраса: 1-5, 7"),
            ("/subscribe manager Терраса", "менеджеры · зал «Терраса»"),
            ("/mute 1h waiter_call Терраса", "вызов официанта · зал «Терраса»"),
            ("/tables", "Столы, которые уже встречались (1)"),
            ("/why 6", "официанты · все столы"),
            ("/why 6 waiter_call", "официанты · все столы"),
            ("/hall Терраса -", "нужен подпискам"),
        ],
        [
            ("/subscribe", "?"),
            ("/unsubscribe", "нет подписок"),
            ("/take", "/take 5-8"),
            ("/staff", "в личной переписке"),
            ("/staff add", "/invite waiter"),
        ],
        [
            ("/language en", "English"),
            ("/help", "The restaurant"),
            ("/start", "Who is this group for?"),
            ("/report", "📊 Report"),
            ("/report yesterday", "no calls"),
            ("/report week", "📊 Report"),
            ("/report 24.11", "24 Nov"),
            ("/report at 23:30", "daily at 23:30"),
            ("/report at", "daily at 23:30"),
            ("/report at off", "no longer"),
            ("/export week", "in private"),
        ],
        [.. MenuSamples.Codes.Zip(Cards, (code, card) => ("/test " + code, card))],
    ];

    private static readonly (string Said, string Answer)[] InPrivate =
    [
        ("/help", "/help — эта справка"),
        ("/take 6", "✅ Ваши столы — 6"),
        ("/pause 30m", "⏸ Пауза"),
        ("/release all", "✅ Столы отпущены — 6"),
        ("/me", "ваши вызовы"),
        ("/staff", "Персонал"),
        ("/invite", "Кого пригласить?"),
        ("/invite manager", "новому менеджеру"),
        ("/invite waiter", "сотруднику"),
        ("/managers", "Анна — это вы"),
        ("/status", "✅ Terrace"),
        ("/report month", "📊 Отчёт"),
        ("/export", "Вызовы:"),
        ("/backup", "езервная копия"),
        ("/subsribe", "Может быть, /subscribe?"),
    ];

    [Fact]
    public async Task Every_command_is_answered_and_every_button_and_nothing_fails()
    {
        await using var whole = await WholeProgram.Start();

        // Answers have a share of a group's minute only: here is more to answer than that.
        whole.Telegram.Limits = new SendLimits(1000, 1, 6000, 1000);
        whole.Variables["Delivery__GroupPerMinute"] = "6000";
        whole.Variables["Delivery__PrivatePerSecond"] = "1000";
        whole.Variables["Delivery__BotPerSecond"] = "1000";
        await using var bridge = whole.Run();
        var manager = await whole.BecomeManager(bridge);
        var groups = InGroups.Select((_, n) => whole.Telegram.World.AddGroup($"Группа {n + 1}").AddBot(manager)).ToList();
        await Say(manager, groups[0], [("/subscribe waiter", "официанты · все столы")]);
        foreach (var (code, card) in MenuSamples.Codes.Zip(Cards))
        {
            whole.Menu.AddSample(code);
            await groups[0].WaitForMessage(message => message.Text.Contains("Стол 6\n" + card, StringComparison.Ordinal));
        }

        await Task.WhenAll([
            .. groups.Zip(InGroups, (group, talk) => Say(manager, group, talk)),
            Say(manager, manager.PrivateChat, InPrivate),
        ]);
        await PressEverything(manager, [.. groups, manager.PrivateChat]);

        await whole.Telegram.WaitFor(() => whole.Telegram.MenuFor(manager.PrivateChat, manager).Count > 20, what: "the manager's menu");
        whole
            .Telegram.MenuFor(manager.PrivateChat, manager)
            .Select(command => "/" + command.Command)
            .ShouldBeSubsetOf(InGroups.SelectMany(talk => talk).Concat(InPrivate).Select(line => line.Said.Split(' ')[0]));
        await whole.Telegram.WaitFor(() => whole.Telegram.Pictures.Count == 1, what: "the bot's picture");
        (await bridge.Stop()).Code.ShouldBe(0);
        bridge.Output.ShouldNotContain(" error ");
    }

    private static async Task Say(Person manager, TelegramChat chat, (string Said, string Answer)[] talk)
    {
        foreach (var (text, answer) in talk)
        {
            var said = manager.Say(chat, text);
            await chat.WaitForMessage(message => message.Id > said.Id && message.Text.Contains(answer, StringComparison.Ordinal));
        }
    }

    // Pressed buttons show others, and those again others, without an end: three rounds.
    private static async Task PressEverything(Person manager, IReadOnlyList<TelegramChat> chats)
    {
        var pressed = new HashSet<(ShownMessage, string)>();
        for (var round = 0; round < 3; round++)
        {
            var presses =
                from chat in chats
                from message in chat.FromBot
                from button in message.Buttons.SelectMany(row => row)
                where button.Data is not null && pressed.Add((message, button.Data))
                select manager.PressData(message, button.Data!).Answer;
            await Task.WhenAll(presses.ToList()).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            await Say(manager, manager.PrivateChat, [("/status", "✅ Terrace")]);
        }
        pressed.Count.ShouldBeGreaterThan(10);
    }
}
