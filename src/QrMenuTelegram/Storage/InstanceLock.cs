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
    public static InstanceLock Take(string databasePath)
    {
        var path = databasePath + ".lock";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(databasePath)!);
            return new InstanceLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StorageException(
                $"Storage__Path: the folder of {databasePath} can't be written. "
                + "Give the user that runs the bridge the right to write there, or name another path.", e);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new StorageException(
                $"Storage__Path: another instance of the bridge already works with {databasePath}. "
                + "End it first; two would fight over the same bot.", e);
        }
        catch (IOException e)
        {
            throw new StorageException($"Storage__Path: the folder of {databasePath} can't be made or written ({e.Message}).", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
