using System.Globalization;
using System.Net;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Network;

namespace QrMenuTelegram.Telegram;

/// <summary>Section <c>Telegram</c>.</summary>
public sealed class TelegramOptions(VariableReader read)
{
    internal const string ApiForm =
        "Write http://host:port of your own Bot API server, with the path that is before /bot if there is one, or leave it out for "
        + "Telegram's.";

    public TelegramOptions()
        : this(VariableReader.NothingSet) { }

    public Secret Token { get; init; } =
        read.Secret(
            "Telegram__Token",
            new(
                "is not set",
                "Get one from @BotFather in Telegram (/newbot) and set it. Or name a file that holds it: Telegram__TokenFile."
            ),
            token =>
                IsToken(token)
                    ? null
                    : new(
                        "is not a bot token",
                        "Copy the whole token that @BotFather gave you: digits, a colon, letters, as in 123456789:AAE…."
                    ),
            "/run/secrets/telegram_token",
            "The bot's token, as @BotFather gave it.",
            "Instead of the token: a file that holds it and nothing else (Docker secrets, systemd credentials)."
        )!;

    /// <summary>Null for Telegram's own.</summary>
    public Uri? ApiUrl { get; init; } =
        read.Optional<Uri>(
            "Telegram__ApiUrl",
            ParseApi,
            "Another Bot API server than Telegram's own, with the path that is before /bot if there is one."
        );

    /// <summary>Null for none.</summary>
    public WebProxy? Proxy { get; init; } =
        read.Optional<WebProxy>(
            "Telegram__Proxy",
            ProxyAddress.Parse,
            "Proxy to Telegram, where it is blocked: http://host:port, https://… or socks5://user:password@host:port. Write %40 for @ "
                + "in a password."
        );

    /// <summary>At least one; the preferred first.</summary>
    public IReadOnlyList<WayOptions> Ways => NamedWays.Count > 0 ? NamedWays : [new WayOptions(WayOptions.OnlyName, ApiUrl, Proxy)];

    /// <summary>In the order of their names, which is that of preference; empty where there is but one way, without a name.</summary>
    public IReadOnlyList<WayOptions> NamedWays { get; init; } =
    [.. read.Each("Telegram__Ways").Select(way => WayReader.Read(way.Name, way.Read)).Order(WayReader.ByName)];

    /// <summary>Ids of users.</summary>
    public IReadOnlySet<long> Managers { get; init; } =
        read.Optional<HashSet<long>>(
            "Telegram__Managers",
            ParseIds,
            "User ids of those who are managers from the start, separated by commas. Empty: the log shows a one-time link at the start."
        ) ?? [];

    /// <summary>Whether a bot without descriptions or picture gets ours, once.</summary>
    public bool Presentation { get; init; } =
        read.Flag("Telegram__Presentation", true, "Whether the bot gets descriptions and a picture at the first start, where it has none.");

    internal static bool IsToken(string token) =>
        token.Split(':') is [var id, { Length: > 0 } rest]
        && id.Length > 0
        && id.All(char.IsAsciiDigit)
        && rest.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    internal static Parsed<Uri, Correction> ParseApi(string api)
    {
        if (!WebAddress.TryParse(api, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return new Correction(api.Contains('@', StringComparison.Ordinal) ? "is not an address" : $"is '{api}'", ApiForm);
        }
        return uri.Query.Length > 0 || uri.Fragment.Length > 0
            ? new Correction("has a ? or # in it, and what comes after it can't be sent", ApiForm)
            : uri;
    }

    private static Parsed<HashSet<long>, Correction> ParseIds(string list)
    {
        var ids = new HashSet<long>();
        var wrong = new List<string>();
        foreach (var word in list.Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
            {
                ids.Add(id);
            }
            else
            {
                wrong.Add($"'{word}'");
            }
        }
        return wrong.Count == 0
            ? ids
            : new Correction(
                $"holds {string.Join(" and ", wrong)}",
                "Write the numeric ids of people, separated by commas: 111111111,222222222. The bot's answer to /start shows a person's id."
            );
    }
}
