using System.Net;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Reach;

/// <summary>The relays that the manual shows, as they are shipped, between a gateway and Telegram.</summary>
[Trait("Kind", "Process")]
public sealed class RelayTests : IAsyncLifetime
{
    private const string Key = "a-long-random-secret-0123456789";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private SimulatedTelegram _telegram = null!;
    private Person _anna = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await SimulatedTelegram.Start(TimeProvider.System);
        _anna = _telegram.AddPerson("Анна");
        _anna.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _telegram.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Nginx_passes_on_what_has_the_key_and_nothing_else()
    {
        var port = Daemon.FreePort();
        var server = Repository
            .Read("packaging/relay/nginx.conf")
            .Replace("listen 443 ssl;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal)
            .Replace("put-a-long-random-secret-here", Key, StringComparison.Ordinal)
            .Replace("https://api.telegram.org/", _telegram.ApiUrl + "/", StringComparison.Ordinal)
            .Replace("/var/log/nginx", _folder.Path, StringComparison.Ordinal);
        server = string.Join(
            '\n',
            server.Split('\n').Where(line => !line.TrimStart().StartsWith("ssl_certificate", StringComparison.Ordinal))
        );
        var configuration = Write(
            "nginx.conf",
            $$"""
            daemon off; master_process off; pid {{_folder.File("pid")}}; error_log {{_folder.File("error.log")}};
            events {}
            http {
              client_body_temp_path {{_folder.File("body")}}; proxy_temp_path {{_folder.File("proxy")}};
              fastcgi_temp_path {{_folder.File("f")}}; uwsgi_temp_path {{_folder.File("u")}}; scgi_temp_path {{_folder.File("s")}};
              {{server}}
            }
            """
        );
        await using var nginx = await Daemon.Start("nginx", port, "-c", configuration, "-p", _folder.Path, "-e", _folder.File("error.log"));
        await Relays(port);
        Directory
            .EnumerateFiles(_folder.Path)
            .ShouldAllBe(file => file == configuration || !File.ReadAllText(file).Contains(_telegram.Token));
    }

    [Fact]
    public async Task The_worker_passes_on_what_has_the_key_and_nothing_else()
    {
        var port = Daemon.FreePort();
        var worker = Write(
            "worker.mjs",
            Repository.Read("packaging/relay/worker.js").Replace("https://api.telegram.org", _telegram.ApiUrl, StringComparison.Ordinal)
        );
        var host = Write(
            "host.mjs",
            $$"""
            import http from "node:http";
            import { Readable } from "node:stream";
            import worker from "{{worker}}";
            http.createServer(async (request, response) => {
              const answer = await worker.fetch(new Request("http://relay.example" + request.url, {
                method: request.method, headers: request.headers, duplex: "half",
                body: request.method === "GET" ? undefined : Readable.toWeb(request),
              }), { RELAY_KEY: "{{Key}}" });
              response.writeHead(answer.status, { "Content-Type": answer.headers.get("Content-Type") ?? "text/plain" });
              response.end(Buffer.from(await answer.arrayBuffer()));
            }).listen({{port}}, "127.0.0.1");
            """
        );
        await using var node = await Daemon.Start("node", port, host);
        await Relays(port);
    }

    private async Task Relays(int port)
    {
        var relay = new WayOptions("relay", new Uri($"http://127.0.0.1:{port}/tg"), null, new RelayHeader("X-Relay-Key", Key));
        using var gateway = new TelegramGateway(_telegram.Token, relay);
        var sent = (
            await gateway.Send(_anna.Id, 0, MessageContent.Html("Стол <b>5</b>"), silent: false, Cancel)
        ).ShouldBeOfType<SendOutcome.Delivered>();
        (
            await gateway.Edit(_anna.Id, sent.TelegramId, MessageContent.Html("Стол 5: Анна"), Cancel)
        ).ShouldBeOfType<SendOutcome.Delivered>();
        var file = new QrMenuTelegram.Telegram.Attachment(AttachmentKind.Document, "report.csv", "a;b\n"u8.ToArray());
        (
            await gateway.SendFile(_anna.Id, 0, file, MessageContent.Html("Отчёт"), silent: true, Cancel)
        ).ShouldBeOfType<SendOutcome.Delivered>();
        (await gateway.GetUpdates(0, TimeSpan.Zero, Cancel)).ShouldBeOfType<Answer<IReadOnlyList<IncomingUpdate>>.Ok>();
        _anna.PrivateChat.FromBot.Select(message => message.Text).ShouldContain("Стол 5: Анна");

        using var stranger = new TelegramGateway(_telegram.Token, relay with { Header = null });
        (await stranger.GetMe(Cancel)).ShouldBeOfType<Answer<BotIdentity>.Failed>();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-Relay-Key", Key);
        (await http.GetAsync(new Uri($"http://127.0.0.1:{port}/"), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }
}
