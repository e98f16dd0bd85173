using QrMenuTelegram.Playground.Breakage;
using QrMenuTelegram.Playground.Simulation;

namespace QrMenuTelegram.Playground.Restaurant;

/// <summary>The left side of the page: the server, its tables, its traffic, its troubles.</summary>
public sealed class RestaurantSide : IAsyncDisposable
{
    private RestaurantSide(SimulatedMenuServer server, TimeProvider time, Func<double> chance)
    {
        Server = server;
        Floor = new RestaurantFloor(server);
        Busy = new BusyEvening(Floor, time, chance);
        Trouble = new MenuTrouble(server);
    }

    public SimulatedMenuServer Server { get; }

    public RestaurantFloor Floor { get; }

    public BusyEvening Busy { get; }

    public MenuTrouble Trouble { get; }

    public static async Task<RestaurantSide> Start(TimeProvider time, Func<double> chance, int port) =>
        new(await SimulatedMenuServer.Start(time, port: port), time, chance);

    public async ValueTask DisposeAsync()
    {
        await Busy.DisposeAsync();
        Trouble.Dispose();
        await Server.DisposeAsync();
    }
}
