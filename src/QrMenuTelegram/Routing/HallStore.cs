using Dapper;
using QrMenuTelegram.Events;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Routing;

/// <summary>Halls: our own named sets of tables.</summary>
public sealed class HallStore(Routes routes)
{
    /// <summary>By name in natural order, then by server.</summary>
    public static IReadOnlyList<Hall> All(Transaction transaction)
    {
        var tables = transaction
            .Connection.Query<HallTable>("SELECT hall_id AS HallId, table_name AS Name FROM hall_tables")
            .ToLookup(table => table.HallId, table => new TableName(table.Name));
        return
        [
            .. transaction
                .Connection.Query<Row>("SELECT id AS Id, server AS Server, name AS Name FROM halls")
                .Select(row => new Hall(row.Id, row.Server.Length == 0 ? null : row.Server, row.Name, TableList.InOrder(tables[row.Id])))
                .OrderBy(hall => new TableName(hall.Name), NaturalOrder.Instance)
                .ThenBy(hall => hall.Server, StringComparer.Ordinal),
        ];
    }

    /// <summary>Defines a hall, or gives the one of this name and server other tables (and this spelling).</summary>
    /// <returns>Its id.</returns>
    public long Set(Transaction transaction, string? server, string name, IReadOnlyList<TableName> tables)
    {
        var id = transaction.Connection.ExecuteScalar<long>(
            """
            INSERT INTO halls (server, name, key) VALUES (@server, @name, @key)
            ON CONFLICT (key, server) DO UPDATE SET name = excluded.name
            RETURNING id
            """,
            new
            {
                server = server ?? "",
                name,
                key = TableName.MakeKey(name),
            }
        );
        transaction.Connection.Execute("DELETE FROM hall_tables WHERE hall_id = @id", new { id });
        foreach (var table in tables)
        {
            transaction.Connection.Execute(
                "INSERT INTO hall_tables (hall_id, table_key, table_name) VALUES (@id, @key, @name)",
                new
                {
                    id,
                    key = table.Key,
                    name = table.Text,
                }
            );
        }
        routes.Invalidate(transaction);
        return id;
    }

    /// <summary>Removes a hall that no subscription uses; one that is used stays, by the schema.</summary>
    public void Remove(Transaction transaction, long id)
    {
        transaction.Connection.Execute("DELETE FROM halls WHERE id = @id", new { id });
        routes.Invalidate(transaction);
    }

    internal sealed record Row(long Id, string Server, string Name);

    internal sealed record HallTable(long HallId, string Name);
}
