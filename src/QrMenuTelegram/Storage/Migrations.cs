using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Storage;

/// <summary>One numbered step of the schema.</summary>
/// <param name="Number">1, 2, 3…: what <c>PRAGMA user_version</c> says once it took effect.</param>
/// <param name="Sql">Its statements; without a transaction of their own.</param>
internal sealed record Migration(int Number, string Sql);

/// <summary>
/// Embedded <c>NNN_name.sql</c> files, each run once, in a transaction of its own together with
/// <c>PRAGMA user_version</c>, which therefore always names the last one that took effect.
/// </summary>
internal static class Migrations
{
    private const string Prefix = "migrations/";

    // "QRMT": how a file of ours is told from another program's.
    private const long ApplicationId = 0x51524D54;

    public static IReadOnlyList<Migration> Embedded { get; } = [.. Read().OrderBy(m => m.Number)];

    /// <summary>
    /// Brings the database to the newest schema. Foreign keys must be off: a table may be rebuilt; they are checked before
    /// each commit.
    /// </summary>
    /// <exception cref="StorageException">A step would break the data; the steps before it stay.</exception>
    public static void Run(SqliteConnection connection, string path, IReadOnlyList<Migration> migrations)
    {
        foreach (var migration in migrations.Where(m => m.Number > DatabaseFile.Number(connection, "PRAGMA user_version")))
        {
            DatabaseFile.InTransaction(connection, "BEGIN IMMEDIATE", () => Step(connection, path, migration));
        }
    }

    private static bool Step(SqliteConnection connection, string path, Migration migration)
    {
        DatabaseFile.Execute(connection, migration.Sql);
        DatabaseFile.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {migration.Number}"));
        DatabaseFile.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
        if (DatabaseFile.Number(connection, "SELECT count(*) FROM pragma_foreign_key_check") is > 0 and var orphans)
        {
            throw new StorageException(
                $"Storage__Path: step {migration.Number} of the schema would leave {orphans} rows of {path} without what they refer to; "
                    + "nothing was changed. Go on with the version before, and report this."
            );
        }
        return true;
    }

    /// <exception cref="StorageException">The file is of a newer version or of another program.</exception>
    public static void RefuseForeign(SqliteConnection connection, string path, IReadOnlyList<Migration> migrations)
    {
        var newest = migrations.Max(m => m.Number);
        var current = DatabaseFile.Number(connection, "PRAGMA user_version");
        var ours = DatabaseFile.Number(connection, "PRAGMA application_id") == ApplicationId;
        var empty = current == 0 && DatabaseFile.Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!ours && !empty)
        {
            throw new StorageException($"Storage__Path: {path} is the database of another program. Name a file of the bridge's own.");
        }
        if (current > newest)
        {
            throw new StorageException(
                $"Storage__Path: {path} was written by a newer version of the bridge (schema {current}, this program knows {newest}). "
                    + "Install that version or a newer one, or put back the backup made before the upgrade."
            );
        }
    }

    private static IEnumerable<Migration> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new(int.Parse(name.AsSpan(Prefix.Length, 3), CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }
}
