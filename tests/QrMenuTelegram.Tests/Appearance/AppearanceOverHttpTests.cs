using QrMenuTelegram.Appearance;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Tests.Appearance;

/// <summary>What people's apps show, at a Bot API server over real HTTP, time advanced by the test.</summary>
public sealed class AppearanceOverHttpTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly UpdateRig _rig = new("1, 2");
    private SimulatedTelegram _telegram = null!;
    private TelegramGateway _gateway = null!;
    private Person _anna = null!;
    private Person _boris = null!;
    private Person _guest = null!;
    private TelegramChat _hall = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await SimulatedTelegram.Start(_rig.Time);
        _gateway = new TelegramGateway(Given.Telegram(_telegram.Token, _telegram.ApiUrl));
        _anna = _telegram.AddPerson("Анна", username: "anna", id: 1);
        _boris = _telegram.AddPerson("Борис", id: 2);
        _guest = _telegram.AddPerson("Ольга", language: "en", id: 3);
        _hall = _telegram.World.AddGroup("Зал").AddBot(_anna);
        _rig.Start(_gateway);
    }

    public async ValueTask DisposeAsync()
    {
        _gateway.Dispose();
        await _telegram.DisposeAsync();
        _rig.Dispose();
    }

    [Fact]
    public async Task Each_sees_what_is_his_and_no_more_once_his_rights_have_ended()
    {
        _boris.Start();
        _boris.Say(_hall, "/subscriptions");
        _anna.Say(_hall, "/subscribe waiter");
        await Read();
        await Settle<MenuKeeper>();
        Names(_boris.PrivateChat, _boris).ShouldContain("managers");
        Names(_hall, _boris).ShouldContain("subscribe");
        Names(_hall, _anna).ShouldContain("subscribe", "she brought the bot there");
        Names(_hall, _guest).ShouldBe(["claim", "open", "help"]);
        Names(_guest.PrivateChat, _guest).ShouldBe(["help", "start"]);
        _telegram.MenuFor(_guest.PrivateChat, _guest)[0].Description.ShouldBe("What the bot can do, with examples");
        _telegram.Log.Count("setMyCommands").ShouldBe(10, "Anna never pressed Start");

        _rig.Settings["Telegram__Managers"] = "1";
        _rig.Start(_gateway);
        await Read();
        await Settle<MenuKeeper>();
        Names(_boris.PrivateChat, _boris).ShouldBe(["help", "start"]);
        Names(_hall, _boris).ShouldBe(["claim", "open", "help"]);
        Names(_hall, _anna).ShouldContain("subscribe");
        _telegram.Log.Count("setMyCommands").ShouldBe(10);
        _telegram.Log.Count("deleteMyCommands").ShouldBe(2);
    }

    [Fact]
    public async Task A_group_that_became_another_one_meanwhile_is_left_alone_and_the_new_one_served()
    {
        var grown = _hall.Upgrade(_anna, MigrationNews.AfterRefusal);
        await Read();
        await Settle<MenuKeeper>();
        _telegram.Log.Count("setMyCommands").ShouldBe(8);
        await Read();
        await Settle<MenuKeeper>();
        Names(grown, _anna).ShouldContain("subscribe");
        Names(grown, _guest).ShouldBe(["claim", "help"]);
    }

    [Fact]
    public async Task Patience_that_Telegram_asks_for_is_kept_in_full()
    {
        await Read();
        _telegram.Faults.Next(Fault.TooManyRequests(100), "setMyCommands");
        (await _rig.Get<MenuKeeper>().Turn(Cancel)).ShouldBe(new Due(_rig.Clock.Now));
        (await _rig.Get<MenuKeeper>().Turn(Cancel)).ShouldBe(new Due(_rig.Clock.Now + TimeSpan.FromSeconds(100)));
        await Settle<MenuKeeper>();
        _telegram.Log.Count("setMyCommands").ShouldBe(9);
    }

    [Fact]
    public async Task The_bot_presents_itself_once()
    {
        await Read();
        await Settle<Presentation>();
        _telegram.ProfileText("description", "de").ShouldStartWith("Приношу вызовы гостей");
        _telegram.ProfileText("description", "en").ShouldStartWith("I bring guests' calls");
        _telegram.ProfileText("short_description", "en").ShouldStartWith("Guests' calls");
        _telegram.Pictures.Count.ShouldBe(1);
        await _rig.Get<ITelegram>().SetBotText(BotText.Description, "en", "", Cancel);
        _rig.Start(_gateway);
        await Read();
        await Settle<Presentation>();
        _telegram.ProfileText("description", "en").ShouldStartWith("Приношу", customMessage: "removed by its owner");
    }

    private IEnumerable<string> Names(TelegramChat chat, Person person) =>
        _telegram.MenuFor(chat, person).Select(command => command.Command);

    // A poll without anything to bring waits for time that does not pass.
    private async Task Read()
    {
        _guest.Say(_hall, "/help");
        await _rig.Loop.Turn(Cancel);
    }

    private async Task Settle<T>()
        where T : IWorker
    {
        while ((await _rig.Get<T>().Turn(Cancel)).At is { } due)
        {
            _rig.Time.Advance(due.Since(_rig.Clock.Now));
        }
    }
}
