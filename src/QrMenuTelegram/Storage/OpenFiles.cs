using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Storage;

/// <summary>
/// Whether the files that SQLite holds open are still the ones under their names. One that was deleted or replaced can be
/// written for as long as the process lives, and nobody will find what was written.
/// </summary>
internal sealed class OpenFiles
{
    // What SQLite itself says of a moved database, which it looks for only where it keeps no write-ahead log.
    private const int Moved = 1032;

    private readonly string _database;
    private readonly (string Path, LinuxFile.Status? Opened)[] _files;

    /// <param name="named">As configured: a symbolic link may come to mean another file.</param>
    /// <param name="database">What it means now; open, and written once.</param>
    public OpenFiles(string named, string database)
    {
        _database = database;
        _files =
        [
            .. DatabaseFiles
                .OpenBySqlite(database)
                .Prepend(named)
                .Distinct()
                .Where(File.Exists)
                .Select(path => (path, LinuxFile.Find(path))),
        ];
    }

    /// <summary>Null while all are there.</summary>
    public LostFile? Lost()
    {
        foreach (var (path, opened) in _files)
        {
            var found = LinuxFile.Find(path);
            var isReplaced = found is { } there && opened is { } mine && !there.IsSameFile(mine);
            if (isReplaced || (found is null && LinuxFile.IsAbsent(path)))
            {
                return new LostFile(path, !isReplaced, IsLog: path.StartsWith(_database + "-", StringComparison.Ordinal));
            }
        }
        return null;
    }

    /// <param name="lost">Which.</param>
    /// <param name="saved">Where all that was stored is now; null where it could not be saved.</param>
    public SqliteException Refusal(LostFile lost, string? saved)
    {
        var what =
            $"{lost.Path} was {(lost.IsDeleted ? "deleted or moved" : "replaced")} while the bridge runs: nothing is stored any more. ";
        var then =
            lost.IsLog ? "Stop the bridge and start it again; nothing that was stored is lost"
            : saved is null ? $"Stop the bridge, put the file (or a backup) back to {_database}, and start it again"
            : $"Stop the bridge, put the file back to {_database} (all that was stored until now is in {saved}), and start it again";
        return new SqliteException(what + then, SQLitePCL.raw.SQLITE_READONLY, Moved);
    }

    /// <summary>Whether storing failed because a file is lost.</summary>
    public static bool IsLoss(Exception e) => e is SqliteException { SqliteExtendedErrorCode: Moved };
}

/// <param name="Path">A file that is not there as it was opened.</param>
/// <param name="IsDeleted">Nothing has its name; else another file has.</param>
/// <param name="IsLog">It is not the database itself but what SQLite keeps beside it.</param>
internal readonly record struct LostFile(string Path, bool IsDeleted, bool IsLog);
