using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Playground.Bridge;

/// <summary>Looks into the bridge's database, reading only: whether it runs or not, the file says what became of each event.</summary>
internal sealed class BridgeDatabase(string path)
{
    /// <param name="AcceptedAfter">The hashes of events accepted after the event asked about.</param>
    /// <param name="LastEvent">The newest event's row.</param>
    /// <param name="Shown">Events whose every notice is shown.</param>
    /// <param name="Waiting">Events with a notice that is not shown yet.</param>
    /// <param name="OldestWaiting">When the oldest of those was received, steady Unix milliseconds; null for none.</param>
    /// <param name="Late">Notices shown with a word on how late they are.</param>
    /// <param name="Messages">Chat and Telegram's id of each message that the bridge knows of.</param>
    public sealed record Contents(
        IReadOnlyList<string> AcceptedAfter,
        long LastEvent,
        long Shown,
        long Waiting,
        long? OldestWaiting,
        long Late,
        IReadOnlySet<(long Chat, long Message)> Messages
    );

    /// <summary>Null where there is no database yet, or it can't be read just now.</summary>
    public Contents? Read(long afterEvent)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = path,
                    Mode = SqliteOpenMode.ReadOnly,
                    Pooling = false,
                }.ToString()
            );
            connection.Open();
            return Read(connection, afterEvent);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private static Contents Read(SqliteConnection connection, long afterEvent)
    {
        var accepted = new List<string>();
        var last = afterEvent;
        Each(
            connection,
            $"SELECT id, hash FROM events WHERE id > {afterEvent} ORDER BY id",
            row =>
            {
                last = row.GetInt64(0);
                accepted.Add(row.GetString(1));
            }
        );
        long shown = 0,
            waiting = 0,
            late = 0;
        long? oldest = null;
        Each(
            connection,
            """
            SELECT e.received_at,
                   sum(n.ended_at IS NULL AND (m.id IS NULL OR m.telegram_id IS NULL)),
                   sum(n.late_by > 0 AND m.telegram_id IS NOT NULL)
            FROM (SELECT id AS notice_id, CAST(substr(subject, 7) AS INTEGER) AS event_id FROM notices WHERE subject LIKE 'event:%'
                  UNION ALL
                  SELECT cn.notice_id, e.id FROM call_notices cn
                  JOIN calls c ON c.id = cn.call_id
                  JOIN events e ON e.server = c.server AND e.table_id = c.table_id AND e.code = c.code
                      AND e.received_at BETWEEN c.opened_at AND c.pressed_at
                  WHERE cn.kind IN ('call', 'unclaimed', 'unclaimed_again', 'muted')) s
            JOIN notices n ON n.id = s.notice_id
            JOIN events e ON e.id = s.event_id
            LEFT JOIN messages m ON m.id = n.message_id
            GROUP BY e.id
            """,
            row =>
            {
                late += row.GetInt64(2);
                if (row.GetInt64(1) == 0)
                {
                    shown++;
                    return;
                }
                waiting++;
                oldest = Math.Min(oldest ?? long.MaxValue, row.GetInt64(0));
            }
        );
        var messages = new HashSet<(long, long)>();
        Each(
            connection,
            "SELECT chat_id, telegram_id FROM messages WHERE telegram_id IS NOT NULL",
            row => messages.Add((row.GetInt64(0), row.GetInt64(1)))
        );
        return new Contents(accepted, last, shown, waiting, oldest, late, messages);
    }

    private static void Each(SqliteConnection connection, string sql, Action<SqliteDataReader> row)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            row(reader);
        }
    }
}
