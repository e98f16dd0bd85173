using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Delivery;

/// <summary>Writes down what became of a send or an edit, each case once: what stands, what waits again, what ends, who is told.</summary>
internal sealed class DeliveryRecorder(ChatStates states, IDeliveryEvents events, Clock clock)
{
    public void Record(Transaction transaction, Finished finished)
    {
        var (operation, outcome) = (finished.Operation, finished.Outcome);
        AttemptStore.Done(transaction, operation.AttemptId, clock.Now);
        if (outcome is SendOutcome.Delivered delivered)
        {
            Stands(transaction, operation, delivered.TelegramId);
            return;
        }
        if (!operation.IsEdit)
        {
            NotShown(transaction, operation, outcome);
            states.WaitAgain(
                transaction,
                [.. operation.Notices.Select(notice => notice.Id)],
                AttemptStore.BegunAt(transaction, operation.AttemptId)
            );
        }
        else if (outcome is not SendOutcome.Unknown)
        {
            MessageStore.StillShows(transaction, operation.MessageId, operation.ShownHash);
        }
        switch (outcome)
        {
            case SendOutcome.Throttled throttled:
                states.AskedToWait(transaction, operation.ChatId, throttled.RetryAfter);
                break;
            case SendOutcome.Migrated migrated:
                states.Migrate(transaction, operation.ChatId, migrated.NewChatId);
                break;
            case SendOutcome.ChatRefused { Reason: RefusalReason.TopicClosed } when operation.TopicId != 0:
            case SendOutcome.TopicGone when operation.TopicId != 0:
                LoseTopic(transaction, operation);
                break;
            case SendOutcome.ChatRefused refused:
                states.Refused(transaction, operation.ChatId, refused.Reason);
                break;
            case SendOutcome.MessageGone:
                MessageStore.Gone(transaction, operation.MessageId);
                break;
            case SendOutcome.MarkupRefused refused when operation.Content.Format == TextFormat.Html:
                AsPlainText(transaction, operation, refused.Description);
                break;
            case SendOutcome.MarkupRefused refused:
                Defect(transaction, operation, refused.Description);
                break;
            case SendOutcome.Refused refused:
                Defect(transaction, operation, refused.Description);
                break;
            case SendOutcome.TopicGone:
                Defect(transaction, operation, "message thread not found");
                break;
            case SendOutcome.Unauthorized or SendOutcome.Unknown or SendOutcome.NotSent or SendOutcome.Unexplained:
                break;
        }
    }

    /// <summary>Sends whose outcome will never come, because the process that made them ended: what they carried waits again.</summary>
    /// <param name="transaction">The courier's.</param>
    /// <param name="underWay">Messages whose outcome will come.</param>
    /// <returns>How many notices may be shown twice.</returns>
    public int ForgetInDoubt(Transaction transaction, IEnumerable<long> underWay)
    {
        var notices = MessageStore.ForgetInDoubt(transaction, underWay);
        states.WaitAgain(transaction, notices, begunAt: null);
        return notices.Count;
    }

    private void Stands(Transaction transaction, Operation operation, long telegramId)
    {
        NoticeStore.Shown(transaction, operation.MessageId, operation.Notices);
        if (operation.IsEdit)
        {
            MessageStore.Edited(transaction, operation.MessageId, ContentHash.Compute(operation.Content));
        }
        else if (telegramId == 0)
        {
            MessageStore.SentWithoutNumber(transaction, operation.MessageId, ContentHash.Compute(operation.Content), clock.Now);
        }
        else
        {
            MessageStore.Sent(
                transaction,
                operation.MessageId,
                operation.ChatId,
                telegramId,
                ContentHash.Compute(operation.Content),
                clock.Now
            );
        }
        if (ChatStore.Find(transaction, operation.ChatId) is { RefusedAt: not null } chat)
        {
            states.Back(transaction, chat);
        }
    }

    private static void NotShown(Transaction transaction, Operation operation, SendOutcome outcome)
    {
        if (outcome is SendOutcome.Unknown)
        {
            CopyStore.Lose(transaction, operation.MessageId, operation.ChatId);
        }
        else
        {
            MessageStore.Forget(transaction, operation.MessageId);
        }
    }

    // The topic's messages went with it.
    private void LoseTopic(Transaction transaction, Operation operation)
    {
        if (operation.IsEdit)
        {
            MessageStore.Gone(transaction, operation.MessageId);
        }
        states.LoseTopic(transaction, operation.ChatId, operation.TopicId);
    }

    private void AsPlainText(Transaction transaction, Operation operation, string description)
    {
        if (Separated(transaction, operation))
        {
            return;
        }
        NoticeStore.UsePlainText(transaction, operation.Notices);
        Tell(transaction, operation, description, []);
    }

    // The same would be refused again.
    private void Defect(Transaction transaction, Operation operation, string description)
    {
        if (operation.IsEdit)
        {
            MessageStore.Gone(transaction, operation.MessageId);
            Tell(transaction, operation, description, []);
            return;
        }
        if (Separated(transaction, operation))
        {
            return;
        }
        // Without the picture the same may be taken.
        if (operation.Attachment is not null)
        {
            AttachmentStore.Drop(transaction, operation.Notices[0].Id);
            Tell(transaction, operation, description, []);
            return;
        }
        NoticeStore.End(transaction, operation.Notices, clock.Now);
        Tell(transaction, operation, description, [.. operation.Notices.Select(NoticeStore.Held)]);
    }

    // One of several is at fault: each goes out by itself, and the others are not lost with it.
    private static bool Separated(Transaction transaction, Operation operation)
    {
        if (operation.IsEdit || operation.Notices.Count == 1)
        {
            return false;
        }
        NoticeStore.MakeAlone(transaction, operation.Notices);
        return true;
    }

    private void Tell(Transaction transaction, Operation operation, string description, IReadOnlyList<HeldNotice> lost)
    {
        if (ChatStore.Find(transaction, operation.ChatId) is { } chat)
        {
            events.Happened(transaction, new DeliveryFact.MessageRefused(chat, description, lost));
        }
    }
}
