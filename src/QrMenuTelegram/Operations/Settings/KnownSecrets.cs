using Microsoft.Extensions.Configuration;

namespace QrMenuTelegram.Operations.Settings;

/// <summary>Teaches <see cref="Masks"/> what of a configuration is secret, before anything of it is shown.</summary>
internal static class KnownSecrets
{
    // Also of names that are nearly right: what a misspelt variable holds is as secret.
    private static readonly string[] Names = ["Token", "Password", "Passphrase", "Secret", "Key"];

    // Addresses of gateways and monitors hold keys, wherever in them.
    private static readonly string[] Addresses = ["Alarm:Url", "Heartbeat:Url"];

    /// <summary>A shorter path, as in /alarm, is a word of its own.</summary>
    private const int ShortestPath = 12;

    /// <summary>As configured, right or wrong.</summary>
    public static void Learn(this Masks masks, IConfiguration configuration)
    {
        foreach (var (key, value) in configuration.AsEnumerable())
        {
            if (string.IsNullOrWhiteSpace(value) || !KnownVariables.Ours(key))
            {
                continue;
            }
            if (IsSecret(key))
            {
                masks.LearnToken(value);
            }
            else if (Nearness.Distance("Header", Last(key)) <= 1)
            {
                masks.Learn(value);
                masks.Learn(value.Split(':', 2)[^1]);
            }
            else if (UserInfo(value) is { } user)
            {
                masks.Learn(user);
                masks.Learn(Uri.UnescapeDataString(user));
                foreach (var part in user.Split(':', 2).Skip(1))
                {
                    masks.Learn(part);
                    masks.Learn(Uri.UnescapeDataString(part));
                }
            }
        }
    }

    /// <summary>Also what stands in files.</summary>
    public static void Learn(this Masks masks, BridgeSettings settings)
    {
        masks.LearnToken(settings.Telegram.Token.Value);
        foreach (var way in settings.Telegram.NamedWays)
        {
            masks.Learn(way.Header?.Value);
        }
        masks.Learn(settings.Alarm.Mail.Password?.Value);
        masks.Learn(settings.Storage.Backups.Passphrase?.Value);
        masks.LearnAddress(settings.Alarm.Url);
        masks.LearnAddress(settings.Heartbeat.Url);
        foreach (var server in settings.Servers)
        {
            masks.Learn(server.Token);
        }
    }

    /// <summary>Whether a variable holds a secret by its name.</summary>
    public static bool IsSecret(string key)
    {
        var last = Last(key);
        return Addresses.Contains(key, StringComparer.OrdinalIgnoreCase)
            || Names.Any(name =>
                Nearness.Distance(name, last) <= (name.Length > 4 ? 1 : 0) || last.EndsWith(name, StringComparison.OrdinalIgnoreCase)
            );
    }

    /// <summary>What stands before the @ of an address; null where nothing does.</summary>
    public static string? UserInfo(string value)
    {
        var start = value.IndexOf("://", StringComparison.Ordinal);
        var end = start < 0 ? -1 : value.LastIndexOf('@');
        return end > start + 3 ? value[(start + 3)..end] : null;
    }

    private static string Last(string key) => key[(key.LastIndexOf(':') + 1)..];

    // Of a bot token the part behind the colon is the secret one, and may be quoted alone.
    public static void LearnToken(this Masks masks, string? token)
    {
        masks.Learn(token);
        masks.Learn(token?.Split(':', 2) is [_, var secret] ? secret : null);
    }

    // Errors quote an address as it was read, or what comes after the host.
    private static void LearnAddress(this Masks masks, Uri? address)
    {
        masks.Learn(address?.AbsoluteUri);
        masks.Learn(address?.PathAndQuery is { Length: > ShortestPath } path ? path : null);
    }
}
