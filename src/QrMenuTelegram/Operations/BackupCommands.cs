using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Storage.Backups;

namespace QrMenuTelegram.Operations;

/// <summary><c>backup [FILE]</c> and <c>restore FILE</c>, by hand.</summary>
internal static class BackupCommands
{
    /// <summary>Also while the bridge runs.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StorageException">It can't be made.</exception>
    public static int Backup(IConfiguration configuration, string? file, TimeProvider time, TextWriter output)
    {
        var options = new StorageOptions(new VariableReader(configuration, new Findings()));
        var database = DatabaseFiles.Resolve(options.Path);
        var target =
            file is null ? Path.Combine(options.Backups.FolderFor(database), $"qrmenu-telegram-{time.GetLocalNow():yyyy-MM-dd-HHmmss}.db")
            : Directory.Exists(file) ? Path.Combine(Path.GetFullPath(file), $"qrmenu-telegram-{time.GetLocalNow():yyyy-MM-dd-HHmmss}.db")
            : Path.GetFullPath(file);
        BackupFile.Write(database, target);
        output.WriteLine($"{target} ({new FileInfo(target).Length >> 10} kB), looked through. To go back to it: restore {target}");
        return 0;
    }

    /// <returns>The exit code.</returns>
    /// <exception cref="StorageException">It can't be restored; nothing was changed.</exception>
    public static int Restore(IConfiguration configuration, string file, TimeProvider time, TextWriter output)
    {
        var options = new StorageOptions(new VariableReader(configuration, new Findings()));
        var database = DatabaseFiles.Resolve(options.Path);
        var given = Path.GetFullPath(file);
        var opened = Opened(given, options.Backups.Passphrase?.Value, Path.GetDirectoryName(database)!);
        try
        {
            var kept = BackupFile.Restore(opened ?? given, database, time.GetLocalNow());
            output.WriteLine($"{database} is {given} again.{(kept is null ? "" : $" What was there is kept: {kept}")} Start the bridge.");
            return 0;
        }
        finally
        {
            if (opened is not null)
            {
                File.Delete(opened);
            }
        }
    }

    // The file that /backup sends, packed and perhaps sealed; null where it is a database as it stands.
    private static string? Opened(string file, string? passphrase, string folder)
    {
        if (!File.Exists(file))
        {
            return null;
        }
        var isSealed = StartsWith(file, bytes => SealedBackup.Is(bytes));
        if (!isSealed && !StartsWith(file, bytes => bytes is [0x1F, 0x8B, ..]))
        {
            return null;
        }
        var content = File.ReadAllBytes(file);
        if (isSealed)
        {
            content = SealedBackup.Open(
                content,
                passphrase
                    ?? throw new StorageException(
                        $"{file} is encrypted. Set Storage__Backups__Passphrase to the passphrase it was made with."
                    )
            );
        }
        Directory.CreateDirectory(folder);
        var opened = Path.Combine(folder, $".restoring-{Environment.ProcessId}.db");
        SealedBackup.Unpack(content, opened);
        return opened;
    }

    private static bool StartsWith(string file, Func<byte[], bool> isSo)
    {
        using var stream = File.OpenRead(file);
        var start = new byte[8];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && isSo(start);
    }
}
