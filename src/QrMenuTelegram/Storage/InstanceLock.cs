namespace QrMenuTelegram.Storage;

/// <summary>
/// An open file beside the database that no second process can open: whoever holds it is the only instance. The
/// system lets go of it when the process ends, however it ends.
/// </summary>
public sealed class InstanceLock : IDisposable
{
    private readonly FileStream _file;

    private InstanceLock(FileStream file) => _file = file;

    /// <exception cref="StorageException">The folder can't be made or written, or another instance holds the lock.</exception>
    public static InstanceLock Take(string databasePath) =>
        TryTake(databasePath) ?? throw new StorageException(
            $"Storage__Path: another instance of the bridge already works with {databasePath}. "
            + "End it first, or give this one a database (and a bot) of its own.");

    /// <summary>Null when another instance holds it.</summary>
    /// <exception cref="StorageException">The folder can't be made or written.</exception>
    public static InstanceLock? TryTake(string databasePath)
    {
        var path = databasePath + ".lock";
        var folder = Path.GetDirectoryName(databasePath)!;
        try
        {
            Directory.CreateDirectory(folder);
            return new InstanceLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StorageException(
                $"Storage__Path: the folder {folder} can't be written ({e.Message}). "
                + "Give the user that runs the bridge the right to write there, or name another path.", e);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
        catch (IOException e)
        {
            throw new StorageException(
                $"Storage__Path: the folder {folder} can't be made or written ({e.Message}). "
                + "Make room or mend the folder, or name another path.", e);
        }
    }

    public void Dispose() => _file.Dispose();

    // EWOULDBLOCK of flock() on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
