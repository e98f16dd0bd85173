namespace QrMenuTelegram.Playground.Bridge;

/// <summary>What became of the events, seen from outside: made at the tables, shown in the chats.</summary>
/// <param name="Made">At the tables.</param>
/// <param name="Shown">Read by the bridge and shown in every chat that gets them.</param>
/// <param name="Waiting">Neither shown nor lost yet.</param>
/// <param name="Late">Shown with a word on how late they are.</param>
/// <param name="Twice">Messages that are in a chat although another one like them is; the price of losing none.</param>
/// <param name="Missed">The restaurant's server forgot them before the bridge could ask for them.</param>
/// <param name="OldestWait">How long the longest-waiting one has waited; zero for none.</param>
public sealed record DeliveryCounts(long Made, long Shown, long Waiting, long Late, long Twice, long Missed, TimeSpan OldestWait)
{
    public static DeliveryCounts None { get; } = new(0, 0, 0, 0, 0, 0, TimeSpan.Zero);
}
