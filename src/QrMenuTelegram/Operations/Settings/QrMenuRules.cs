using QrMenuTelegram.Configuration;
using QrMenuTelegram.QrMenu;

namespace QrMenuTelegram.Operations.Settings;

internal static class QrMenuRules
{
    private static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(10);

    public static void Check(QrMenuOptions options, bool anyServer, Findings findings)
    {
        var possible = findings.AllGood("QrMenu__PollInterval", "QrMenu__Timeout", "QrMenu__QueueWindow");
        if (possible && options.QueueWindow < options.PollInterval + options.Timeout)
        {
            findings.Error(
                "QrMenu__QueueWindow",
                $"is {options.QueueWindow}, shorter than a poll may take ({options.PollInterval} + {options.Timeout})",
                "Set it to how long the QR Menu server keeps events, 00:05:00 if nobody changed it there; or lower QrMenu__Timeout."
            );
        }
        if (possible && options.PollInterval > SlowPoll)
        {
            findings.Warn(
                "QrMenu__PollInterval",
                $"is {Durations.Words(options.PollInterval)}: every call comes up to that much later",
                $"00:00:01 is usual{(options.PollInterval == TimeSpan.FromMinutes(1) ? " (00:01 is a minute)" : "")}."
            );
        }
        if (!anyServer)
        {
            findings.Error(
                "QrMenu__Servers__NAME__Url",
                "is not set",
                "Name at least one QR Menu server: put the restaurant's name for NAME and https://ip:port as the value."
            );
        }
        WarnOfTwins(options.Servers, findings);
    }

    private static void WarnOfTwins(IEnumerable<ServerAccess> servers, Findings findings)
    {
        foreach (var twins in servers.GroupBy(server => server.Events).Where(group => group.Count() > 1))
        {
            findings.Warn(
                twins.Last().Variable(ServerAccess.UrlSetting),
                $"is the same for {string.Join(" and ", twins.Select(server => server.Name))}",
                "Every event will come once for each; remove all but one."
            );
        }
        foreach (var twins in servers.GroupBy(server => server.Token).Where(group => group.DistinctBy(server => server.Events).Count() > 1))
        {
            findings.Warn(
                twins.Last().Variable("Token"),
                $"is the same for {string.Join(" and ", twins.Select(server => server.Name))}",
                "If both are one server under two addresses, every event will come twice: remove one."
            );
        }
    }
}
