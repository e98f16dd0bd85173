using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Menu;

namespace QrMenuTelegram.Playground.Restaurant;

/// <summary>What last happened at a table.</summary>
public sealed record TableNews(string Code, DateTimeOffset At);

/// <summary>The tables with their guests. Safe for concurrent use.</summary>
public sealed class RestaurantFloor
{
    private readonly SimulatedMenuServer _server;
    private readonly Dictionary<string, TableNews> _news = [];
    private readonly Lock _gate = new();

    public RestaurantFloor(SimulatedMenuServer server)
    {
        _server = server;
        foreach (var table in FloorPlan.Tables)
        {
            server.Table(table.Name, maxGuests: table.Seats);
        }
    }

    /// <summary>The language of what guests order.</summary>
    public string Language { get; set; } = "ru";

    /// <summary>Told of each event.</summary>
    public Action<QueuedEvent>? Happened { get; set; }

    /// <summary>What last happened at a table; null for nothing since its guests came.</summary>
    public TableNews? News(string table)
    {
        lock (_gate)
        {
            return _news.GetValueOrDefault(table);
        }
    }

    public GuestTable Table(string name) => _server.Table(name);

    public void CallWaiter(string table) => Tell(table, Table(table).CallWaiter());

    public void AskForBill(string table) => Tell(table, Table(table).AskForBill());

    public void PayOnline(string table) => Tell(table, Table(table).PayOnline());

    /// <returns>False where none of the lines makes sense.</returns>
    public bool Order(string table, IEnumerable<OrderLine> lines)
    {
        var dishes = lines.Select(line => line.ToDish(Language)).OfType<Dish>().ToArray();
        if (dishes.Length == 0)
        {
            return false;
        }
        var guests = Table(table);
        if (FloorPlan.Tables.First(t => t.Name == table).Waiter is { } waiter)
        {
            guests.Waiter = (9_100 + waiter.En.Length, waiter.In(Language));
        }
        Tell(table, guests.SaveOrder(dishes));
        return true;
    }

    /// <summary>The guests leave: the server hears nothing of that.</summary>
    public void Leave(string table)
    {
        Table(table).Clear();
        lock (_gate)
        {
            _news.Remove(table);
        }
        _server.Changes.Signal();
    }

    private void Tell(string table, QueuedEvent happened)
    {
        lock (_gate)
        {
            _news[table] = new TableNews(happened.Code, happened.At);
        }
        Happened?.Invoke(happened);
        _server.Changes.Signal();
    }
}
