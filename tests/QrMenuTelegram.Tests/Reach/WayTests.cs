using System.Net;
using System.Net.Sockets;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Reach;

/// <summary>One way over real sockets: what had left and what had not.</summary>
public sealed class WayTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_handshake_that_is_cut_by_the_name_in_it_means_that_nothing_left()
    {
        await using var censor = new RawServer(async stream =>
        {
            await stream.ReadExactlyAsync(new byte[5], Cancel);
            ((NetworkStream)stream).Socket.LingerState = new LingerOption(enable: true, 0);
        });
        var outcome = (await Send($"https://localhost:{censor.Port}")).ShouldBeOfType<SendOutcome.NotSent>();
        outcome.Description.ShouldStartWith("TLS handshake: ");
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socks5")]
    public async Task A_proxy_that_refuses_means_that_nothing_left(string kind)
    {
        await using var proxy = new RawServer(async stream =>
        {
            if (kind == "http")
            {
                await RawServer.Head(stream);
                await stream.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Cancel);
            }
            else
            {
                await stream.ReadExactlyAsync(new byte[2], Cancel);
                await stream.WriteAsync(new byte[] { 5, 0xFF }, Cancel);
            }
        });
        (await Send("https://api.example.invalid", $"{kind}://127.0.0.1:{proxy.Port}")).ShouldBeOfType<SendOutcome.NotSent>();
    }

    [Fact]
    public async Task A_connection_that_is_cut_after_the_request_leaves_it_unknown()
    {
        await using var server = new RawServer(RawServer.Head);
        (await Send($"http://127.0.0.1:{server.Port}")).ShouldBeOfType<SendOutcome.Unknown>();
    }

    [Fact]
    public async Task Who_gives_up_before_there_is_a_connection_knows_that_nothing_left()
    {
        await using var telegram = await SimulatedTelegram.Start(TimeProvider.System);
        await using var line = new FaultyLine(new Uri(telegram.ApiUrl).Port) { Fault = LineFault.Frozen };
        using var gateway = new TelegramGateway(
            telegram.Token,
            new WayOptions("proxy", null, new WebProxy($"http://127.0.0.1:{line.Port}"))
        );
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        (await gateway.Send(1, 0, MessageContent.Html("x"), silent: false, giveUp.Token)).ShouldBeOfType<SendOutcome.NotSent>();
    }

    [Fact]
    public async Task A_relay_gets_its_header_and_its_path_and_the_header_is_shown_nowhere()
    {
        var head = "";
        await using var relay = new RawServer(async stream => head = await RawServer.Head(stream));
        var options = Given.Read(
            read => new TelegramOptions(read),
            ("Telegram__Token", "1:a"),
            ("Telegram__Ways__relay__ApiUrl", $"http://127.0.0.1:{relay.Port}/tg"),
            ("Telegram__Ways__relay__Header", "X-Relay-Key: very-secret-key")
        );
        using var gateway = new TelegramGateway(options);
        var outcome = await gateway.Send(1, 0, MessageContent.Html("x"), silent: false, Cancel);
        head.ShouldStartWith("POST /tg/bot1:a/sendMessage HTTP/1.1\r\n");
        head.ShouldContain("X-Relay-Key: very-secret-key\r\n");
        $"{outcome} {options.Ways[0]} {options.Ways[0].Header}".ShouldNotContain("very-secret-key");
    }

    private static async Task<SendOutcome> Send(string api, string? proxy = null)
    {
        using var gateway = new TelegramGateway(Given.Telegram("1:a", api, proxy));
        return await gateway.Send(1, 0, MessageContent.Html("x"), silent: false, Cancel);
    }
}
