using Dapper;
using QrMenuTelegram.Events;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Routing;

/// <summary>The keys of names in the database: made anew after an update that makes them in another way.</summary>
public static class NameKeyStore
{
    private const string Form = "names.form";

    /// <summary>Once for each <see cref="TableName.KeyForm"/>, before anything is looked up by a name.</summary>
    /// <remarks>Where two names of one place become equal, the later keeps its old key: nothing is lost, and nobody finds it by name.</remarks>
    public static void Renew(Transaction transaction)
    {
        if (StateStore.Get(transaction, Form) == TableName.KeyForm)
        {
            return;
        }
        var c = transaction.Connection;
        foreach (var (name, before, key) in Changed(c.Query<Named>("SELECT DISTINCT name AS Name, key AS Key FROM tables"), ofTable: true))
        {
            c.Execute("UPDATE tables SET key = @key WHERE name = @name AND key = @before", new { name, key, before });
        }
        foreach (var (name, before, key) in Changed(c.Query<Named>("SELECT DISTINCT name AS Name, key AS Key FROM halls"), ofTable: false))
        {
            c.Execute("UPDATE OR IGNORE halls SET key = @key WHERE name = @name AND key = @before", new { name, key, before });
        }
        foreach (var (name, before, key) in Changed(c.Query<Named>("SELECT DISTINCT table_name AS Name, table_key AS Key FROM hall_tables"), ofTable: true))
        {
            c.Execute("UPDATE OR IGNORE hall_tables SET table_key = @key WHERE table_name = @name AND table_key = @before", new { name, key, before });
        }
        foreach (var (name, before, key) in Changed(c.Query<Named>("SELECT DISTINCT table_name AS Name, table_key AS Key FROM table_owners"), ofTable: true))
        {
            c.Execute("UPDATE OR IGNORE table_owners SET table_key = @key WHERE table_name = @name AND table_key = @before", new { name, key, before });
        }
        foreach (var (name, before, key) in Changed(c.Query<Named>("SELECT DISTINCT table_name AS Name, table_key AS Key FROM calls"), ofTable: true))
        {
            c.Execute("UPDATE OR IGNORE calls SET table_key = @key WHERE table_name = @name AND table_key = @before", new { name, key, before });
        }
        StateStore.Set(transaction, Form, TableName.KeyForm);
    }

    private static List<(string Name, string Before, string Key)> Changed(IEnumerable<Named> names, bool ofTable) =>
    [
        .. names.Select(named => (named.Name, Before: named.Key, Key: ofTable ? new TableName(named.Name).Key : TableName.MakeKey(named.Name)))
            .Where(named => named.Key != named.Before && named.Key.Length > 0),
    ];

    internal sealed record Named(string Name, string Key);
}
