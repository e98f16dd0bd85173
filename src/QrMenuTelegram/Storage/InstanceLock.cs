using System.Globalization;
using System.Text;

namespace QrMenuTelegram.Storage;

/// <summary>
/// Makes this the only instance that works with a database, by whatever name: holds the database itself, where a lock of
/// ours and those of SQLite don't meet (Linux), and a file beside it, which keeps out earlier versions and is all there is
/// elsewhere. The system lets go of both when the process ends, however it ends. The file beside it also tells when the
/// bridge last worked here, so that an older database in the place of the last one is seen.
/// </summary>
/// <remarks>
/// To close any handle of the database drops SQLite's locks of this process (POSIX). So this opens before SQLite and is
/// disposed after it, and nothing else in the process opens the file.
/// </remarks>
public sealed class InstanceLock : IDisposable
{
    private const int NoRoom = 28;
    private const int NoRoomInQuota = 122;

    private readonly FileStream _beside;
    private readonly FileStream? _itself;

    private InstanceLock(FileStream beside, FileStream? itself)
    {
        (_beside, _itself) = (beside, itself);
        LastWorkedAt = ReadMark();
    }

    /// <summary>The last <see cref="Mark"/> of an earlier run; null where none was left.</summary>
    public Instant? LastWorkedAt { get; }

    /// <summary>Whether the file beside the database was made now: then nobody can tell whether this database is the last one.</summary>
    public bool IsNew { get; private init; }

    /// <summary>Makes the folder and an empty database where there is none.</summary>
    /// <param name="database">As <see cref="DatabaseFiles.Resolve"/> gives it.</param>
    /// <exception cref="StorageException">The folder can't be made or written, or another instance holds the database.</exception>
    public static InstanceLock Take(string database)
    {
        var folder = Path.GetDirectoryName(database)!;
        Writability.Demand(database);
        try
        {
            MakeFolder(folder);
            return TryOpen(database)
                ?? throw new StorageException(
                    $"Storage__Path: another instance of the bridge already works with {database}. "
                        + "End it first, or give this one a database (and a bot) of its own."
                );
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(database))
        {
            throw new StorageException($"Storage__Path: {database} is a folder. Name a file in it.");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StorageException(
                $"Storage__Path: the folder {folder} can't be written ({e.Message}). "
                    + "Give the user that runs the bridge the right to write there, or name another path.",
                e
            );
        }
        catch (IOException e) when (e.HResult is NoRoom or NoRoomInQuota)
        {
            throw DatabaseFile.NoRoom(database, e);
        }
        catch (IOException e)
        {
            throw new StorageException(
                $"Storage__Path: the folder {folder} can't be made or written ({e.Message}). "
                    + "Make room or fix the folder, or name another path.",
                e
            );
        }
    }

    /// <summary>Whether an instance works with the database now. Makes nothing; not for the process that works with it.</summary>
    public static bool IsTaken(string database) =>
        IsTakenFile(DatabaseFiles.LockOf(database)) || (OperatingSystem.IsLinux() && IsTakenFile(database));

    /// <summary>Tells the next run when this one last worked. Not synced: it is a hint.</summary>
    public void Mark(Instant at)
    {
        RandomAccess.Write(
            _beside.SafeFileHandle,
            Encoding.ASCII.GetBytes(at.Milliseconds.ToString("D19", CultureInfo.InvariantCulture)),
            0
        );
    }

    public void Dispose()
    {
        _itself?.Dispose();
        _beside.Dispose();
    }

    private static InstanceLock? TryOpen(string database)
    {
        FileStream? beside = null;
        var isNew = !File.Exists(DatabaseFiles.LockOf(database));
        try
        {
            beside = DatabaseFiles.OpenAlone(DatabaseFiles.LockOf(database), FileMode.OpenOrCreate);
            return new InstanceLock(beside, OperatingSystem.IsLinux() ? DatabaseFiles.OpenAlone(database, FileMode.OpenOrCreate) : null)
            {
                IsNew = isNew,
            };
        }
        catch (Exception e)
        {
            beside?.Dispose();
            if (e is IOException held && IsHeld(held))
            {
                return null;
            }
            throw;
        }
    }

    private Instant? ReadMark()
    {
        Span<byte> mark = stackalloc byte[19];
        var read = RandomAccess.Read(_beside.SafeFileHandle, mark, 0);
        return long.TryParse(mark[..read], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? new Instant(at) : null;
    }

    private static bool IsTakenFile(string path)
    {
        try
        {
            using var free = File.Exists(path) ? DatabaseFiles.OpenAlone(path, FileMode.Open) : null;
            return false;
        }
        catch (IOException e)
        {
            return IsHeld(e);
        }
        catch (UnauthorizedAccessException)
        {
            // Not ours to open: that is told by who looks at rights.
            return false;
        }
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // EWOULDBLOCK of flock() on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
