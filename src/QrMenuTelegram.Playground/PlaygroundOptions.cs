namespace QrMenuTelegram.Playground;

/// <summary>What runs.</summary>
public enum Parts
{
    /// <summary>The bridge between a simulated restaurant and a simulated Telegram.</summary>
    Everything,

    /// <summary>The bridge between a simulated restaurant and the real Telegram.</summary>
    RealTelegram,

    /// <summary>Just the QR Menu server, for developers of other clients.</summary>
    OnlyServer,

    /// <summary>Just the Bot API server, for developers of other bots.</summary>
    OnlyTelegram,
}

/// <summary>How the playground is started.</summary>
public sealed record PlaygroundOptions
{
    public Parts Parts { get; init; }

    /// <summary>The address that the page listens on; nobody else's machine gets in by default.</summary>
    public string Listen { get; init; } = "127.0.0.1";

    /// <summary>The page's port; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>The simulated QR Menu server's port on loopback; 0 for any free one.</summary>
    public int ServerPort { get; init; }

    /// <summary>The simulated QR Menu server speaks HTTP; else HTTPS with a self-signed certificate.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>The simulated Bot API server's port on loopback; 0 for any free one.</summary>
    public int TelegramPort { get; init; }

    /// <summary>The bridge's database; null for one in a temporary folder that goes when the playground ends.</summary>
    public string? Database { get; init; }

    /// <summary><c>ru</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "ru";

    public bool HasRestaurant => Parts != Parts.OnlyTelegram;

    public bool HasPhones => Parts is Parts.Everything or Parts.OnlyTelegram;

    public bool HasBridge => Parts is Parts.Everything or Parts.RealTelegram;
}
