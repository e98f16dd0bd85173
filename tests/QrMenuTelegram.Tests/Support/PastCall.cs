using Dapper;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Tests.Support;

/// <summary>A call as the database remembers it; instants are steady.</summary>
/// <param name="OpenedAt">When the guest pressed first.</param>
public sealed record PastCall(Instant OpenedAt)
{
    public string Server { get; init; } = "Центр";

    public string TableId { get; init; } = "1";

    public string Table { get; init; } = "6";

    public string Code { get; init; } = EventCodes.WaiterCall;

    public int Times { get; init; } = 1;

    public Instant? FirstClaimedAt { get; init; }

    /// <summary>0 for nobody.</summary>
    public long ClaimedBy { get; init; }

    public string ClaimedName { get; init; } = "";

    public Instant? ClaimedAt { get; init; }

    /// <summary>Null while it is open.</summary>
    public string? Outcome { get; init; } = CallOutcomes.Done;

    public void Insert(SqliteConnection connection)
    {
        var held = ClaimedBy != 0 && FirstClaimedAt is not null;
        connection.Execute(
            """
            INSERT INTO calls (server, table_id, table_key, table_name, code, event_id, opened_at, pressed_at, times, rung_at,
                waits_from, first_claimed_at,
                claimed_by, claimed_name, claimed_at, closed_at, outcome, due_at)
            VALUES (@server, @tableId, @key, @table, @code, 1, @opened, @opened, @times, @opened, @opened, @first, @by, @name, @claimed,
                @closed, @outcome, @due)
            """,
            new
            {
                server = Server,
                tableId = TableId,
                key = TableName.MakeKey(Table),
                table = Table,
                code = Code,
                opened = OpenedAt,
                times = Times,
                first = FirstClaimedAt,
                by = held ? ClaimedBy : (long?)null,
                name = held ? ClaimedName : null,
                claimed = held ? ClaimedAt ?? FirstClaimedAt : null,
                closed = Outcome is null ? (Instant?)null : OpenedAt + 600_000,
                outcome = Outcome,
                due = Outcome is null ? OpenedAt + 3_600_000 : (Instant?)null,
            }
        );
    }
}
