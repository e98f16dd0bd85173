using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Delivery;

/// <summary>A send or an edit under way.</summary>
/// <param name="AttemptId">Its row.</param>
/// <param name="ChatId">Where.</param>
/// <param name="TopicId">In which topic; 0 for none.</param>
/// <param name="MessageId">Our row of the message.</param>
/// <param name="TelegramId">The message to edit; null to send a new one.</param>
/// <param name="Notices">What it shows, in the versions it shows.</param>
/// <param name="Content">The same as Telegram gets it.</param>
/// <param name="Attachment">What a new message carries; null for nothing.</param>
/// <param name="ShownHash">What the message to edit was known to show before; null for not known.</param>
internal sealed record Operation(
    long AttemptId,
    long ChatId,
    int TopicId,
    long MessageId,
    long? TelegramId,
    IReadOnlyList<Notice> Notices,
    MessageContent Content,
    Attachment? Attachment = null,
    long? ShownHash = null
)
{
    public bool IsEdit => TelegramId is not null;

    /// <summary>Nothing waits for its answer.</summary>
    public bool IsPatient => IsEdit && Notices.Any(notice => notice.Patient);

    /// <summary>It shows nothing that a guest asked for.</summary>
    public bool IsAnswer => !IsPatient && Notices.All(notice => notice.Urgency == (int)Urgency.Reply);

    public bool Silent => Notices.All(notice => notice.Silent);
}

/// <summary>An operation whose outcome is known, or known to be unknown.</summary>
internal sealed record Finished(Operation Operation, SendOutcome Outcome);
