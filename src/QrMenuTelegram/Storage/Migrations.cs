using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Storage;

/// <summary>
/// Numbered, embedded <c>NNN_name.sql</c> files, each run once, in a transaction of its own together with
/// <c>PRAGMA user_version</c>, which therefore always names the last one that took effect.
/// </summary>
internal static class Migrations
{
    private const string Prefix = "migrations/";

    public static int Newest => All().Select(m => m.Number).DefaultIfEmpty(0).Max();

    public static void Run(SqliteConnection connection, string path)
    {
        var current = Version(connection);
        if (current > Newest)
        {
            throw new StorageException(
                $"Storage__Path: {path} was written by a newer version of the bridge (schema {current}, this program knows {Newest}). "
                + "Install that version or newer; this one would damage the data.");
        }
        foreach (var (number, name) in All().Where(m => m.Number > current))
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, Text(name));
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {number}"));
            transaction.Commit();
        }
    }

    private static IEnumerable<(int Number, string Name)> All() =>
        from name in Assembly.GetExecutingAssembly().GetManifestResourceNames()
        where name.StartsWith(Prefix, StringComparison.Ordinal)
        let number = int.Parse(name.AsSpan(Prefix.Length, 3), CultureInfo.InvariantCulture)
        orderby number
        select (number, name);

    private static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
