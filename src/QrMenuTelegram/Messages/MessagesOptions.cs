namespace QrMenuTelegram.Messages;

/// <summary>Section <c>Messages</c>.</summary>
public sealed class MessagesOptions
{
    public const string Section = "Messages";

    /// <summary>A folder with files that override or add to the embedded languages; null or empty for none.</summary>
    public string? Folder { get; set; }
}
