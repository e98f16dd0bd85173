using QrMenuTelegram.QrMenu;

namespace QrMenuTelegram.Operations.Settings;

internal static class QrMenuRules
{
    private static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(10);

    /// <returns>The servers that can be asked.</returns>
    public static IReadOnlyList<ServerAccess> Check(QrMenuOptions options, Findings findings)
    {
        var possible = findings.Within("QrMenu__PollInterval", options.PollInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1))
            & findings.Within("QrMenu__Timeout", options.Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2))
            & findings.Within("QrMenu__QueueWindow", options.QueueWindow, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
        if (possible && options.QueueWindow < options.PollInterval + options.Timeout)
        {
            findings.Error(
                "QrMenu__QueueWindow",
                $"is {options.QueueWindow}, shorter than a poll may take ({options.PollInterval} + {options.Timeout})",
                "Set it to how long the QR Menu server keeps events, 00:05:00 if nobody changed it there; or lower QrMenu__Timeout.");
        }
        if (possible && options.PollInterval > SlowPoll)
        {
            findings.Warn(
                "QrMenu__PollInterval",
                $"is {Durations.Words(options.PollInterval)}: every call comes up to that much later",
                $"00:00:01 is usual{(options.PollInterval == TimeSpan.FromMinutes(1) ? " (00:01 is a minute)" : "")}.");
        }
        if (options.Servers.Count == 0)
        {
            findings.Error(
                "QrMenu__Servers__NAME__Url",
                "is not set",
                "Name at least one QR Menu server: put the restaurant's name for NAME and https://ip:port as the value.");
        }
        ServerAccess[] servers = [.. options.Servers.Select(server => Check(server.Key, server.Value, findings)).OfType<ServerAccess>()];
        WarnOfTwins(servers, findings);
        return servers;
    }

    private static ServerAccess? Check(string name, MenuServerOptions server, Findings findings)
    {
        var access = ServerAccessReader.Read(name, server, out var problems);
        foreach (var problem in problems)
        {
            findings.Error(problem);
        }
        if (access?.Events.Scheme == "http")
        {
            findings.Warn(access.Variable("Url"), "is http: the key crosses the network unprotected", "Write https:// if the server speaks it.");
        }
        if (server.AllowAnyCertificate)
        {
            findings.Warn(
                ServerAccess.VariableOf(name, "AllowAnyCertificate"),
                "is true: whoever gets between the bridge and the server can read the key and make up events",
                $"Set {ServerAccess.VariableOf(name, "CertificateSha256")} instead; `check` shows the fingerprint once this is removed.");
        }
        return access;
    }

    private static void WarnOfTwins(IEnumerable<ServerAccess> servers, Findings findings)
    {
        foreach (var twins in servers.GroupBy(server => server.Events).Where(group => group.Count() > 1))
        {
            findings.Warn(
                twins.Last().Variable("Url"),
                $"is the same for {string.Join(" and ", twins.Select(server => server.Name))}",
                "Every event will come once for each; remove all but one.");
        }
    }
}
