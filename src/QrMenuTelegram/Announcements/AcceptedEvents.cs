using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Announcements;

/// <summary>An event as it was accepted.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Server">The server's name.</param>
/// <param name="Code">As the event says; '' where it had none.</param>
/// <param name="TableId">As the server writes it; '' where the event named none.</param>
/// <param name="TableName">What staff called the table then.</param>
/// <param name="OlderBy">How much older it may be, in milliseconds.</param>
/// <param name="Body">The element as received.</param>
public sealed record AcceptedEvent(
    long Id,
    string Server,
    string Code,
    string TableId,
    string TableName,
    Instant ReceivedAt,
    long OlderBy,
    string Body
);

/// <summary>Accepted events, and which of them came while there was no manager to tell. (Calls are kept as calls.)</summary>
public static class AcceptedEvents
{
    private const int Most = 100;

    // Older ones are of use to nobody any more; reports count them.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private const string Select = """
        SELECT id AS Id, server AS Server, code AS Code, table_id AS TableId, table_name AS TableName, received_at AS ReceivedAt,
               older_by AS OlderBy, body AS Body
        FROM events
        """;

    /// <summary>Null once it was pruned.</summary>
    public static AcceptedEvent? Find(Transaction transaction, long id) =>
        transaction.Connection.QueryFirstOrDefault<AcceptedEvent>(Select + " WHERE id = @id", new { id });

    public static void KeepUntold(Transaction transaction, long id) =>
        transaction.Connection.Execute("UPDATE events SET untold = 1 WHERE id = @id", new { id });

    /// <summary>The newest of the last hour that nobody was told of, oldest first; none is kept any more.</summary>
    public static IReadOnlyList<AcceptedEvent> TakeUntold(Transaction transaction, Instant now)
    {
        var untold = transaction
            .Connection.Query<AcceptedEvent>(Select + " WHERE untold = 1 ORDER BY id DESC LIMIT @most", new { most = Most })
            .AsList();
        transaction.Connection.Execute("UPDATE events SET untold = 0 WHERE untold = 1");
        return [.. untold.Where(one => one.ReceivedAt > now - Fresh).Reverse()];
    }
}
