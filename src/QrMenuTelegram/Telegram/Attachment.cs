namespace QrMenuTelegram.Telegram;

public enum AttachmentKind
{
    /// <summary>Shown in the chat; Telegram takes at most 10 MB.</summary>
    Photo,

    /// <summary>Offered for download, byte for byte; Telegram takes at most 50 MB.</summary>
    Document,
}

/// <summary>A picture or a file that a message carries; its text is then the caption.</summary>
/// <param name="Kind">How Telegram shows it.</param>
/// <param name="FileName">What people see and save it as.</param>
/// <param name="Content">Not empty.</param>
public sealed record Attachment(AttachmentKind Kind, string FileName, ReadOnlyMemory<byte> Content);
