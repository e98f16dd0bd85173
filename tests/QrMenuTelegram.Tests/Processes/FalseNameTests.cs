using System.Net;
using System.Net.Sockets;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>A line whose name server lies about where Telegram is.</summary>
[Trait("Kind", "Process")]
public sealed class FalseNameTests
{
    [Theory]
    [InlineData("203.0.113.7")] // nobody: RFC 5737
    [InlineData("127.0.0.1")] // somebody who accepts and never answers
    public async Task The_other_way_carries_the_calls_and_check_says_so(string answered)
    {
        Assert.SkipUnless(BridgeProcess.CanMount, "No mounts of one process on this machine");
        await using var whole = await WholeProgram.Start();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        whole.Variables.Remove("Telegram__ApiUrl");
        whole.Variables["Telegram__Ways__direct__ApiUrl"] = $"http://api.lied.test:{((IPEndPoint)silent.LocalEndpoint).Port}";
        whole.Variables["Telegram__Ways__relay__ApiUrl"] = whole.Telegram.ApiUrl;
        var lie = $"echo '{answered} api.lied.test' > hosts; mount --bind hosts /etc/hosts";

        await using (var check = whole.RunWithMounts(lie, "check"))
        {
            (await check.End()).ShouldBe(0, check.Output);
            check.Output.ShouldContain("note  Way direct");
            check.Output.ShouldContain("ok    Way relay");
        }
        await using var bridge = whole.RunWithMounts(lie);
        var manager = await whole.BecomeManager(bridge);
        manager.Say("/subscribe waiter");
        await manager.PrivateChat.WaitForMessage(message => message.Text.StartsWith('✅'));
        whole.Menu.Table("7").CallWaiter();
        await manager.PrivateChat.WaitForMessage(message => message.Text.Contains("Стол 7", StringComparison.Ordinal));
        (await bridge.Stop()).Code.ShouldBe(0, bridge.Output);
    }
}
