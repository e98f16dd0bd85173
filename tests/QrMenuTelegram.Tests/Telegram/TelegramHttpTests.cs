using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Telegram;

/// <summary>The way to the Bot API: time-outs, giving up, proxies, and that the token shows nowhere.</summary>
public sealed class TelegramHttpTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SimulatedTelegram _telegram = null!;
    private Person _anna = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await SimulatedTelegram.Start(TimeProvider.System);
        _anna = _telegram.AddPerson("Анна");
        _anna.Start();
    }

    public async ValueTask DisposeAsync() => await _telegram.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_send_without_an_answer_is_given_up_after_its_time_with_nobody_knowing(bool afterEffect)
    {
        using var gateway = Gateway(sendTimeout: TimeSpan.FromMilliseconds(300));
        _telegram.Faults.Next(new Fault.Hang(afterEffect));
        (await Send(gateway)).ShouldBeOfType<SendOutcome.Unknown>();
        _anna.PrivateChat.FromBot.Count.ShouldBe(afterEffect ? 1 : 0);
    }

    [Fact]
    public async Task A_caller_who_gives_up_gets_that_and_whether_the_message_had_left()
    {
        using var gateway = Gateway();
        using var giveUp = new CancellationTokenSource();
        _telegram.Faults.Next(new Fault.Hang(AfterEffect: false), "sendMessage");
        _telegram.Faults.Next(new Fault.Hang(AfterEffect: false), "getMe");
        var sending = gateway.Send(_anna.Id, 0, MessageContent.Html("x"), silent: false, giveUp.Token);
        var asking = gateway.GetMe(giveUp.Token);
        await _telegram.WaitFor(() => _telegram.UnderWay == 2);
        await giveUp.CancelAsync();
        (await sending).ShouldBeOfType<SendOutcome.Unknown>("it had left");
        await Should.ThrowAsync<OperationCanceledException>(asking);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_for_good()
    {
        using var gateway = Gateway();
        _telegram.Faults.Next(new Fault.Refusal(413, "Request Entity Too Large"));
        (await Send(gateway)).ShouldBeOfType<SendOutcome.Refused>();
        _telegram.Faults.Next(Fault.Html(413));
        (await Send(gateway)).ShouldBeOfType<SendOutcome.Refused>();
    }

    [Fact]
    public async Task The_menu_of_private_chats_is_theirs()
    {
        using var gateway = Gateway();
        var group = _telegram.World.AddGroup("Зал").AddBot(_anna);
        await gateway.SetCommands(CommandScope.PrivateChats, null, [new CommandDescription("help", "Помощь")], Cancel);
        _telegram.MenuFor(_anna.PrivateChat, "ru").Single().Description.ShouldBe("Помощь");
        _telegram.MenuFor(group, "ru").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("refused")]
    [InlineData("unknown name")]
    [InlineData("redirect")]
    [InlineData("proxy refused")]
    public async Task However_it_fails_no_description_holds_the_token_or_the_proxys_password(string how)
    {
        var options = Given.Telegram(_telegram.Token, _telegram.ApiUrl);
        switch (how)
        {
            case "reset":
                _telegram.Faults.Always(new Fault.Reset(AfterEffect: false));
                break;
            case "refused":
                await _telegram.GoDown();
                break;
            case "unknown name":
                options = Given.Telegram(_telegram.Token, "http://no-such-host.invalid");
                break;
            case "redirect":
                _telegram.Faults.Always(new Fault.Body(302, "text/plain", "Found: /bot" + _telegram.Token + "/sendMessage"));
                break;
            default:
                options = Given.Telegram(_telegram.Token, _telegram.ApiUrl, "http://me:pass-of-the-proxy@127.0.0.1:9");
                break;
        }
        using var gateway = new TelegramGateway(options);
        var said = new[]
        {
            await Send(gateway) switch
            {
                SendOutcome.Unknown unknown when how is "reset" or "redirect" => unknown.Description,
                SendOutcome.NotSent failed when how is not ("reset" or "redirect") => failed.Description,
                var other => throw new ShouldAssertException(other.ToString()),
            },
            (await gateway.GetMe(Cancel)).ShouldBeOfType<Answer<BotIdentity>.Failed>().Description,
            (await gateway.GetUpdates(0, TimeSpan.Zero, Cancel)).ShouldBeOfType<Answer<IReadOnlyList<IncomingUpdate>>.Failed>().Description,
        };
        said.ShouldAllBe(text => text.Length > 0 && !text.Contains(_telegram.Token) && !text.Contains("pass-of-the-proxy"));
    }

    [Fact]
    public async Task An_http_proxy_gets_its_password_when_it_asks_and_everything_goes_through_it()
    {
        await using var proxy = new Proxy();
        using var gateway = new TelegramGateway(
            Given.Telegram(_telegram.Token, "http://api.example.invalid", $"http://me:p%40ss@127.0.0.1:{proxy.Port}")
        );
        (await gateway.GetMe(Cancel)).ShouldBeOfType<Answer<BotIdentity>.Ok>();
        proxy.Heads.ShouldContain(head => head.StartsWith("POST http://api.example.invalid/bot"));
        proxy.Heads.ShouldContain(head =>
            head.Contains("Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("me:p@ss")))
        );
    }

    [Fact]
    public async Task A_socks_proxy_gets_its_user_and_password_and_the_name_to_look_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var serving = Socks(listener);
        using var gateway = new TelegramGateway(
            Given.Telegram(_telegram.Token, "http://api.example.invalid", $"socks5://me:p%40ss@127.0.0.1:{port}")
        );
        (await gateway.GetMe(Cancel)).ShouldBeOfType<Answer<BotIdentity>.Ok>();
        (await serving).ShouldBe(("me", "p@ss", "api.example.invalid"));
    }

    // RFC 1928 and 1929, as far as one good connection needs them.
    private static async Task<(string User, string Password, string Host)> Socks(TcpListener listener)
    {
        using var connection = await listener.AcceptTcpClientAsync(Cancel);
        var stream = connection.GetStream();
        await Take((await Take(2))[1]);
        await stream.WriteAsync(new byte[] { 5, 2 }, Cancel);
        var user = await Take((await Take(2))[1]);
        var password = await Take((await Take(1))[0]);
        await stream.WriteAsync(new byte[] { 1, 0 }, Cancel);
        var host = await Take((await Take(5))[4]);
        await Take(2);
        await stream.WriteAsync(new byte[] { 5, 0, 0, 1, 0, 0, 0, 0, 0, 0 }, Cancel);
        await Proxy.Head(stream);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Proxy.Me.Length}\r\n\r\n{Proxy.Me}"
            ),
            Cancel
        );
        return (Encoding.UTF8.GetString(user), Encoding.UTF8.GetString(password), Encoding.UTF8.GetString(host));

        async Task<byte[]> Take(int count)
        {
            var bytes = new byte[count];
            await stream.ReadExactlyAsync(bytes, Cancel);
            return bytes;
        }
    }

    private Task<SendOutcome> Send(TelegramGateway gateway) => gateway.Send(_anna.Id, 0, MessageContent.Html("x"), silent: false, Cancel);

    private TelegramGateway Gateway(TimeSpan? sendTimeout = null) => new(Given.Telegram(_telegram.Token, _telegram.ApiUrl), sendTimeout);

    /// <summary>A proxy that wants to know who asks, and answers for the server behind it.</summary>
    private sealed class Proxy : IAsyncDisposable
    {
        public const string Me = """{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Bot","username":"a_bot"}}""";
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _serving;

        public Proxy()
        {
            _listener.Start();
            _serving = Serve();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public ConcurrentQueue<string> Heads { get; } = [];

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _listener.Dispose();
        }

        private async Task Serve()
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync(CancellationToken.None);
                var stream = connection.GetStream();
                var head = await Head(stream);
                Heads.Enqueue(head);
                var answer = head.Contains("Proxy-Authorization", StringComparison.Ordinal)
                    ? $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Me.Length}\r\nConnection: close\r\n\r\n{Me}"
                    : "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: "
                        + "0\r\nConnection: close\r\n\r\n";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), CancellationToken.None);
            }
        }

        // getMe has no body.
        public static async Task<string> Head(NetworkStream stream)
        {
            var head = new StringBuilder();
            var buffer = new byte[4096];
            while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                var count = await stream.ReadAsync(buffer, CancellationToken.None);
                if (count == 0)
                {
                    break;
                }
                head.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }
            return head.ToString();
        }
    }
}
