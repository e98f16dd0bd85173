using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Alarms;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Operations.Health;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Operations.Settings;

/// <summary>The whole configuration, read and checked. Each options class declares its variables where it reads them.</summary>
/// <param name="Telegram">Section <c>Telegram</c>.</param>
/// <param name="QrMenu">Section <c>QrMenu</c>.</param>
/// <param name="Restaurant">Section <c>Restaurant</c>.</param>
/// <param name="Messages">Section <c>Messages</c>.</param>
/// <param name="Delivery">Section <c>Delivery</c>.</param>
/// <param name="Calls">Section <c>Calls</c>.</param>
/// <param name="Storage">Section <c>Storage</c>.</param>
/// <param name="Alarm">Section <c>Alarm</c>.</param>
/// <param name="Heartbeat">Section <c>Heartbeat</c>.</param>
internal sealed record BridgeSettings(
    TelegramOptions Telegram,
    QrMenuOptions QrMenu,
    RestaurantOptions Restaurant,
    MessagesOptions Messages,
    DeliveryOptions Delivery,
    CallsOptions Calls,
    StorageOptions Storage,
    AlarmOptions Alarm,
    HeartbeatOptions Heartbeat
)
{
    /// <summary>What is odd but can be worked with.</summary>
    public IReadOnlyList<Problem> Warnings { get; private init; } = [];

    public IReadOnlyList<ServerAccess> Servers => QrMenu.Servers;

    /// <summary>Reads and checks everything at once, so that all that is wrong can be fixed at once.</summary>
    /// <exception cref="SettingsException">With every problem there is.</exception>
    public static BridgeSettings Read(IConfiguration configuration)
    {
        var findings = new Findings();
        var read = new VariableReader(OnlyKnown(configuration, findings), findings);
        var settings = ReadValues(read);
        TelegramRules.Check(settings.Telegram, findings);
        QrMenuRules.Check(settings.QrMenu, read.Each("QrMenu__Servers").Any(), findings);
        DeliveryRules.Check(settings.Delivery, findings);
        StorageRules.Check(settings.Storage, settings.QrMenu, findings);
        MailRules.Check(settings.Alarm.Mail, findings);
        return findings.Errors.Count == 0
            ? settings with
            {
                Warnings = findings.Warnings,
            }
            : throw new SettingsException(findings.Errors, findings.Warnings);
    }

    /// <summary>Each value by itself; what the values mean together is not checked.</summary>
    internal static BridgeSettings ReadValues(VariableReader read) =>
        new(
            new TelegramOptions(read),
            new QrMenuOptions(read),
            new RestaurantOptions(read),
            new MessagesOptions(read),
            new DeliveryOptions(read),
            new CallsOptions(read),
            new StorageOptions(read),
            new AlarmOptions(read),
            new HeartbeatOptions(read)
        );

    // What is set and of ours; a name that is none of ours is warned of, and so is a secret in the arguments.
    private static IConfigurationRoot OnlyKnown(IConfiguration configuration, Findings findings)
    {
        var values = new Dictionary<string, string?>();
        foreach (var (key, value) in configuration.AsEnumerable())
        {
            if (string.IsNullOrWhiteSpace(value) || !KnownVariables.Ours(key))
            {
                continue;
            }
            if (!KnownVariables.IsKnown(key))
            {
                findings.Warn(
                    KnownVariables.Spell(key),
                    "is no variable of the bridge and has no effect",
                    KnownVariables.Nearest(key) is { } near ? $"Did you mean {near}?" : "Remove it."
                );
                continue;
            }
            values[key] = value;
            if (Arguments.Shows(configuration, key, value.Trim()))
            {
                findings.Warn(
                    KnownVariables.Spell(key),
                    "is given as an argument, which every user of this machine can read",
                    "Put it into .env, the environment or a file, and make a new one where others could read it."
                );
            }
        }
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }
}
