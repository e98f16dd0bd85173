namespace QrMenuTelegram.Storage;

/// <summary>The files of one database, by name: the database itself, what SQLite keeps beside it, and ours.</summary>
internal static class DatabaseFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = ~(OwnerOnly | UnixFileMode.UserExecute);

    /// <summary>The one path of a database, whatever symbolic link it was named by: SQLite names its log after it.</summary>
    public static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Opening it will say what is wrong.
            return full;
        }
    }

    public static string LockOf(string database) => database + ".lock";

    public static string HealthOf(string database) => database + ".health";

    /// <summary>What SQLite holds open as long as the bridge runs.</summary>
    public static IReadOnlyList<string> OpenBySqlite(string database) => [database, database + "-wal", database + "-shm"];

    /// <summary>All that must be written, whether it is there or not.</summary>
    public static IReadOnlyList<string> All(string database) => [.. OpenBySqlite(database), database + "-journal", LockOf(database)];

    /// <summary>Opens a file that no second process can open at the same time, and that only its owner can read.</summary>
    public static FileStream OpenAlone(string path, FileMode mode) => new(path, Private(mode, FileShare.None));

    /// <summary>Writes a file that only its owner can read.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        // Whatever an earlier run, perhaps of another user, left there: its rights would stay.
        File.Delete(path);
        using var file = new FileStream(path, Private(FileMode.CreateNew, FileShare.Read));
        file.Write(content);
    }

    /// <summary>Takes from others what earlier versions let them read.</summary>
    /// <returns>A sentence for each file that this user may not narrow.</returns>
    public static IReadOnlyList<string> Narrow(string database)
    {
        var wide = new List<string>();
        if (OperatingSystem.IsWindows())
        {
            return wide;
        }
        foreach (var path in All(database).Append(HealthOf(database)).Where(File.Exists))
        {
            try
            {
                var mode = File.GetUnixFileMode(path);
                if ((mode & Others) != 0)
                {
                    File.SetUnixFileMode(path, mode & ~Others);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                wide.Add($"Other users of this machine can read {path}, and it belongs to somebody else. Run: chmod 600 {path}");
            }
        }
        return wide;
    }

    private static FileStreamOptions Private(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = share,
        };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = OwnerOnly;
        }
        return options;
    }
}
