using Dapper;
using QrMenuTelegram.Delivery.Pacing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Delivery;

/// <summary>
/// One chat as the courier sees it: what is next, and when it may go. The database is the truth; this is only when to look.
/// </summary>
internal sealed class Lane(long chatId, ChatPace pace, Backoff retry, Backoff refusals)
{
    private const int SendsBeforeAnEdit = 3;

    /// <summary>
    /// An answer that waited so long goes before an order, now and then: guests come first, but nobody is left without an
    /// answer.
    /// </summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromSeconds(20);

    private int _sendsInARow;
    private bool _lastWasEdit;
    private Instant _holdUntil;

    public long ChatId { get; } = chatId;

    public ChatPace Pace { get; } = pace;

    public Backoff Retry { get; } = retry;

    /// <summary>The same where something answers and says no, without saying how long that lasts.</summary>
    public Backoff Refusals { get; } = refusals;

    /// <summary>How often in a row Telegram said no without a reason.</summary>
    public int Unexplained { get; set; }

    /// <summary>How often in a row Telegram named another id, and showed nothing there.</summary>
    public int Moves { get; set; }

    /// <summary>One operation a chat at a time: that keeps the order. Two only where two chats turned out to be one.</summary>
    public int UnderWay { get; set; }

    /// <summary>Answers: one at a time too, and what guests asked for does not wait for them.</summary>
    public int AnswersUnderWay { get; set; }

    /// <summary>No answer before this instant: one got no answer from Telegram. Steady.</summary>
    public Instant AnswersFrom { get; set; }

    /// <summary>Patient edits, for which nothing waits: they need no order.</summary>
    public int PatientUnderWay { get; set; }

    /// <summary>No patient edit before this instant: one got no answer. Steady.</summary>
    public Instant PatientFrom { get; set; }

    /// <summary>No answer came; nothing before this instant. Steady.</summary>
    public Instant BackOffUntil { get; set; }

    /// <summary>Telegram asked for patience, or the chat refuses us until the next try.</summary>
    public Instant HeldUntil => Instant.Max(_holdUntil, PatienceUntil);

    /// <summary>Telegram asked for patience when the chat was nobody's, so that it stands nowhere else. Steady.</summary>
    public Instant PatienceUntil { get; set; }

    private Head? Head { get; set; }

    /// <summary>The first answer that waits, where something of a guest waits too.</summary>
    private Head? AnswerBehind { get; set; }

    private ShownMessage? Changed { get; set; }

    public bool HasWork => Head is not null || Changed is not null;

    public void Refresh(Transaction transaction)
    {
        var connection = transaction.Connection;
        var hold = connection.QueryFirstOrDefault<Hold>(
            "SELECT ifnull(probe_at, 0) AS ProbeAt, ifnull(parked_until, 0) AS ParkedUntil FROM chats WHERE id = @id",
            new { id = ChatId }
        );
        _holdUntil = hold is null ? Instant.LongAgo : Instant.Max(hold.ProbeAt, hold.ParkedUntil);
        Head = NoticeStore.HeadOf(transaction, ChatId);
        AnswerBehind = Head is { IsAnswer: false } ? NoticeStore.HeadOf(transaction, ChatId, Urgency.Reply) : null;
        Changed = MessageStore.NextChanged(transaction, ChatId);
    }

    /// <summary>The other chat became this one: what is under way there and what was sent there counts here.</summary>
    public void Absorb(Lane other)
    {
        UnderWay += other.UnderWay;
        AnswersUnderWay += other.AnswersUnderWay;
        PatientUnderWay += other.PatientUnderWay;
        Moves += other.Moves;
        PatienceUntil = Instant.Max(PatienceUntil, other.PatienceUntil);
        Pace.Absorb(other.Pace);
    }

    /// <summary>What to do next in this chat and when; null when there is nothing, or when it waits for an answer.</summary>
    public Next? NextAt(BotPace bot, Instant now)
    {
        if (UnderWay > 0)
        {
            return null;
        }
        if (Changed is { IsPatient: true } board && Head is null)
        {
            return Patiently(bot, board, now);
        }
        var edit = Changed is { IsPatient: false } ? Changed : null;
        if (Head is not { IsAnswer: false } && edit is not { IsAnswer: false })
        {
            return Answer(bot, Head, edit, overdue: false, now);
        }
        var guest = Guest(bot, edit, now);
        if (Head is { Urgency: < (int)Urgency.Order })
        {
            return guest;
        }
        var overdue = Answer(
            bot,
            AnswerBehind ?? (Head is { IsAnswer: true } ? Head : null),
            edit is { IsAnswer: true } ? edit : null,
            overdue: true,
            now
        );
        return overdue is not null && (guest is null || overdue.At <= now || overdue.At < guest.At) ? overdue : guest;
    }

    private Next? Guest(BotPace bot, ShownMessage? edited, Instant now)
    {
        var send = Head is { IsAnswer: false } head ? At(bot, (Urgency)head.Urgency, edit: null, head.CreatedAt, now) : null;
        var edit = edited is { IsAnswer: false } changed ? At(bot, (Urgency)changed.Urgency, changed, Instant.Never, now) : null;
        if (send is null || edit is null)
        {
            return send ?? edit;
        }
        // Neither starves the other: an edit is followed by a send, and some sends by an edit; only calls go before all.
        var editFirst =
            send.Urgency != Urgency.Call && ((edit.Urgency < send.Urgency && !_lastWasEdit) || _sendsInARow >= SendsBeforeAnEdit);
        var (first, second) = editFirst ? (edit, send) : (send, edit);
        return first.At <= now || first.At <= second.At ? first : second;
    }

    private Next? Answer(BotPace bot, Head? head, ShownMessage? edit, bool overdue, Instant now)
    {
        var isEdit = edit is not null && (head is null || !_lastWasEdit);
        if (AnswersUnderWay > 0 || (head is null && edit is null) || Pace.AnswerAt(now, overdue) is not { } chat)
        {
            return null;
        }
        if (overdue)
        {
            chat = Instant.Max(chat, isEdit ? (_sendsInARow >= SendsBeforeAnEdit ? now : now + Overdue) : head!.CreatedAt + Overdue);
        }
        if (bot.NextAt(Urgency.Reply, now) is not { } all)
        {
            return null;
        }
        var at = Instant.Max(Instant.Max(chat, all), Instant.Max(Instant.Max(HeldUntil, BackOffUntil), AnswersFrom));
        return new Next(this, at, Urgency.Reply, isEdit ? Instant.Never : head!.CreatedAt, isEdit ? edit : null, head);
    }

    public void Begun(bool edit)
    {
        _lastWasEdit = edit;
        _sendsInARow = edit ? 0 : _sendsInARow + 1;
    }

    private Next? At(BotPace bot, Urgency urgency, ShownMessage? edit, Instant since, Instant now)
    {
        if (Pace.NextAt(urgency, edit is not null, now) is not { } chat || bot.NextAt(urgency, now) is not { } all)
        {
            return null;
        }
        return new Next(this, Instant.Max(Instant.Max(chat, all), Instant.Max(HeldUntil, BackOffUntil)), urgency, since, edit, Head);
    }

    // Only while nothing waits to be sent, and never two at once.
    private Next? Patiently(BotPace bot, ShownMessage edit, Instant now)
    {
        if (PatientUnderWay > 0 || Pace.PatientAt(now) is not { } chat || bot.PatientAt(now) is not { } all)
        {
            return null;
        }
        return new Next(
            this,
            Instant.Max(Instant.Max(chat, all), Instant.Max(Instant.Max(HeldUntil, BackOffUntil), PatientFrom)),
            Urgency.Order,
            Instant.Never,
            edit,
            null
        );
    }

    internal sealed record Hold(Instant ProbeAt, Instant ParkedUntil);
}

/// <summary>The next operation of a chat.</summary>
/// <param name="Lane">The chat.</param>
/// <param name="At">When it may start; steady.</param>
/// <param name="Urgency">Of what it shows.</param>
/// <param name="Since">When that was wished.</param>
/// <param name="Edit">The message to edit; null to send a new one.</param>
/// <param name="Head">What is most urgent of all that waits to be sent.</param>
internal sealed record Next(Lane Lane, Instant At, Urgency Urgency, Instant Since, ShownMessage? Edit, Head? Head)
{
    public bool IsPatient => Edit is { IsPatient: true };

    public bool IsEdit => Edit is not null;

    /// <summary>Something that a guest asked for.</summary>
    public bool IsGuests => !IsPatient && Urgency != Urgency.Reply;
}
