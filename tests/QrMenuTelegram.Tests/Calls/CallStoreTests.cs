using Dapper;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Calls;

public sealed class CallStoreTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("SELECT id FROM calls WHERE due_at > 0 ORDER BY +opened_at, id", "calls_due")]
    [InlineData(
        "SELECT id FROM calls WHERE server = 'a' AND iif(table_id = '', table_key, table_id) = 'b' AND code = 'waiter_call' AND "
            + "closed_at IS NULL",
        "calls_open"
    )]
    [InlineData("SELECT id FROM calls WHERE due_at IS NOT NULL AND due_at <= 5 ORDER BY due_at, id LIMIT 10", "calls_due")]
    [InlineData("SELECT min(due_at) FROM calls WHERE due_at IS NOT NULL", "calls_due")]
    [InlineData(
        "SELECT id FROM calls WHERE due_at > 0 AND server = 'a' AND code = 'bill_request' AND order_id = 'x' ORDER BY +id",
        "calls_"
    )]
    [InlineData(
        "SELECT 1 FROM call_notices c JOIN notices n ON n.id = c.notice_id WHERE c.call_id = 5 AND n.chat_id = 3",
        "SEARCH c USING PRIMARY KEY"
    )]
    public void What_is_asked_all_the_time_costs_the_same_however_many_calls_there_were(string sql, string index)
    {
        var plan = _database.Write(t =>
            string.Join('\n', t.Connection.Query("EXPLAIN QUERY PLAN " + sql).Select(row => (string)row.detail))
        );
        plan.ShouldContain(index);
        plan.ShouldNotContain("SCAN notices");
    }
}
