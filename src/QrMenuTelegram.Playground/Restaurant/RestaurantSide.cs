using QrMenuTelegram.Playground.Breakage;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Menu;

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

    /// <param name="time">Windows, delays and pace go by this.</param>
    /// <param name="chance">Of the busy evening.</param>
    /// <param name="port">The server's; 0 for any free one.</param>
    /// <param name="plain">HTTP; else HTTPS with a self-signed certificate, as restaurants have it.</param>
    public static async Task<RestaurantSide> Start(TimeProvider time, Func<double> chance, int port, bool plain)
    {
        var certificate = plain ? null : ServerCertificate.SelfSigned(TimeProvider.System.GetUtcNow());
        return new RestaurantSide(await SimulatedMenuServer.Start(time, certificate: certificate, port: port), time, chance);
    }

    public async ValueTask DisposeAsync()
    {
        await Busy.DisposeAsync();
        Trouble.Dispose();
        await Server.DisposeAsync();
    }
}
