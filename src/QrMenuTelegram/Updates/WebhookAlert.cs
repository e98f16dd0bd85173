using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Updates;

/// <summary>Tells the managers, once, that a webhook keeps their commands from the bridge. Messages still reach them.</summary>
public sealed partial class WebhookAlert(Database database, ManagerAlerts managers, ILogger<WebhookAlert> logger)
{
    // 1 from when it was told until updates are read again, so a restart does not tell it anew.
    private const string Told = "telegram.webhook_told";

    private bool _settled;

    /// <summary>A webhook keeps updates from us.</summary>
    public void Tell() => Settle(1, transaction => managers.Tell(transaction, Urgency.Reply, null, TextKeys.Status.Webhook));

    /// <summary>Updates are read, for the first time or again.</summary>
    public void Recovered() => Settle(0, _ => { });

    private void Settle(long told, Action<Transaction> tell)
    {
        if (_settled && told == 1)
        {
            return;
        }
        try
        {
            _settled =
                database.Write(transaction =>
                {
                    if ((StateStore.Get(transaction, Told) ?? 0) == told)
                    {
                        return true;
                    }
                    if (told == 1 && ManagerAlerts.Destinations(transaction).Count == 0)
                    {
                        return false;
                    }
                    StateStore.Set(transaction, Told, told);
                    if (transaction.Attempt(() => tell(transaction)) is { } failure)
                    {
                        Log.NotTold(logger, failure);
                    }
                    return true;
                })
                && told == 1;
        }
        catch (SqliteException)
        {
            // The heartbeat says that nothing can be stored; the next failed poll tries this again.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The managers could not be told of the webhook")]
        public static partial void NotTold(ILogger logger, Exception e);
    }
}
