using Dapper;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>The same as <see cref="NameKeyStore"/> for calls and for the tables that people took.</summary>
internal static class CallKeyStore
{
    /// <inheritdoc cref="NameKeyStore.Renew"/>
    public static void Renew(Transaction transaction)
    {
        var c = transaction.Connection;
        foreach (var (name, before, key) in NameKeyStore.Changed(c.Query<NamedKey>("SELECT DISTINCT table_name AS Name, table_key AS Key FROM table_owners"), ofTable: true))
        {
            c.Execute("UPDATE OR IGNORE table_owners SET table_key = @key WHERE table_name = @name AND table_key = @before", new { name, key, before });
        }
        foreach (var (name, before, key) in NameKeyStore.Changed(c.Query<NamedKey>("SELECT DISTINCT table_name AS Name, table_key AS Key FROM calls"), ofTable: true))
        {
            c.Execute("UPDATE OR IGNORE calls SET table_key = @key WHERE table_name = @name AND table_key = @before", new { name, key, before });
        }
    }
}
