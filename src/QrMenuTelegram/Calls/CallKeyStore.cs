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
        var owned = c.Query<NamedKey>("SELECT DISTINCT table_name AS Name, table_key AS Key FROM table_owners");
        foreach (var (name, before, key) in NameKeyStore.Changed(owned, ofTable: true))
        {
            c.Execute(
                "UPDATE OR IGNORE table_owners SET table_key = @key WHERE table_name = @name AND table_key = @before",
                new
                {
                    name,
                    key,
                    before,
                }
            );
        }
        var called = c.Query<NamedKey>("SELECT DISTINCT table_name AS Name, table_key AS Key FROM calls");
        foreach (var (name, before, key) in NameKeyStore.Changed(called, ofTable: true))
        {
            c.Execute(
                "UPDATE OR IGNORE calls SET table_key = @key WHERE table_name = @name AND table_key = @before",
                new
                {
                    name,
                    key,
                    before,
                }
            );
        }
    }
}
