using Microsoft.Extensions.Configuration;

namespace QrMenuTelegram.Operations.Settings;

/// <summary>What kind of value a variable takes.</summary>
internal enum Kind
{
    Text,
    Duration,
    Whole,
    Number,
    Flag,
}

/// <summary>Every variable of ours; the options classes hold their meaning and defaults.</summary>
internal static class Variables
{
    /// <summary>Stands for the restaurant's name.</summary>
    private const string Name = "NAME";

    public static IReadOnlyDictionary<string, Kind> All { get; } = new Dictionary<string, Kind>(StringComparer.OrdinalIgnoreCase)
    {
        ["Telegram:Token"] = Kind.Text,
        ["Telegram:TokenFile"] = Kind.Text,
        ["Telegram:ApiUrl"] = Kind.Text,
        ["Telegram:Proxy"] = Kind.Text,
        ["Telegram:Managers"] = Kind.Text,
        ["QrMenu:Servers:NAME:Url"] = Kind.Text,
        ["QrMenu:Servers:NAME:Token"] = Kind.Text,
        ["QrMenu:Servers:NAME:TokenFile"] = Kind.Text,
        ["QrMenu:Servers:NAME:CertificateSha256"] = Kind.Text,
        ["QrMenu:Servers:NAME:CaFile"] = Kind.Text,
        ["QrMenu:Servers:NAME:AllowAnyCertificate"] = Kind.Flag,
        ["QrMenu:PollInterval"] = Kind.Duration,
        ["QrMenu:Timeout"] = Kind.Duration,
        ["QrMenu:QueueWindow"] = Kind.Duration,
        ["Restaurant:Language"] = Kind.Text,
        ["Restaurant:TimeZone"] = Kind.Text,
        ["Restaurant:DayStart"] = Kind.Duration,
        ["Restaurant:Currency"] = Kind.Text,
        ["Restaurant:SystemWaiters"] = Kind.Text,
        ["Restaurant:Hours"] = Kind.Text,
        ["Messages:Folder"] = Kind.Text,
        ["Delivery:PrivatePerSecond"] = Kind.Number,
        ["Delivery:GroupPerMinute"] = Kind.Whole,
        ["Delivery:BotPerSecond"] = Kind.Whole,
        ["Delivery:LateAfter"] = Kind.Duration,
        ["Delivery:KeepRefused"] = Kind.Duration,
        ["Delivery:ProbeRefused"] = Kind.Duration,
        ["Calls:Remind"] = Kind.Flag,
        ["Calls:Steps:NAME:After"] = Kind.Duration,
        ["Calls:Steps:NAME:To"] = Kind.Text,
        ["Calls:Steps:NAME:Silent"] = Kind.Flag,
        ["Calls:Codes:NAME:Steps:NAME:After"] = Kind.Duration,
        ["Calls:Codes:NAME:Steps:NAME:To"] = Kind.Text,
        ["Calls:Codes:NAME:Steps:NAME:Silent"] = Kind.Flag,
        ["Calls:Halls:NAME:Steps:NAME:After"] = Kind.Duration,
        ["Calls:Halls:NAME:Steps:NAME:To"] = Kind.Text,
        ["Calls:Halls:NAME:Steps:NAME:Silent"] = Kind.Flag,
        ["Calls:RingAgain"] = Kind.Duration,
        ["Calls:HolderAfter"] = Kind.Duration,
        ["Calls:MissedAfter"] = Kind.Duration,
        ["Calls:CloseOnTake"] = Kind.Flag,
        ["Calls:OnlyStaff"] = Kind.Flag,
        ["Calls:HallAfter"] = Kind.Duration,
        ["Calls:PosWaiterOwns"] = Kind.Flag,
        ["Calls:ShiftLength"] = Kind.Duration,
        ["Calls:AgeSteps"] = Kind.Text,
        ["Storage:Path"] = Kind.Text,
        ["Storage:KeepHistory"] = Kind.Duration,
    };

    // What comes after one of these is a name that people choose.
    private static readonly string[] Lists = ["Servers", "Steps", "Codes", "Halls"];

    private static readonly HashSet<string> Sections = [.. All.Keys.Select(FirstPart)];

    /// <summary>A key as an environment variable is written.</summary>
    public static string Spell(string key) => key.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);

    /// <summary>The kind of a configured key; null when there is no such variable.</summary>
    public static Kind? KindOf(string key) => All.TryGetValue(Pattern(key), out var kind) ? kind : null;

    /// <summary>Whether a key is meant for us: in one of our sections, or in one that is nearly called so.</summary>
    public static bool Ours(string key) => key.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)
        && Sections.Any(section => Nearness.Distance(section, FirstPart(key)) <= section.Length / 4);

    /// <summary>The variable that was probably meant; null when none is near.</summary>
    public static string? Nearest(string key)
    {
        var parts = key.Split(ConfigurationPath.KeyDelimiter);
        if (parts.Length == 3 && Nearness.Distance(parts[1], "Servers") <= 2)
        {
            return Spell($"QrMenu:Servers:{parts[2]}:Url");
        }
        var asked = Pattern(key);
        var (best, distance) = All.Keys.Select(known => (known, Nearness.Distance(known, asked))).MinBy(pair => pair.Item2);
        return distance > Math.Max(3, asked.Length / 2) ? null : Spell(WithNames(best, parts));
    }

    // QrMenu:Servers:Terrace:Url → QrMenu:Servers:NAME:Url
    private static string Pattern(string key)
    {
        var parts = key.Split(ConfigurationPath.KeyDelimiter);
        for (var i = 1; i + 2 < parts.Length; i++)
        {
            if (Lists.Any(list => Nearness.Distance(parts[i], list) <= 2))
            {
                parts[++i] = Name;
            }
        }
        return string.Join(ConfigurationPath.KeyDelimiter, parts);
    }

    // QrMenu:Servers:NAME:Url → QrMenu:Servers:Terrace:Url
    private static string WithNames(string pattern, string[] asked) => string.Join(
        ConfigurationPath.KeyDelimiter, pattern.Split(ConfigurationPath.KeyDelimiter).Select((part, i) => part == Name && i < asked.Length ? asked[i] : part));

    private static string FirstPart(string key) => key.Split(ConfigurationPath.KeyDelimiter, 2)[0];
}
