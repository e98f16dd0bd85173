using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Delivery;

/// <summary>
/// What Delivery needs said in words, or wants known by people, without knowing texts or managers itself. Set once, by
/// the wiring. Each is called inside the transaction that records the fact, so what it adds commits with it.
/// </summary>
public sealed class DeliveryHooks
{
    /// <summary>The line that heads a message shown late, as HTML in the chat's language.</summary>
    public Func<Transaction, long, TimeSpan, string>? LateMark { get; set; }

    /// <summary>A chat has just begun to refuse us (told once until it is back); with all that waits for it.</summary>
    public Action<Transaction, Chat, IReadOnlyList<HeldNotice>>? ChatRefused { get; set; }

    /// <summary>A chat still refuses us: it was tried again, or somebody more hears what managers hear; with all that waits for it.</summary>
    public Action<Transaction, Chat, IReadOnlyList<HeldNotice>>? StillRefuses { get; set; }

    /// <summary>Telegram asks for patience in a chat for longer than minutes (429); with all that waits for it.</summary>
    public Action<Transaction, Chat, TimeSpan, IReadOnlyList<HeldNotice>>? AskedToWait { get; set; }

    /// <summary>Somebody more may hear what managers hear: of what came while there was nobody, he is told.</summary>
    public Action<Transaction>? SomebodyHears { get; set; }

    /// <summary>A notice waits for a chat that refuses us, or that Telegram makes us wait for; of one and the same it may be told again.</summary>
    public Action<Transaction, Chat, HeldNotice>? HeldBack { get; set; }

    /// <summary>
    /// These were on their way, were not shown, as far as we know, and wait again: who no longer wants one takes it back.
    /// </summary>
    public Action<Transaction, IReadOnlyList<long>>? WaitsAgain { get; set; }

    /// <summary>Whether the person of this private chat may be sent this, by the rights of now. Null: whatever waits.</summary>
    public Func<Transaction, long, HeldNotice, bool>? MayHave { get; set; }

    /// <summary>These waited for a person who may not have them any more, and are withdrawn: what a guest waits for goes to others.</summary>
    public Action<Transaction, Chat, IReadOnlyList<HeldNotice>>? Forbidden { get; set; }

    /// <summary>A chat that refused us took a message again.</summary>
    public Action<Transaction, Chat>? ChatBack { get; set; }

    /// <summary>The topic of a destination was deleted: its notices now go to the chat itself.</summary>
    public Action<Transaction, Chat, int>? TopicGone { get; set; }

    /// <summary>
    /// A defect of ours: Telegram refused our HTML (it goes out as plain text instead, none lost), or refused these
    /// notices for good (they end here).
    /// </summary>
    public Action<Transaction, Chat, string, IReadOnlyList<HeldNotice>>? MessageRefused { get; set; }

    /// <summary>A group became a supergroup: everything of ours that names the old id names the new one now.</summary>
    public Action<Transaction, long, long>? ChatMigrated { get; set; }

    /// <summary>One of these failed: what it wanted said is not said, and delivery goes on.</summary>
    public Action<Exception>? Failed { get; set; }

    /// <summary>Calls a hook so that its failure undoes what it wrote and nothing else. That the database fails is no failure of a hook.</summary>
    internal void Tell(Transaction transaction, Action hook)
    {
        if (transaction.Attempt(hook) is { } failure)
        {
            Failed?.Invoke(failure);
        }
    }
}

/// <summary>A notice that could not be shown.</summary>
public sealed record HeldNotice(long Id, Urgency Urgency, string Html, string? Subject);
