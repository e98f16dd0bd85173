using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

/// <summary>What managers read of outages, word for word.</summary>
public sealed class AlertTextTests : IDisposable
{
    private readonly BridgeParts _parts = new(new DateTimeOffset(2026, 5, 1, 16, 14, 30, TimeSpan.Zero), "Терраса");

    public void Dispose() => _parts.Dispose();

    [Theory]
    [InlineData("ru")]
    [InlineData("en")]
    public void Alerts_say_what_is_wrong_and_what_to_do(string language)
    {
        _parts.Settings["Restaurant__Language"] = language;
        _parts.Start();
        _parts.AddManager();
        var (alerts, managers, clock) = (_parts.Get<OutageAlerts>(), _parts.Get<ManagerAlerts>(), _parts.Clock);
        var since = clock.Now - TimeSpan.FromSeconds(750);

        _parts.Write(transaction =>
        {
            foreach (var failure in Enum.GetValues<PollFailure>())
            {
                var reason = new PollAnswer.Failed(failure, "status 500: <h1>Oops & sorry</h1>")
                {
                    Fingerprint = failure == PollFailure.Untrusted ? new string('A', 64) : null,
                    Variable = "QrMenu__Servers__X__Y",
                };
                alerts.Tell(transaction, "Терраса", new OutageNews.Unreachable(clock.Now - TimeSpan.FromSeconds(30)), reason);
                if (failure == PollFailure.Untrusted)
                {
                    alerts.Tell(
                        transaction,
                        "Терраса",
                        new OutageNews.Unreachable(clock.Now - TimeSpan.FromSeconds(30)),
                        reason with
                        {
                            Pinned = new string('B', 64),
                        }
                    );
                }
            }
            alerts.Tell(transaction, "Терраса", new OutageNews.Losing(clock.Now - TimeSpan.FromSeconds(300), clock.Now), null);
            alerts.Tell(transaction, "Терраса", new OutageNews.Back(clock.Now - TimeSpan.FromSeconds(120), null), null);
            alerts.Tell(transaction, "Терраса", new OutageNews.Back(since, clock.Now - TimeSpan.FromSeconds(300)), null);
            alerts.Tell(transaction, "Терраса", new OutageNews.BridgeWasOff(since, clock.Now - TimeSpan.FromSeconds(300)), null);
        });
        foreach (var older in (TimeSpan?[])[null, TimeSpan.FromSeconds(90)])
        {
            _parts.Write(transaction =>
                managers.Tell(
                    transaction,
                    Urgency.Reply,
                    null,
                    TextKeys.Alert.EventFailed,
                    ("server", "Терраса"),
                    ("code", "waiter_call"),
                    ("table", "6 <VIP>"),
                    ("received", clock.Wall),
                    ("older", older),
                    ("body", """{"hash":"1"}""")
                )
            );
        }
        Snapshot.Match("alerts." + language, string.Join("\n----\n", _parts.Notices.Select(notice => notice.Html)) + "\n");
    }
}
