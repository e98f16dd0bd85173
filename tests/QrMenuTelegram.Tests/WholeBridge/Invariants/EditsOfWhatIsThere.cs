using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>Only a message is edited of which Telegram told that it is there, and not after it told that it is gone.</summary>
internal sealed class EditsOfWhatIsThere(Simulation run) : Invariant(run)
{
    public override void Started(Request request)
    {
        if (request.TelegramId is not { } edited)
        {
            return;
        }
        var chat = Run.Telegram.Chats[request.ChatId];
        var problem = chat.Find(edited) switch
        {
            null => "there never was such a message",
            { IsTold: false } => "nobody told its number",
            _ when chat.ToldGone.Contains(edited) => "it is known to be gone",
            _ => null,
        };
        if (problem is not null)
        {
            Violated($"{problem}: {request}");
        }
    }
}
