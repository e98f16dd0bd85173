using System.Diagnostics;
using System.Net;
using System.Reflection;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>Networks as restaurants have them: IPv6 that swallows every packet, link-local addresses, certificates that change.</summary>
[Trait("Kind", "Process")]
public sealed class NetworkTroubleTests
{
    private const string Inside = "QRMENU_TELEGRAM_NETWORK";

    // A default route over IPv6 to a neighbour that is not there; names by the hosts file.
    private const string Namespace = """
        mount --make-rprivate /
        mount --bind "$1/hosts" /etc/hosts
        ip link set lo up
        ip link add v0 type veth peer name p0
        ip link set v0 up
        ip link set p0 up
        ip -6 addr add 2001:db8:1::1/64 dev v0 nodad
        ip -6 addr add fe80::5/64 dev v0 nodad
        ip -6 neigh add fe80::99 lladdr 02:00:00:00:00:99 dev v0 nud permanent
        ip -6 route add default via fe80::99 dev v0
        shift
        exec "$@"
        """;

    [Fact]
    public async Task Where_ipv6_swallows_packets_both_sides_are_reached_at_once()
    {
        if (Environment.GetEnvironmentVariable(Inside) is null)
        {
            await Again(nameof(Where_ipv6_swallows_packets_both_sides_are_reached_at_once));
            return;
        }
        await using var linkLocal = new RawServer(
            async stream =>
            {
                await RawServer.Head(stream);
                await stream.WriteAsync(
                    "HTTP/1.1 200 OK\r\nContent-Length: 37\r\nConnection: close\r\n\r\n{\"result\":true,\"data\":{\"updates\":[]}}"u8.ToArray()
                );
            },
            IPAddress.IPv6Any
        );
        await using var whole = await WholeProgram.Start();
        foreach (var variable in (string[])["Telegram__ApiUrl", "QrMenu__Servers__Terrace__Url"])
        {
            whole.Variables[variable] = whole.Variables[variable].Replace("127.0.0.1", "api.test", StringComparison.Ordinal);
        }
        // More than two attempts, less than the time after which one is given up.
        whole.Variables["QrMenu__Timeout"] = "00:00:05";
        whole.Variables["QrMenu__Servers__Escaped__Url"] = $"http://[fe80::5%25v0]:{linkLocal.Port}";
        whole.Variables["QrMenu__Servers__Escaped__Token"] = "key";
        whole.Variables["QrMenu__Servers__Zone__Url"] = $"http://[fe80::5%v0]:{linkLocal.Port}";
        whole.Variables["QrMenu__Servers__Zone__Token"] = "key";
        var (code, output) = await whole.RunToEnd("check");
        output.ShouldContain("the bot is @");
        output.ShouldContain($"[fe80::5%v0]:{linkLocal.Port} answers");
        code.ShouldBe(0, output);

        await using var bridge = whole.Run();
        var manager = await whole.BecomeManager(bridge);
        whole.Menu.Table("12").CallWaiter();
        await manager.PrivateChat.WaitForMessage(message => message.Text.Contains("Стол 12", StringComparison.Ordinal));
        (await bridge.Stop()).Code.ShouldBe(0);
        bridge.Output.ShouldNotContain(" error ");
    }

    [Fact]
    public async Task A_server_whose_every_address_swallows_packets_is_an_outage_and_no_defect()
    {
        if (Environment.GetEnvironmentVariable(Inside) is null)
        {
            await Again(nameof(A_server_whose_every_address_swallows_packets_is_an_outage_and_no_defect));
            return;
        }
        await using var whole = await WholeProgram.Start();
        whole.Variables["QrMenu__Servers__Terrace__Url"] = "https://[2001:db8:2::9]:8443";
        whole.Variables["QrMenu__Timeout"] = "00:00:00.4";
        whole.Variables["Telegram__ApiUrl"] = "http://[2001:db8:2::9]:8081";
        var (_, output) = await whole.RunToEnd("check");
        output.ShouldMatch(
            @"(no connection to \[2001:db8:2::9\]:8443 \(no answer from 2001:db8:2::9|no whole answer from \[2001:db8:2::9\]:8443) within 0.4 s"
        );
        output.ShouldContain("(no answer within 10 s)");

        var access = Given.Server("Gone", "https://[2001:db8:2::9]:8443", "key");
        using var server = new HttpMenuServer(access, TimeSpan.FromMilliseconds(100), TimeProvider.System);
        for (var poll = 0; poll < 30; poll++)
        {
            (await server.GetEvents(null, TestContext.Current.CancellationToken))
                .ShouldBeOfType<PollAnswer.Failed>()
                .Failure.ShouldBeOneOf(PollFailure.Unreachable, PollFailure.TimedOut);
        }
    }

    [Fact]
    public async Task A_pinned_certificate_that_changed_is_called_changed_in_check_log_and_status()
    {
        await using var whole = await WholeProgram.Start();
        var (pinned, shown) = (new string('A', 64), whole.Menu.Certificate!.Sha256);
        whole.Variables["QrMenu__Servers__Terrace__CertificateSha256"] = pinned;
        var changed = $"the certificate changed: {pinned} is pinned, now the server shows {shown}";
        (await whole.RunToEnd("check")).Output.ShouldContain(changed);
        await using var bridge = whole.Run();
        var manager = await whole.BecomeManager(bridge);
        await bridge.Line(line => line.Contains(changed, StringComparison.Ordinal));
        manager.Say(manager.PrivateChat, "/status");
        await manager.PrivateChat.WaitForMessage(message => message.Text.Contains(changed, StringComparison.Ordinal));
        (await bridge.Stop()).Code.ShouldBe(0);
    }

    // The same test once more, with servers and program, in a network of its own.
    private static async Task Again(string test)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("hosts"), "127.0.0.1 localhost\n2001:db8:2::9 api.test\n127.0.0.1 api.test\n");
        Assert.SkipUnless(
            await Run(folder.Path, "true") is (0, _),
            "No network of one process on this machine (root, unshare and ip are needed)"
        );
        var tests = Path.Combine(AppContext.BaseDirectory, Assembly.GetExecutingAssembly().GetName().Name!);
        var (code, output) = await Run(
            folder.Path,
            "env",
            $"{Inside}=1",
            tests,
            "-method",
            $"{typeof(NetworkTroubleTests).FullName}.{test}"
        );
        code.ShouldBe(0, output);
        output.ShouldContain("Total: 1");
    }

    private static async Task<(int Code, string Output)> Run(string folder, params string[] command)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("unshare", ["-n", "-m", "sh", "-ec", Namespace, "sh", folder, .. command])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output + await errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (1, "");
        }
    }
}
