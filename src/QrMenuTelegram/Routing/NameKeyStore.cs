using Dapper;
using QrMenuTelegram.Events;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Routing;

/// <summary>The keys of names in the database: made anew after an update that makes them in another way.</summary>
public static class NameKeyStore
{
    /// <summary>Makes the keys of tables and halls anew.</summary>
    /// <remarks>
    /// Where two names of one place become equal, the later keeps its old key: nothing is lost, and nobody finds it by name.
    /// </remarks>
    public static void Renew(Transaction transaction)
    {
        var c = transaction.Connection;
        var tables = c.Query<NamedKey>("SELECT DISTINCT name AS Name, key AS Key FROM tables");
        foreach (var (name, before, key) in Changed(tables, ofTable: true))
        {
            c.Execute(
                "UPDATE tables SET key = @key WHERE name = @name AND key = @before",
                new
                {
                    name,
                    key,
                    before,
                }
            );
        }
        var halls = c.Query<NamedKey>("SELECT DISTINCT name AS Name, key AS Key FROM halls");
        foreach (var (name, before, key) in Changed(halls, ofTable: false))
        {
            c.Execute(
                "UPDATE OR IGNORE halls SET key = @key WHERE name = @name AND key = @before",
                new
                {
                    name,
                    key,
                    before,
                }
            );
        }
        var hallTables = c.Query<NamedKey>("SELECT DISTINCT table_name AS Name, table_key AS Key FROM hall_tables");
        foreach (var (name, before, key) in Changed(hallTables, ofTable: true))
        {
            c.Execute(
                "UPDATE OR IGNORE hall_tables SET table_key = @key WHERE table_name = @name AND table_key = @before",
                new
                {
                    name,
                    key,
                    before,
                }
            );
        }
    }

    /// <summary>Those whose key is made in another way now.</summary>
    internal static List<(string Name, string Before, string Key)> Changed(IEnumerable<NamedKey> names, bool ofTable) =>
        [
            .. names
                .Select(named =>
                    (named.Name, Before: named.Key, Key: ofTable ? new TableName(named.Name).Key : TableName.MakeKey(named.Name))
                )
                .Where(named => named.Key != named.Before && named.Key.Length > 0),
        ];
}

/// <summary>A name, and the key under which it is found.</summary>
internal sealed record NamedKey(string Name, string Key);
