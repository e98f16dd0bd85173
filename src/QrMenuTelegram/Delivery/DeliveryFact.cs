using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Delivery;

/// <summary>What happened to a chat, or to what it should show, that concerns others than Delivery.</summary>
public abstract record DeliveryFact
{
    private DeliveryFact() { }

    /// <summary>A chat has just begun to refuse us (told once until it is back); with all that waits for it.</summary>
    public sealed record ChatRefused(Chat Chat, IReadOnlyList<HeldNotice> Waiting) : DeliveryFact;

    /// <summary>A chat still refuses us: it was tried again, or somebody more hears what managers hear; with all that waits.</summary>
    public sealed record StillRefuses(Chat Chat, IReadOnlyList<HeldNotice> Waiting) : DeliveryFact;

    /// <summary>Telegram asks for patience in a chat for longer than minutes (429); with all that waits for it.</summary>
    public sealed record AskedToWait(Chat Chat, TimeSpan Patience, IReadOnlyList<HeldNotice> Waiting) : DeliveryFact;

    /// <summary>A chat that refused us took a message again.</summary>
    public sealed record ChatBack(Chat Chat) : DeliveryFact;

    /// <summary>The topic of a destination was deleted: what it had is the chat's from now on.</summary>
    public sealed record TopicGone(Chat Chat, int TopicId) : DeliveryFact;

    /// <summary>Somebody more may hear what managers hear: of what came while there was nobody, he is told.</summary>
    public sealed record SomebodyHears : DeliveryFact;

    /// <summary>A notice waits for a chat that refuses us, or that Telegram makes us wait for; may be told again of the same.</summary>
    public sealed record HeldBack(Chat Chat, HeldNotice Notice) : DeliveryFact;

    /// <summary>These were on their way, were not shown, as far as we know, and wait again: who wants one no more takes it back.</summary>
    public sealed record WaitsAgain(IReadOnlyList<long> Notices) : DeliveryFact;

    /// <summary>These waited for a person who may not have them any more, and are withdrawn: a guest's go to others.</summary>
    public sealed record Forbidden(Chat Chat, IReadOnlyList<HeldNotice> Withdrawn) : DeliveryFact;

    /// <summary>
    /// A defect of ours: Telegram refused our HTML (it goes out as plain text instead, none lost), or refused these notices for
    /// good (they end here).
    /// </summary>
    public sealed record MessageRefused(Chat Chat, string Description, IReadOnlyList<HeldNotice> Lost) : DeliveryFact;
}

/// <summary>Where Delivery tells what happened.</summary>
public interface IDeliveryEvents
{
    /// <summary>
    /// Does what follows from it, in the transaction that records it. What fails by a defect is undone and logged; delivery goes on.
    /// </summary>
    void Happened(Transaction transaction, DeliveryFact fact);
}

/// <summary>What Delivery has to ask, since it knows no text and no right.</summary>
public interface IDeliveryQuestions
{
    /// <summary>The line that heads a message shown late, as HTML in the chat's language; null where it can't be said.</summary>
    string? LateMark(Transaction transaction, long chatId, TimeSpan lateBy);

    /// <summary>The line that heads a message that may be there already, as HTML; null where it can't be said.</summary>
    string? RepeatMark(Transaction transaction, long chatId);

    /// <summary>Whether the person of this private chat may be sent this, by the rights of now.</summary>
    bool MayHave(Transaction transaction, long person, HeldNotice notice);
}
