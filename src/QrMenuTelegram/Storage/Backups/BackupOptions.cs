using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.Storage.Backups;

/// <summary>Section <c>Storage:Backups</c>.</summary>
public sealed class BackupOptions(VariableReader read)
{
    private const int ShortestPassphrase = 12;

    public BackupOptions()
        : this(VariableReader.NothingSet) { }

    /// <summary>Null for the folder <c>backups</c> beside the database.</summary>
    public string? Folder { get; init; } =
        read.Optional<string>(
            "Storage__Backups__Folder",
            folder => folder,
            "Where a backup is put each night; empty: the folder backups beside the database. Another disk is better."
        );

    /// <summary>How many nights are kept; 0 makes none.</summary>
    public int Keep { get; init; } =
        read.Whole("Storage__Backups__Keep", 7, 0, 365, "How many nights' backups are kept; 0: none are made.");

    /// <summary>Null: what <c>/backup</c> sends can be read by whoever gets hold of it.</summary>
    public Secret? Passphrase { get; init; } =
        read.Secret(
            "Storage__Backups__Passphrase",
            null,
            text =>
                text.Length >= ShortestPassphrase
                    ? null
                    : new Correction($"has {text.Length} characters", $"Take at least {ShortestPassphrase}: a few words do."),
            "/run/secrets/backup_passphrase",
            "Encrypts the file that /backup sends; whoever restores it needs the same.",
            "Instead of the passphrase: a file that holds it and nothing else."
        );

    /// <summary>Where the backups of this database go.</summary>
    /// <param name="database">As <see cref="DatabaseFiles.Resolve"/> gives it.</param>
    public string FolderFor(string database) => Path.GetFullPath(Folder ?? Path.Combine(Path.GetDirectoryName(database)!, "backups"));
}
