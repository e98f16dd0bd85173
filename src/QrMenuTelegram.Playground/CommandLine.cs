using System.CommandLine;

namespace QrMenuTelegram.Playground;

/// <summary>The words after <c>dotnet run --project src/QrMenuTelegram.Playground --</c>.</summary>
internal static class CommandLine
{
    private static readonly Option<string> Telegram = new("--telegram")
    {
        Description = "'simulated' (phones on the page) or 'real' (your bot: set Telegram__Token as for the program)",
        DefaultValueFactory = _ => "simulated",
    };

    private static readonly Option<string?> Only = new("--only")
    {
        Description = "'server' runs just the simulated QR Menu server, 'telegram' just the simulated Bot API server",
    };

    private static readonly Option<string> Language = new("--language") { Description = "'ru' or 'en'", DefaultValueFactory = _ => "ru" };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "the page's port; 0 for any free one",
        DefaultValueFactory = _ => 5080,
    };

    private static readonly Option<string> Listen = new("--listen")
    {
        Description = "the page's address; anything but 127.0.0.1 lets other machines in",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private static readonly Option<int> ServerPort = new("--server-port")
    {
        Description = "the simulated QR Menu server's port; 0 for any free one",
    };

    private static readonly Option<bool> PlainHttp = new("--http")
    {
        Description = "the simulated QR Menu server speaks HTTP; else HTTPS with a self-signed certificate",
    };

    private static readonly Option<int> TelegramPort = new("--telegram-port")
    {
        Description = "the simulated Bot API server's port; 0 for any free one",
    };

    private static readonly Option<string?> Database = new("--database")
    {
        Description = "the bridge's database file, kept; without it a temporary one",
    };

    /// <summary>Parses and runs; returns the exit code.</summary>
    public static Task<int> Run(string[] args, Func<PlaygroundOptions, CancellationToken, Task<int>> run)
    {
        Telegram.AcceptOnlyFromAmong("simulated", "real");
        Only.AcceptOnlyFromAmong("server", "telegram");
        Language.AcceptOnlyFromAmong("ru", "en");
        var root = new RootCommand("The whole product in a browser: a restaurant, the bridge, phones.")
        {
            Telegram,
            Only,
            Language,
            Port,
            Listen,
            ServerPort,
            PlainHttp,
            TelegramPort,
            Database,
        };
        root.SetAction(
            (parsed, cancel) =>
                run(
                    new PlaygroundOptions
                    {
                        Parts = (parsed.GetValue(Only), parsed.GetValue(Telegram)) switch
                        {
                            ("server", _) => Parts.OnlyServer,
                            ("telegram", _) => Parts.OnlyTelegram,
                            (_, "real") => Parts.RealTelegram,
                            _ => Parts.Everything,
                        },
                        Language = parsed.GetValue(Language)!,
                        Port = parsed.GetValue(Port),
                        Listen = parsed.GetValue(Listen)!,
                        ServerPort = parsed.GetValue(ServerPort),
                        PlainHttp = parsed.GetValue(PlainHttp),
                        TelegramPort = parsed.GetValue(TelegramPort),
                        Database = parsed.GetValue(Database),
                    },
                    cancel
                )
        );
        return root.Parse(args).InvokeAsync();
    }
}
