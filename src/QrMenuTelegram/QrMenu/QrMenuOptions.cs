namespace QrMenuTelegram.QrMenu;

/// <summary>Section <c>QrMenu</c>.</summary>
public sealed class QrMenuOptions
{
    public const string Section = "QrMenu";

    /// <summary>By the restaurant's name; at least one.</summary>
    public Dictionary<string, MenuServerOptions> Servers { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Between the end of one poll of a server and the start of the next.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>For one whole poll.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the servers keep events.</summary>
    public TimeSpan QueueWindow { get; set; } = TimeSpan.FromMinutes(5);
}

/// <summary>Section <c>QrMenu:Servers:NAME</c>.</summary>
public sealed class MenuServerOptions
{
    /// <summary><c>https://ip:port</c>.</summary>
    public string? Url { get; set; }

    /// <summary>The server's key («Секретный ключ»); or <see cref="TokenFile"/>.</summary>
    public string? Token { get; set; }

    /// <summary>A file that holds the key and nothing else.</summary>
    public string? TokenFile { get; set; }

    /// <summary>SHA-256 of the server's certificate in hex, with or without colons: trust this one and no other.</summary>
    public string? CertificateSha256 { get; set; }

    /// <summary>A PEM file with the authority that signed the server's certificate.</summary>
    public string? CaFile { get; set; }

    /// <summary>Trust whatever certificate comes; warned of at each start.</summary>
    public bool AllowAnyCertificate { get; set; }
}
