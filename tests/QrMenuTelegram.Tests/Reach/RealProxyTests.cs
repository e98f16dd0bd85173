using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Reach;

/// <summary>The whole bridge with proxies as people run them.</summary>
[Trait("Kind", "Process")]
public sealed class RealProxyTests
{
    [Fact]
    public async Task An_http_proxy_that_freezes_and_a_socks_proxy_that_dies_stop_no_call()
    {
        using var folder = new TemporaryFolder();
        var (httpPort, socksPort) = (Daemon.FreePort(), Daemon.FreePort());
        var configuration = folder.File("tinyproxy.conf");
        await File.WriteAllTextAsync(
            configuration,
            $"Port {httpPort}\nListen 127.0.0.1\nTimeout 600\nMaxClients 100\nBasicAuth me s3cret\nLogLevel Error\n",
            TestContext.Current.CancellationToken
        );
        await using var http = await Daemon.Start("tinyproxy", httpPort, "-d", "-c", configuration);
        await using var socks = await Daemon.Start(
            "microsocks",
            socksPort,
            "-i",
            "127.0.0.1",
            "-p",
            $"{socksPort}",
            "-u",
            "me",
            "-P",
            "s3cret"
        );
        await using var bridge = await BridgeHost.Prepare();
        bridge.Settings["Telegram:Ways:1-http:Proxy"] = $"http://me:s3cret@127.0.0.1:{httpPort}";
        bridge.Settings["Telegram:Ways:2-socks:Proxy"] = $"socks5://me:s3cret@127.0.0.1:{socksPort}";
        foreach (var way in new[] { "1-http", "2-socks" })
        {
            bridge.Settings[$"Telegram:Ways:{way}:ApiUrl"] = bridge.Telegram.ApiUrl;
        }
        bridge.Settings.Remove("Telegram:ApiUrl");
        await bridge.Start();
        var manager = await bridge.BecomeManager();
        manager.Say("/subscribe waiter");
        await manager.PrivateChat.WaitForMessage(message => message.Text.StartsWith('✅'));
        await Call(bridge, manager, 1);

        http.Freeze();
        await Call(bridge, manager, 2);
        Said(bridge, "is reached by way 2-socks now instead of 1-http").ShouldBeTrue();

        http.Thaw();
        socks.Kill();
        await Call(bridge, manager, 3);
        Said(bridge, "is reached by way 1-http now instead of 2-socks").ShouldBeTrue();
        bridge.Log.Lines.ShouldNotContain(line => line.Text.Contains("s3cret"));
    }

    private static async Task Call(BridgeHost bridge, Person manager, int table)
    {
        bridge.Menu.Table($"{table}").CallWaiter();
        await manager.PrivateChat.WaitForMessage(message => message.Text.Contains($"Стол {table}", StringComparison.Ordinal));
    }

    private static bool Said(BridgeHost bridge, string words) =>
        bridge.Log.Lines.Any(line => line.Text.Contains(words, StringComparison.Ordinal));
}
