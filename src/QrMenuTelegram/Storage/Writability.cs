using System.Globalization;

namespace QrMenuTelegram.Storage;

/// <summary>
/// Whether this user may write all of a database. SQLite opens a file that it may not write for reading, without a word,
/// and then fails at the first commit.
/// </summary>
internal static class Writability
{
    private const int ReadOnlyFileSystem = 30;

    /// <summary>Null where nothing speaks against it; else one sentence that says what to do.</summary>
    public static string? Problem(string database)
    {
        var folder = Path.GetDirectoryName(database)!;
        var here = Nearest(folder);
        var refused = DatabaseFiles.All(database).Where(path => LinuxFile.WhyNotWritable(path) is not (0 or 2 or 20)).ToList();
        if (LinuxFile.WhyNotWritable(here) is not 0 and var reason)
        {
            return reason == ReadOnlyFileSystem
                ? ReadOnly(here)
                : $"Storage__Path: the folder {here} can't be written by {User}{Rights([here])}, or name another path.";
        }
        if (refused.Count == 0)
        {
            return null;
        }
        return LinuxFile.WhyNotWritable(refused[0]) == ReadOnlyFileSystem
            ? ReadOnly(refused[0])
            : $"Storage__Path: {string.Join(" and ", refused)} can't be written by {User}, who runs this{Rights(refused)}.";
    }

    /// <exception cref="StorageException">This user may not write it.</exception>
    public static void Demand(string database)
    {
        if (Problem(database) is { } problem)
        {
            throw new StorageException(problem);
        }
    }

    private static string Nearest(string folder)
    {
        while (LinuxFile.IsAbsent(folder) && Path.GetDirectoryName(folder) is { } above)
        {
            folder = above;
        }
        return folder;
    }

    private static string ReadOnly(string path) =>
        $"Storage__Path: {path} lies on a file system that can only be read. Mount it for writing, or name another path.";

    private static string User =>
        Environment.UserName is { Length: > 0 } name
            ? string.Create(CultureInfo.InvariantCulture, $"user {LinuxFile.User} ({name})")
            : string.Create(CultureInfo.InvariantCulture, $"user {LinuxFile.User}");

    // Whose they are decides what helps.
    private static string Rights(IReadOnlyList<string> paths)
    {
        var all = string.Join(' ', paths);
        if (LinuxFile.Find(paths[0]) is not { } status)
        {
            return $". Give that user the right to write there, as with: chown {LinuxFile.User} {all}";
        }
        if (status.Owner != LinuxFile.User)
        {
            return LinuxFile.User == 0
                ? ", although that is root: look at mounts, chattr, SELinux and AppArmor"
                : $": it belongs to user {status.Owner}. Run as root: chown {LinuxFile.User} {all}";
        }
        return (status.Mode & UnixFileMode.UserWrite) == 0 || (status.Mode & UnixFileMode.UserRead) == 0
            ? $", its owner, by its mode. Run: chmod u+rw {all}"
            : ", its owner, although its mode allows it: look at mounts, chattr, SELinux and AppArmor";
    }
}
