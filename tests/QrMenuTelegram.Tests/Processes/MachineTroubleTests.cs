using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>What a machine does to a program: a volume without room, a name that is no longer known, a damaged file.</summary>
[Trait("Kind", "Process")]
public sealed class MachineTroubleTests
{
    private const string NoMounts = "No mounts of one process on this machine";

    [Fact]
    public async Task On_a_volume_without_room_it_takes_nothing_says_so_and_goes_on_when_there_is_room()
    {
        Assert.SkipUnless(BridgeProcess.CanMount, NoMounts);
        await using var whole = await WholeProgram.Start();
        var data = Path.GetDirectoryName(whole.Variables["Storage__Path"])!;
        Directory.CreateDirectory(data);
        await using var bridge = whole.RunWithMounts($"mount -t tmpfs -o size=4m tmpfs '{data}'");
        var hall = await Hall(whole, bridge);
        var filler = $"/proc/{bridge.Id}/root{data}/filler";
        Fill(filler);

        var events = 0;
        var full = bridge.Line(line => line.Contains("could not be stored", StringComparison.Ordinal));
        while (!full.IsCompleted)
        {
            whole.Menu.Table($"{events++}").SaveOrder(new Dish(1, new string('у', 3000), 300));
            await whole.Menu.WaitForRequests(1);
        }
        await full;
        var cursor = whole.Menu.Requests[^1].Hash;
        whole.Menu.Table("last").CallWaiter();
        await whole.Menu.WaitForRequests(2);
        whole.Menu.Requests[^1].Hash.ShouldBe(cursor);

        File.Delete(filler);
        await hall.WaitForMessage(message => message.Text.Contains("Стол last", StringComparison.Ordinal));
        await bridge.Line(line => line.Contains("answers again", StringComparison.Ordinal));
        for (var i = 0; i < events; i++)
        {
            await whole.Telegram.WaitFor(() => Times(hall, i) == 1, what: $"table {i}, once");
        }
        (await bridge.Stop()).Code.ShouldBe(0, bridge.Output);
    }

    [Fact]
    public async Task When_the_name_of_telegram_vanishes_events_are_kept_and_shown_once_it_is_known_again()
    {
        Assert.SkipUnless(BridgeProcess.CanMount, NoMounts);
        await using var whole = await WholeProgram.Start();
        var (hosts, resolver) = (Path.Combine(whole.Folder, "hosts"), Path.Combine(whole.Folder, "resolv.conf"));
        const string Known = "127.0.0.1 telegram.test\n";
        File.WriteAllText(hosts, Known);
        File.WriteAllText(resolver, "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
        whole.Variables["Telegram__ApiUrl"] = whole.Telegram.ApiUrl.Replace("127.0.0.1", "telegram.test", StringComparison.Ordinal);
        await using var bridge = whole.RunWithMounts($"mount --bind '{hosts}' /etc/hosts\nmount --bind '{resolver}' /etc/resolv.conf");
        var hall = await Hall(whole, bridge);

        // As long as a connection lives, nobody asks for the name.
        File.WriteAllText(hosts, "");
        whole.Menu.Table("0").CallWaiter();
        await whole.Telegram.WaitFor(() => Times(hall, 0) == 1, what: "the call before");
        await whole.Telegram.GoDown();
        await whole.Telegram.GoUp();
        var requests = whole.Telegram.Log.Recent.Count;
        for (var i = 1; i <= 3; i++)
        {
            whole.Menu.Table($"{i}").CallWaiter();
        }
        await bridge.Line(line => line.Contains("Telegram can't be reached", StringComparison.Ordinal));

        // Three seconds of them: it tries again each second.
        await whole.Menu.WaitForRequests(30);
        whole.Telegram.Log.Recent.Count.ShouldBe(requests, "somebody knew the name");

        File.WriteAllText(hosts, Known);
        for (var i = 1; i <= 3; i++)
        {
            await whole.Telegram.WaitFor(() => Times(hall, i) == 1, TimeSpan.FromSeconds(40), $"table {i}, once");
        }
        (await bridge.Stop()).Code.ShouldBe(0, bridge.Output);
    }

    [Fact]
    public async Task A_damaged_file_is_refused_with_what_to_do_and_a_backup_goes_on()
    {
        await using var whole = await WholeProgram.Start();
        TelegramChat hall;
        await using (var bridge = whole.Run())
        {
            hall = await Hall(whole, bridge);
            (await bridge.Stop()).Code.ShouldBe(0, bridge.Output);
        }
        var path = whole.Variables["Storage__Path"];
        var backup = path + ".backup";
        File.Copy(path, backup);
        await using (var file = File.OpenWrite(path))
        {
            file.Position = 4096;
            file.Write(new byte[8192]);
        }

        var (code, output) = await whole.RunToEnd("run");
        code.ShouldBe(1);
        output.ShouldContain($"Storage__Path: {path} is no SQLite database, or it is damaged");
        output.ShouldContain("put a backup in its place");
        whole.Menu.Table("7").CallWaiter();
        File.Move(backup, path, overwrite: true);
        await using var again = whole.Run();
        await whole.Telegram.WaitFor(() => Times(hall, 7) == 1, what: "the call of meanwhile");
        (await again.Stop()).Code.ShouldBe(0, again.Output);
    }

    private static async Task<TelegramChat> Hall(WholeProgram whole, BridgeProcess bridge)
    {
        var manager = await whole.BecomeManager(bridge);
        var hall = whole.Telegram.World.AddGroup("Зал").AddBot(manager);
        manager.Say(hall, "/subscribe waiter");
        await hall.WaitForMessage(message => message.Text.StartsWith('✅'));
        return hall;
    }

    private static int Times(TelegramChat chat, int table) =>
        chat.FromBot.Sum(message => message.Text.Split('\n').Count(line => line == $"Стол {table}"));

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException) { }
    }
}
