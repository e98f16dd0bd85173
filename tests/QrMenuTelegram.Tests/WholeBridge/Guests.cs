using System.Globalization;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Events;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>
/// Guests of both restaurants. No table sends an event of the same code twice, so that people can be seen to read each;
/// but who waits may press again, which is the same call, or, where that ended, another one that reads alike.
/// </summary>
internal sealed class Guests(SimulatedWorld world, IReadOnlyList<MenuPeer> servers)
{
    private const long Window = 300_000;
    private const int FirstTable = 101;
    private const int Tables = 99;
    private readonly HashSet<(int Table, string Code)> _used = [];
    private uint _hashes = 0xd0000000;

    public List<GuestEvent> Events { get; } = [];

    public List<OddEvent> Odd { get; } = [];

    /// <summary>Tables of a server; no two servers have one in common.</summary>
    public static int FirstOf(int server) => FirstTable + (server * 100);

    /// <summary>So many things happen, each at some table.</summary>
    public void Act(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Act();
        }
    }

    /// <summary>Something happens at some table.</summary>
    public void Act()
    {
        var server = world.Chance.Between(0, servers.Count - 1);
        var table = FirstOf(server) + world.Chance.Between(0, Tables - 1);
        var code = world.Chance.Pick(EventCodes.All);
        if (!_used.Add((table, code)))
        {
            return;
        }
        Put(servers[server], table, code, Hash(servers[server]));
    }

    /// <summary>Somebody who called presses the same button once more, some time later.</summary>
    public void PressAgain()
    {
        if (SomeCall() is { } call)
        {
            PressAgain(call);
        }
    }

    /// <summary>The same button, by whoever sits there by now.</summary>
    public void PressAgain(GuestEvent call) => Put(Server(call), call.Table, call.Code, Fresh());

    /// <summary>One of the newest calls; null before there is any.</summary>
    public GuestEvent? SomeCall()
    {
        var calls = Events.Where(e => CallLifecycle.IsCall(e.Code)).TakeLast(30).ToList();
        return calls.Count > 0 ? world.Chance.Pick(calls) : null;
    }

    /// <summary>Others sit down at the table and order, or those who sit there pay: as far as neither happened there before.</summary>
    public void ChangeAt(GuestEvent call)
    {
        var code = world.Chance.Pick([EventCodes.SaveOrder, EventCodes.OnlinePayment]);
        if (_used.Add((call.Table, code)))
        {
            Put(Server(call), call.Table, code, Hash(Server(call)));
        }
    }

    /// <summary>Somebody who asked for the bill pays online instead.</summary>
    public void Pay()
    {
        var bills = Events.Where(e => e.Code == EventCodes.BillRequest && !_used.Contains((e.Table, EventCodes.OnlinePayment))).ToList();
        if (bills.Count > 0 && world.Chance.Pick(bills) is var bill && _used.Add((bill.Table, EventCodes.OnlinePayment)))
        {
            Put(Server(bill), bill.Table, EventCodes.OnlinePayment, Hash(Server(bill)));
        }
    }

    /// <summary>The server tells of something that is no event as we know them; the managers must hear of it.</summary>
    public void ActOddly()
    {
        var server = world.Chance.Pick(servers);
        var mark = $"odd{Odd.Count}odd";
        var body = world.Chance.Between(0, 3) switch
        {
            0 => $"\"{mark}\"",
            1 => $$"""{"hash":"0xe{{Odd.Count:x7}}","code":"{{mark}}","table":7}""",
            2 => $$"""{"hash":["{{mark}}"],"code":null,"table":{} }""",
            _ => $$"""{"note":"<b>{{mark}}&"}""",
        };
        var made = new OddEvent(server.Name, mark, body) { At = world.Now, Until = world.Now + Window };
        Odd.Add(made);
        server.Put(made);
        world.Say($"{server.Name} tells {body}");
    }

    // Now and then the hash of another event that is still in the queue.
    private string Hash(MenuPeer server) =>
        server.Queue.Count > 0 && world.Chance.OneIn(10) ? world.Chance.Pick(server.Queue).Hash ?? Hash(server) : Fresh();

    private string Fresh() => string.Create(CultureInfo.InvariantCulture, $"0x{++_hashes:x8}");

    private MenuPeer Server(GuestEvent of) => servers.Single(server => server.Name == of.Server);

    private void Put(MenuPeer server, int table, string code, string hash)
    {
        var made = new GuestEvent(server.Name, hash, code, table) { At = world.Now, Until = world.Now + Window };
        Events.Add(made);
        server.Put(made);
        world.Say($"guest: {made}");
    }
}
