using System.Net;
using QrMenuTelegram.Playground.Page;

namespace QrMenuTelegram.Playground;

/// <summary>A playground from the command line until Ctrl+C.</summary>
internal static class ConsoleRun
{
    public static async Task<int> Run(PlaygroundOptions options, CancellationToken cancel)
    {
        if (!IPAddress.TryParse(options.Listen, out var listen))
        {
            await Console.Error.WriteLineAsync($"--listen {options.Listen}: give an IP address, such as 127.0.0.1 or 0.0.0.0.");
            return 1;
        }
        var chance = new Random();
        await using var session = await PlaySession.Start(options, chance.NextDouble);
        await using var page = await Open(session, listen, options.Port);
        await Console.Out.WriteLineAsync(
            $"""

              QR Menu Telegram playground
              Open   {page.Url}
            """
        );
        if (options.Parts == Parts.OnlyServer)
        {
            await Console.Out.WriteLineAsync($"  Server {session.Restaurant!.Server.Url}  key {session.Restaurant.Server.Token}");
        }
        if (options.Parts == Parts.OnlyTelegram)
        {
            await Console.Out.WriteLineAsync($"  Bot API {session.Phones!.Telegram.ApiUrl}  token {session.Phones.Telegram.Token}");
        }
        await Console.Out.WriteLineAsync("  Ctrl+C ends it.\n");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    /// <summary>On the wanted port, or, where that is taken, on any free one.</summary>
    private static async Task<PageServer> Open(PlaySession session, IPAddress listen, int port)
    {
        try
        {
            return await PageServer.Start(session, listen, port);
        }
        catch (IOException) when (port != 0)
        {
            return await PageServer.Start(session, listen, 0);
        }
    }
}
