using QrMenuTelegram.Network;

namespace QrMenuTelegram.QrMenu;

/// <summary>All that is needed to talk to one server.</summary>
/// <param name="Name">In the configuration.</param>
/// <param name="Events">The address of its events.</param>
/// <param name="Token">Its key.</param>
/// <param name="TokenVariable">Where the key comes from: the environment variable to set.</param>
/// <param name="Trust">How its certificate is trusted.</param>
public sealed record ServerAccess(string Name, Uri Events, string Token, string TokenVariable, CertificateTrust Trust)
{
    internal const string UrlSetting = "Url";
    internal const string CertificateSetting = "CertificateSha256";

    /// <summary>Host and port as shown to people.</summary>
    public string Authority => $"{WebAddress.Host(Events)}:{Events.Port}";

    /// <summary>Whether nobody wrote the port, so that it is the scheme's.</summary>
    public bool PortIsAssumed { get; init; }

    /// <summary>The environment variable of one of this server's settings.</summary>
    public string Variable(string setting) => VariableOf(Name, setting);

    public static string VariableOf(string server, string setting) => $"QrMenu__Servers__{server}__{setting}";

    /// <summary>Never shows the key.</summary>
    public override string ToString() => $"{Name} at {Authority}";
}
