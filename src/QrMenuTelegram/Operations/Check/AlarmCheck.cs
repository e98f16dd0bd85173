using QrMenuTelegram.Alarms;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Operations.Health;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Operations.Check;

/// <summary>Whether somebody would hear if nobody saw anything: a test by each channel of the alarm, and a ping.</summary>
internal static class AlarmCheck
{
    private const string Name = "Alarm";

    /// <summary>Says what there is, and sends only where it is asked to.</summary>
    public static async Task Run(BridgeSettings settings, bool send, Clock clock, Screen screen, CancellationToken cancel)
    {
        var isAlarm = settings.Alarm.Mail.Server is not null || settings.Alarm.Url is not null;
        if (!isAlarm && settings.Heartbeat.Url is null)
        {
            if (send)
            {
                screen.Note(Name, "none is configured: see Alarm__Mail__Server, Alarm__Url and Heartbeat__Url");
            }
            return;
        }
        if (!send)
        {
            screen.Ok(Name, Configured(settings) + "; not tried: check --alarm does");
            return;
        }
        var texts = new AlarmTexts(
            Texts.Load(settings.Restaurant, settings.Messages),
            new ServerNames([.. settings.Servers.Select(server => server.Name)]),
            clock
        );
        if (settings.Alarm.Mail.Server is not null)
        {
            await Try(new MailChannel(settings.Alarm, texts, clock), $"a test mail went to {settings.Alarm.Mail.Recipients}");
        }
        if (settings.Alarm.Url is not null)
        {
            using var channel = new UrlChannel(settings.Alarm, texts, settings.Restaurant, clock);
            await Try(channel, "the address took a test");
        }
        if (settings.Heartbeat.Url is not null)
        {
            using var monitor = new HeartbeatMonitor(settings.Heartbeat);
            Tell("Heartbeat__Url", await monitor.Ping(problem: null, cancel), "the monitor took a ping");
        }

        async Task Try(IAlarmChannel channel, string done)
        {
            var outcome = await channel.Send(new AlarmNews(AlarmKind.Test, clock.Now, clock.Now, []), cancel);
            Tell(channel.Name, (outcome as AlarmOutcome.Failed)?.Why ?? (outcome as AlarmOutcome.Sent)?.Note, done);
        }

        void Tell(string name, string? problem, string done)
        {
            if (problem is null)
            {
                screen.Ok(name, done);
            }
            else
            {
                screen.Fail(name, problem);
            }
        }
    }

    private static string Configured(BridgeSettings settings)
    {
        var (mail, url) = (settings.Alarm.Mail, settings.Alarm.Url);
        string[] parts =
        [
            .. mail.Server is null ? Array.Empty<string>() : [$"by mail to {mail.Recipients}"],
            .. url is null ? Array.Empty<string>() : ["by Alarm__Url"],
        ];
        var alarm = parts.Length == 0 ? "none" : $"after {Durations.Words(settings.Alarm.After)}, {string.Join(" and ", parts)}";
        return alarm + (settings.Heartbeat.Url is null ? "" : "; a monitor is pinged each minute");
    }
}
