using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Storage;

/// <summary>What is done for a database whose file is gone from its place, as long as it is still open.</summary>
internal static class Rescue
{
    private const int Most = 9;

    /// <summary>
    /// Brings all of the write-ahead log into the database file, wherever that is now: so it is whole if it is put back,
    /// and what lies beside the name can't spoil another file that was put there. Then, unless only the log was lost,
    /// writes a copy beside the name, since a deleted file ends with the process.
    /// </summary>
    /// <returns>The copy; null where none was needed or could be made.</returns>
    public static string? Save(SqliteConnection writer, string database, LostFile lost)
    {
        try
        {
            DatabaseFile.Execute(writer, "PRAGMA wal_checkpoint(TRUNCATE)");
            return lost.IsLog ? null : Copy(writer, database);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Copy(SqliteConnection writer, string database)
    {
        var path = Enumerable
            .Range(1, Most)
            .Select(n => n == 1 ? $"{database}.rescued" : $"{database}.rescued-{n}")
            .FirstOrDefault(path => !File.Exists(path));
        if (path is null)
        {
            return null;
        }

        // An empty file that is ours alone: SQLite would let others read it.
        DatabaseFiles.Write(path, []);
        try
        {
            DatabaseFile.Execute(writer, $"VACUUM INTO '{path.Replace("'", "''", StringComparison.Ordinal)}'");
            return path;
        }
        catch (SqliteException)
        {
            File.Delete(path);
            return null;
        }
    }
}
