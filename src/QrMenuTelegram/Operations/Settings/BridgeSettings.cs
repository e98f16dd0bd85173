using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Operations.Settings;

/// <summary>The whole configuration, checked; tokens are those of the files where files are named.</summary>
/// <param name="Telegram">Section <c>Telegram</c>.</param>
/// <param name="QrMenu">Section <c>QrMenu</c>.</param>
/// <param name="Restaurant">Section <c>Restaurant</c>.</param>
/// <param name="Messages">Section <c>Messages</c>.</param>
/// <param name="Delivery">Section <c>Delivery</c>.</param>
/// <param name="Calls">Section <c>Calls</c>.</param>
/// <param name="Storage">Section <c>Storage</c>.</param>
/// <param name="Servers">The servers of <paramref name="QrMenu"/>, ready to be asked.</param>
/// <param name="Warnings">What is odd but can be worked with.</param>
internal sealed record BridgeSettings(
    TelegramOptions Telegram,
    QrMenuOptions QrMenu,
    RestaurantOptions Restaurant,
    MessagesOptions Messages,
    DeliveryOptions Delivery,
    CallsOptions Calls,
    StorageOptions Storage,
    IReadOnlyList<ServerAccess> Servers,
    IReadOnlyList<Problem> Warnings)
{
    /// <summary>Reads and checks everything at once, so that all that is wrong can be mended at once.</summary>
    /// <exception cref="SettingsException">With every problem there is.</exception>
    public static BridgeSettings Read(IConfiguration configuration)
    {
        var findings = new Findings();
        var configured = Clean(configuration, findings);
        var telegram = configured.GetSection(TelegramOptions.Section).Get<TelegramOptions>() ?? new();
        var menu = configured.GetSection(QrMenuOptions.Section).Get<QrMenuOptions>() ?? new();
        var restaurant = configured.GetSection(RestaurantOptions.Section).Get<RestaurantOptions>() ?? new();
        var messages = configured.GetSection(MessagesOptions.Section).Get<MessagesOptions>() ?? new();
        var delivery = configured.GetSection(DeliveryOptions.Section).Get<DeliveryOptions>() ?? new();
        var calls = configured.GetSection(CallsOptions.Section).Get<CallsOptions>() ?? new();
        var storage = configured.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new();
        TelegramRules.Check(telegram, findings);
        var servers = QrMenuRules.Check(menu, findings);
        MessageRules.Check(restaurant, messages, findings);
        DeliveryRules.Check(delivery, findings);
        CallRules.Check(calls, findings);
        StorageRules.Check(storage, menu, findings);
        return findings.Errors.Count == 0
            ? new(telegram, menu, restaurant, messages, delivery, calls, storage, servers, findings.Warnings)
            : throw new SettingsException(findings.Errors, findings.Warnings);
    }

    private static void Odd(IConfiguration configuration, string key, Kind kind, string value, Findings findings)
    {
        if (kind == Kind.Duration && Durations.IsBareNumber(value) && !key.Equals("Storage:KeepHistory", StringComparison.OrdinalIgnoreCase))
        {
            findings.Warn(Variables.Spell(key), $"is {value}, and a bare number means days", $"Write a unit: {value}s, {value}m, {value}h; or {value}d.");
        }
        if (Arguments.Shows(configuration, key, value))
        {
            findings.Warn(
                Variables.Spell(key),
                "is given as an argument, which every user of this machine can read",
                "Put it into .env, the environment or a file, and make a new one where others could read it.");
        }
    }

    // What is set, of ours, and of the right form; an empty value counts as not set, as Compose passes it.
    private static IConfiguration Clean(IConfiguration configuration, Findings findings)
    {
        var values = new Dictionary<string, string?>();
        foreach (var (key, value) in configuration.AsEnumerable())
        {
            if (string.IsNullOrWhiteSpace(value) || !Variables.Ours(key))
            {
                continue;
            }
            if (Variables.KindOf(key) is not { } kind)
            {
                findings.Unknown(key);
            }
            else if (Values.IsGood(kind, value.Trim(), out var mend))
            {
                values[key] = Values.Canonical(kind, value.Trim());
                Odd(configuration, key, kind, value.Trim(), findings);
            }
            else
            {
                findings.Error(Variables.Spell(key), $"is '{Values.Shown(value.Trim())}'", mend);
            }
        }
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }
}
