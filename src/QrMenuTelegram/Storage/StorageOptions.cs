namespace QrMenuTelegram.Storage;

/// <summary>Section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The database file; a relative path is taken from the working directory.</summary>
    public string Path { get; set; } = "data/qrmenu-telegram.db";

    /// <summary>How long finished events, messages and notices are kept before they are pruned.</summary>
    public TimeSpan KeepHistory { get; set; } = TimeSpan.FromDays(90);
}
