using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.QrMenu;

/// <summary>Tells the managers of outages: the texts <c>alert.server_*</c> and <c>alert.bridge_was_off</c>.</summary>
public sealed class OutageAlerts(ManagerAlerts managers, QrMenuOptions options, Clock clock)
{
    /// <returns>False when nobody is there to hear it yet: then it is still news later.</returns>
    public bool Tell(Transaction transaction, string server, OutageNews news, PollAnswer.Failed? reason)
    {
        if (ManagerAlerts.Destinations(transaction).Count == 0)
        {
            return false;
        }
        switch (news)
        {
            case OutageNews.Unreachable(var since):
                Add(
                    transaction,
                    TextKeys.Alert.ServerUnreachable,
                    server,
                    since,
                    ("reason", Reason(reason)),
                    ("detail", reason?.Detail),
                    ("fingerprint", reason?.Fingerprint),
                    ("pinned", reason?.Pinned),
                    ("variable", reason?.Variable ?? ServerAccess.VariableOf(server, ServerAccess.UrlSetting))
                );
                break;
            case OutageNews.Losing(var since, var until):
                Add(transaction, TextKeys.Alert.ServerLosing, server, since, ("until", clock.ToWall(until)));
                break;
            case OutageNews.Back(var since, var lostUntil):
                Add(
                    transaction,
                    TextKeys.Alert.ServerBack,
                    server,
                    since,
                    ("lost", lostUntil is not null),
                    ("until", clock.ToWall(lostUntil ?? since))
                );
                break;
            case OutageNews.BridgeWasOff(var since, var lostUntil):
                Add(transaction, TextKeys.Alert.BridgeWasOff, server, since, ("until", clock.ToWall(lostUntil)));
                break;
            case OutageNews.Flood(var since):
                Add(transaction, TextKeys.Alert.ServerFlood, server, since);
                break;
            case OutageNews.FloodOver(var since, var heldBack):
                Add(transaction, TextKeys.Alert.ServerFloodOver, server, since, ("count", heldBack));
                break;
        }
        return true;
    }

    private void Add(Transaction transaction, TextKey key, string server, Instant since, params (string Name, object? Value)[] values) =>
        managers.Tell(
            transaction,
            Urgency.Reply,
            null,
            key,
            [
                ("server", server),
                ("since", clock.ToWall(since)),
                ("gone", clock.Now.Since(since)),
                ("window", options.QueueWindow),
                .. values,
            ]
        );

    // The names are what the texts tell apart.
    private static string Reason(PollAnswer.Failed? reason) =>
        reason?.Failure switch
        {
            PollFailure.TimedOut => "timed_out",
            PollFailure.Untrusted => "untrusted",
            PollFailure.WrongToken => "wrong_token",
            PollFailure.Refused => "refused",
            PollFailure.ServerError => "server_error",
            PollFailure.Unreadable => "unreadable",
            PollFailure.NotStored => "not_stored",
            _ => "unreachable",
        };
}
