using System.Text.RegularExpressions;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>Both servers, a folder, and the program configured for them by environment variables.</summary>
public sealed partial class WholeProgram : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly Form _form;

    private WholeProgram(SimulatedMenuServer menu, SimulatedTelegram telegram, Form form)
    {
        _form = form;
        (Menu, Telegram) = (menu, telegram);
        Variables = new Dictionary<string, string>
        {
            ["Telegram__Token"] = telegram.Token,
            ["Telegram__ApiUrl"] = telegram.ApiUrl,
            ["QrMenu__Servers__Terrace__Url"] = menu.Url,
            ["QrMenu__Servers__Terrace__Token"] = menu.Token,
            ["QrMenu__Servers__Terrace__CertificateSha256"] = menu.Certificate!.Sha256,
            ["QrMenu__PollInterval"] = "00:00:00.1",
            ["Storage__Path"] = _folder.File("data/bridge.db"),
        };
    }

    public SimulatedMenuServer Menu { get; }

    public SimulatedTelegram Telegram { get; }

    public Dictionary<string, string> Variables { get; }

    public string Folder => _folder.Path;

    /// <param name="form">As which the program runs; skips the test where this machine can't give it.</param>
    public static async Task<WholeProgram> Start(Form form = Form.Plain)
    {
        Assert.SkipWhen(Forms.Lacks(form) is not null, Forms.Lacks(form) ?? "");
        var menu = await SimulatedMenuServer.Start(
            TimeProvider.System,
            certificate: ServerCertificate.SelfSigned(TimeProvider.System.GetUtcNow())
        );
        return new WholeProgram(menu, await SimulatedTelegram.Start(TimeProvider.System), form);
    }

    public BridgeProcess Run(params string[] words) => BridgeProcess.Start(_folder.Path, Variables, _form, words);

    /// <summary>Runs it where the shell commands <paramref name="mounts"/> made the file system another one, for it alone.</summary>
    public BridgeProcess RunWithMounts(string mounts, params string[] words) =>
        BridgeProcess.StartWithMounts(_folder.Path, Variables, mounts, words);

    /// <summary>Runs it in a shell that did something before; <c>"$@"</c> is the program.</summary>
    public BridgeProcess RunInShell(string shell, params string[] words) =>
        BridgeProcess.StartInShell(_folder.Path, Variables, shell, words);

    public Task<(int Code, string Output)> RunToEnd(params string[] words) => BridgeProcess.Run(_folder.Path, Variables, _form, words);

    /// <summary>Opens the link that the program prints, as its first manager.</summary>
    public async Task<Person> BecomeManager(BridgeProcess bridge) =>
        await BecomeManager(await bridge.Line(line => StartLink().IsMatch(line)));

    /// <summary>The same with what was printed.</summary>
    public async Task<Person> BecomeManager(string output)
    {
        var link = StartLink().Match(output);
        link.Groups["bot"].Value.ShouldBe(SimulatedTelegram.BotUsername);
        var manager = Telegram.AddPerson("Анна");
        manager.Start(link.Groups["code"].Value);
        await manager.PrivateChat.WaitForMessages(1);
        return manager;
    }

    public async ValueTask DisposeAsync()
    {
        await Menu.DisposeAsync();
        await Telegram.DisposeAsync();
        _folder.Dispose();
    }

    [GeneratedRegex(@"https://t\.me/(?<bot>\w+)\?start=(?<code>[A-Za-z0-9_-]+)")]
    private static partial Regex StartLink();
}
