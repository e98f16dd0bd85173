using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Messages;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

/// <summary>What managers read of outages, word for word.</summary>
public sealed class AlertTextTests : IDisposable
{
    private readonly PollingRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("ru")]
    [InlineData("en")]
    public void Alerts_say_what_is_wrong_and_what_to_do(string language)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 16, 14, 30, TimeSpan.Zero));
        var clock = new Clock(time);
        var texts = Texts.Load(new RestaurantOptions(), new MessagesOptions());
        List<string> told = [];
        _database.Write(HeardAlerts.AddManager);
        var alerts = new OutageAlerts(
            new HeardAlerts((_, key, values) => told.Add(texts.Html(language, key, values))),
            new QrMenuOptions(),
            clock
        );
        var since = clock.Now - 750_000;

        _database.Write(transaction =>
        {
            foreach (var failure in Enum.GetValues<PollFailure>())
            {
                var reason = new PollAnswer.Failed(failure, "status 500: <h1>Oops & sorry</h1>")
                {
                    Fingerprint = failure == PollFailure.Untrusted ? new string('A', 64) : null,
                    Variable = "QrMenu__Servers__X__Y",
                };
                alerts.Tell(transaction, "Терраса", new OutageNews.Unreachable(clock.Now - 30_000), reason);
                if (failure == PollFailure.Untrusted)
                {
                    alerts.Tell(
                        transaction,
                        "Терраса",
                        new OutageNews.Unreachable(clock.Now - 30_000),
                        reason with
                        {
                            Pinned = new string('B', 64),
                        }
                    );
                }
            }
            alerts.Tell(transaction, "Терраса", new OutageNews.Losing(clock.Now - 300_000, clock.Now), null);
            alerts.Tell(transaction, "Терраса", new OutageNews.Back(clock.Now - 120_000, null), null);
            alerts.Tell(transaction, "Терраса", new OutageNews.Back(since, clock.Now - 300_000), null);
            alerts.Tell(transaction, "Терраса", new OutageNews.BridgeWasOff(since, clock.Now - 300_000), null);
        });
        foreach (var older in (TimeSpan?[])[null, TimeSpan.FromSeconds(90)])
        {
            told.Add(
                texts.Html(
                    language,
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
        Snapshot.Match("alerts." + language, string.Join("\n----\n", told) + "\n");
    }
}
