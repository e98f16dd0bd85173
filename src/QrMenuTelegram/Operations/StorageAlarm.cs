using Microsoft.Data.Sqlite;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Operations;

/// <summary>
/// Tells the managers that nothing can be stored. The only words that go to Telegram past the outbox, which can't take
/// them: to each place once, until storing works again.
/// </summary>
internal sealed class StorageAlarm(
    Heartbeat heartbeat,
    Database database,
    ITelegram telegram,
    Texts texts,
    ManagerAlerts alerts,
    Clock clock
) : IWorker
{
    /// <summary>A disk that is full or held for a moment is no news; a file that is gone does not come back by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly HashSet<Destination> _told = [];
    private Instant? _since;

    public string Name => "Storage alarm";

    public async ValueTask<Due> Turn(CancellationToken cancel)
    {
        await Tell(heartbeat.StorageFailure, cancel);
        return new Due(clock.Now + LookEvery);
    }

    private async Task Tell(Exception? failure, CancellationToken cancel)
    {
        if (failure is null)
        {
            Over();
            return;
        }
        _since ??= clock.Now;
        if (!OpenFiles.IsLoss(failure) && clock.Now - _since < Patience)
        {
            return;
        }
        foreach (var (to, language) in Listeners().Where(listener => !_told.Contains(listener.To)))
        {
            var html = texts.Html(
                language,
                TextKeys.Alert.StorageStuck,
                ("since", clock.ToWall(_since.Value)),
                ("reason", Reason(failure)),
                ("path", database.Path)
            );
            if (await telegram.Send(to.ChatId, to.TopicId, MessageContent.Html(html), silent: false, cancel) is not SendOutcome.Throttled)
            {
                _told.Add(to);
            }
        }
    }

    private void Over()
    {
        if (_told.Count > 0)
        {
            database.Write(transaction =>
                alerts.Tell(transaction, Urgency.Reply, null, TextKeys.Alert.StorageBack, ("since", clock.ToWall(_since!.Value)))
            );
            _told.Clear();
        }
        _since = null;
    }

    private IReadOnlyList<(Destination To, string Language)> Listeners() =>
        database.Read<IReadOnlyList<(Destination, string)>>(connection =>
        {
            var reading = new Transaction(connection, database.Signals);
            return
            [
                .. ManagerAlerts.Destinations(reading).Select(to => (to, texts.Language(ChatStore.Find(reading, to.ChatId)?.Language))),
            ];
        });

    // The names are what the texts tell apart.
    private static string Reason(Exception failure) =>
        failure switch
        {
            _ when OpenFiles.IsLoss(failure) => "lost",
            SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL } => "full",
            _ => "other",
        };
}
