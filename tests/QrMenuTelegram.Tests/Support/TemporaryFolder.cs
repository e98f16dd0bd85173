using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Tests.Support;

/// <summary>An empty folder of the test's own, deleted after it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string Memory = "/dev/shm";
    private const long Room = 1L << 30;

    // A container gives 64 MB, which a few databases fill.
    private static readonly string? InMemory = Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > Room ? Memory : null;

    // What Database.Open makes of nothing takes longer than most tests: it is made once.
    private static readonly Lazy<byte[]> Migrated = new(() =>
    {
        using var folder = ForDatabase();
        var path = folder.File("empty.db");
        Database.Open(path).Dispose();
        return System.IO.File.ReadAllBytes(path);
    });

    private TemporaryFolder(string path) => Path = path;

    public TemporaryFolder()
        : this(Directory.CreateTempSubdirectory("qrmenu-").FullName) { }

    public string Path { get; }

    /// <summary>
    /// In memory where the machine has room: a database there commits at once, while a disk makes a test wait for each commit.
    /// </summary>
    public static TemporaryFolder ForDatabase() =>
        InMemory is null
            ? new TemporaryFolder()
            : new TemporaryFolder(
                Directory.CreateDirectory(System.IO.Path.Combine(InMemory, "qrmenu-" + System.IO.Path.GetRandomFileName())).FullName
            );

    /// <summary>The path of a new database in it, empty and of today's schema.</summary>
    public string EmptyDatabase()
    {
        var path = File("bridge.db");
        System.IO.File.WriteAllBytes(path, Migrated.Value);
        return path;
    }

    /// <summary>The path of a file in it, which need not exist.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
