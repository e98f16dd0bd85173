using QrMenuTelegram.Operations.Check;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Operations.Check;

/// <summary>What <c>check</c> says of the ways to Telegram.</summary>
public sealed class WayCheckTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = TemporaryFolder.ForDatabase();
    private SimulatedTelegram _telegram = null!;
    private SimulatedMenuServer _menu = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await SimulatedTelegram.Start(TimeProvider.System);
        _menu = await SimulatedMenuServer.Start(TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _telegram.DisposeAsync();
        await _menu.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task One_way_that_works_is_enough_and_what_is_wrong_with_the_others_is_said()
    {
        await using var closed = new FaultyLine(1) { Fault = LineFault.Closed };
        var (code, screen) = await Check(
            ("Telegram__Ways__1-proxy__Proxy", $"http://127.0.0.1:{closed.Port}"),
            ("Telegram__Ways__2-relay__ApiUrl", _telegram.ApiUrl)
        );
        code.ShouldBe(0, screen);
        screen.ShouldContain("1 server, ru, Europe/Moscow");
        screen.ShouldContain("note  Way 1-proxy     Telegram__Ways__1-proxy__Proxy: no answer through this proxy (Connection refused");
        screen.ShouldMatch(@"ok    Way 2-relay     Telegram answers in \d+ ms");
        screen.ShouldContain("the bot is @");
    }

    [Fact]
    public async Task Where_none_works_each_must_be_fixed()
    {
        await using var closed = new FaultyLine(1) { Fault = LineFault.Closed };
        await using var portal = new FaultyLine(new Uri(_telegram.ApiUrl).Port) { Fault = LineFault.Portal };
        var (code, screen) = await Check(
            ("Telegram__Ways__a__ApiUrl", $"http://127.0.0.1:{closed.Port}/tg"),
            ("Telegram__Ways__b__ApiUrl", $"http://127.0.0.1:{portal.Port}")
        );
        code.ShouldBe(1);
        screen.ShouldContain(
            $"FAIL  Way a           Telegram__Ways__a__ApiUrl: no Bot API server answers at http://127.0.0.1:{closed.Port}/tg"
        );
        screen.ShouldContain("FAIL  Way b           Telegram__Ways__b__ApiUrl: no Bot API server answers");
        screen.ShouldContain("HTTP 502, and not in Telegram's form");
    }

    [Fact]
    public void A_line_on_which_telegram_is_blocked_is_called_so()
    {
        TriedWay[] tried =
        [
            new(new WayOptions("direct"), new Answer<BotIdentity>.Failed(TelegramFailure.Unreachable, "reset"), null),
            new(new WayOptions("relay"), new Answer<BotIdentity>.Ok(new BotIdentity(1, "bot", "Bot")), TimeSpan.FromMilliseconds(80)),
        ];
        TelegramMessages.BlockedLine(tried).ShouldBe("Telegram is blocked from this line; way relay works.");
        TelegramMessages.BlockedLine([tried[1]]).ShouldBeNull();
        TelegramMessages.BlockedLine([tried[0]]).ShouldBeNull();
    }

    [Fact]
    public async Task Before_anything_is_filled_in_it_tells_whether_telegram_answers_from_here()
    {
        var (code, screen) = await Check([("Telegram__ApiUrl", _telegram.ApiUrl)], isFilledIn: false);
        code.ShouldBe(1);
        screen.ShouldMatch(@"ok    Telegram        Telegram answers in \d+ ms");
        screen.ShouldContain("Telegram__Token is not set");
    }

    private Task<(int Code, string Screen)> Check(params (string, string)[] set) => Check(set, isFilledIn: true);

    private async Task<(int Code, string Screen)> Check((string Name, string Value)[] set, bool isFilledIn)
    {
        (string Name, string Value)[] rest = isFilledIn
            ?
            [
                ("Telegram__Token", _telegram.Token),
                ("QrMenu__Servers__Terrace__Url", _menu.Url),
                ("QrMenu__Servers__Terrace__Token", _menu.Token),
                ("Storage__Path", _folder.File("bridge.db")),
            ]
            : [];
        await using var output = new StringWriter();
        var command = new CheckCommand(
            (token, way) => new TelegramGateway(token, way),
            removeWebhook: false,
            tryAlarm: false,
            new Masks(),
            TimeProvider.System,
            output
        );
        var code = await command.Run(
            () => Given.Configuration([.. set.Concat(rest).Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))]),
            Cancel
        );
        return (code, output.ToString());
    }
}
