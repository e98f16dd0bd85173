using System.Globalization;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.Support;

/// <summary>The alerts about servers, reworded as an operator may reword them: so that each shows all its values.</summary>
internal static class AlertTexts
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss";

    private static readonly (string Key, string[] Values)[] Alerts =
    [
        ("server_unreachable", ["server", "since", "gone", "reason", "detail", "fingerprint", "pinned", "variable"]),
        ("server_losing", ["server", "since", "gone", "window", "until"]),
        ("server_back", ["server", "since", "gone", "lost", "until"]),
        ("bridge_was_off", ["server", "since", "gone", "until"]),
        ("server_flood", ["server"]),
        ("server_flood_over", ["server", "since", "count"]),
        ("event_failed", ["server", "code", "table", "received", "older", "body"]),
    ];

    private static readonly string[] Instants = ["since", "until", "received"];

    public static Texts ThatShowAllValues { get; } = Load();

    /// <summary>What such a text shows.</summary>
    public static Alert Read(string html, Instant at)
    {
        var lines = TelegramHtml.ToPlain(html).Split('\n');
        return new Alert(lines[0], at, lines.Skip(1).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]));
    }

    public static DateTimeOffset Instant(string value) =>
        DateTimeOffset.ParseExact(value, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static TimeSpan Span(string value) => TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture));

    private static Texts Load()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("ru"));
        File.WriteAllText(folder.File("ru/alerts.yaml"), "alert:\n" + string.Concat(Alerts.Select(Entry)));
        var texts = Texts.Load(new RestaurantOptions(), new MessagesOptions { Folder = folder.Path });
        texts.Problems.ShouldBeEmpty();
        return texts;
    }

    private static string Entry((string Key, string[] Values) alert) =>
        $"  {alert.Key}: |\n    alert.{alert.Key}\n" + string.Concat(alert.Values.Select(name => $"    {name}={Placeholder(name)}\n"));

    private static string Placeholder(string name) =>
        Instants.Contains(name) ? $"{{{{ {name} | date: '%Y-%m-%dT%H:%M:%S' }}}}" : $"{{{{ {name} }}}}";
}
