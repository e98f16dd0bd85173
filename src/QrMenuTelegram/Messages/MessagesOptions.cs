using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.Messages;

/// <summary>Section <c>Messages</c>.</summary>
public sealed class MessagesOptions(VariableReader read)
{
    public MessagesOptions()
        : this(VariableReader.NothingSet) { }

    /// <summary>Whether messages say since when somebody waits so that the phone keeps the age current.</summary>
    public bool LiveTimes { get; init; } =
        read.Flag(
            "Messages__LiveTimes",
            true,
            "Whether phones keep \"2 minutes ago\" current in messages by themselves; otherwise messages say how long it was when they "
                + "were written."
        );

    /// <summary>Null for none.</summary>
    public string? Folder { get; init; } =
        read.Optional<string>(
            "Messages__Folder",
            folder =>
                Directory.Exists(folder)
                    ? folder
                    : new Correction($"names {folder}, which is no folder", "Make it, or leave the variable out for the embedded texts."),
            "A folder with texts of your own, which override or add to the embedded languages."
        );
}
