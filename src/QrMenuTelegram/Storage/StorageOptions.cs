using QrMenuTelegram.Configuration;
using QrMenuTelegram.Storage.Backups;

namespace QrMenuTelegram.Storage;

/// <summary>Section <c>Storage</c>.</summary>
public sealed class StorageOptions(VariableReader read)
{
    public StorageOptions()
        : this(VariableReader.NothingSet) { }

    public string Path { get; init; } =
        read.Text(
            "Storage__Path",
            "data/qrmenu-telegram.db",
            "The database file, on a local disk; a relative path is taken from the working directory."
        );

    public TimeSpan KeepHistory { get; init; } =
        read.Duration(
            "Storage__KeepHistory",
            "90.00:00:00",
            "1d",
            "3650d",
            "How long finished events, messages and notices are kept before they are pruned (days.hh:mm:ss).",
            inDays: true
        );

    public BackupOptions Backups { get; init; } = new(read);
}
