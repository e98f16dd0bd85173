using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Commands;

/// <summary>Why what was typed can't be done: a text that says what is wrong and the right form.</summary>
internal sealed record Complaint(TextKey Key, params (string Name, object? Value)[] Values)
{
    public void Reply(CommandContext context) => context.Reply(Key, Values);
}
