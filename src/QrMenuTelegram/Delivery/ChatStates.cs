using Dapper;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Delivery;

/// <summary>What becomes of a chat: it refuses us, it is back, it gets a new id. Told to people once each.</summary>
public sealed class ChatStates(
    Outbox outbox,
    IDeliveryEvents events,
    IDeliveryQuestions questions,
    IEnumerable<IChatRows> rows,
    DeliveryOptions options,
    Clock clock
)
{
    /// <summary>
    /// Nothing can be shown there. The first time the managers hear of it, with all that waits; later the next try is put
    /// off, what nobody heard of is told anew, and where a sign of life was false, what came since it is held back after all.
    /// </summary>
    internal void Refused(Transaction transaction, long chatId, RefusalReason reason)
    {
        var probeAt = clock.Now + options.ProbeRefused;
        var before = ChatStore.Find(transaction, chatId);
        var hoped = ChatStore.ShowsLife(transaction, chatId);
        transaction.Connection.Execute(
            """
            UPDATE chats SET refused_at = ifnull(refused_at, @now), refused_reason = @reason, probe_at = @probeAt WHERE id = @chatId
            """,
            new
            {
                chatId,
                now = clock.Now,
                reason = reason.Word(),
                probeAt,
            }
        );
        if (before is null || ChatStore.Find(transaction, chatId) is not { } chat)
        {
            return;
        }
        if (before.RefusedAt is null)
        {
            events.Happened(transaction, new DeliveryFact.ChatRefused(chat, NoticeStore.HeldFor(transaction, chatId)));
        }
        else if (hoped)
        {
            HandOn(transaction, chat, _ => true);
        }
        else
        {
            StillRefuses(transaction, chat);
        }
    }

    /// <summary>429: nothing is sent there for so long. What is longer than minutes is told to the managers, with what waits.</summary>
    internal void AskedToWait(Transaction transaction, long chatId, TimeSpan patience)
    {
        var (now, until) = (clock.Now, clock.Now + patience);
        // A board and a message may be under way together, and be asked for patience one after the other.
        transaction.Connection.Execute(
            """
            UPDATE chats SET parked_at = iif(ifnull(parked_until, 0) > @now, parked_at, @now), parked_until = max(ifnull(parked_until,
                0), @until) WHERE id = @chatId
            """,
            new
            {
                chatId,
                now,
                until,
            }
        );
        if (patience >= ChatStore.LongPatience && ChatStore.Find(transaction, chatId) is { RefusedAt: null } chat)
        {
            events.Happened(transaction, new DeliveryFact.AskedToWait(chat, patience, NoticeStore.HeldFor(transaction, chatId)));
        }
    }

    /// <summary>
    /// Somebody more may hear what the managers hear: what waits for chats that refuse us, and nobody heard of, is told
    /// anew, and so is what came while there was nobody to tell. A chat that shows life is left to its next message: that
    /// tells of it, or shows it.
    /// </summary>
    public void TellWhatNobodyHeard(Transaction transaction)
    {
        events.Happened(transaction, new DeliveryFact.SomebodyHears());
        foreach (
            var chat in ChatStore.All(transaction).Where(chat => chat.RefusedAt is not null && !ChatStore.ShowsLife(transaction, chat.Id))
        )
        {
            StillRefuses(transaction, chat);
        }
    }

    /// <summary>
    /// What they said was not shown: it waits again. What was under way when we heard that its chat refuses was not among
    /// what waited there then: the managers get it now.
    /// </summary>
    /// <param name="transaction">The courier's.</param>
    /// <param name="notices">Carried by a send that failed, or of which nobody will hear; may be empty.</param>
    /// <param name="begunAt">When that send began, steady; null where it is not known any more.</param>
    internal void WaitAgain(Transaction transaction, IReadOnlyList<long> notices, Instant? begunAt)
    {
        if (notices.Count == 0)
        {
            return;
        }
        NoticeStore.EndRetracted(transaction, notices, clock.Now);
        events.Happened(transaction, new DeliveryFact.WaitsAgain(notices));
        foreach (var chat in ChatStore.Refusing(transaction, notices).Where(chat => begunAt is null || begunAt <= chat.RefusedAt))
        {
            HandOn(transaction, chat, notice => notices.Contains(notice.Id));
        }
    }

    /// <summary>
    /// Of what waits for a chat, what may be sent there now; the rest is withdrawn and handed on. Groups have no rights that
    /// end.
    /// </summary>
    internal IReadOnlyList<Notice> Permitted(Transaction transaction, long chatId, IReadOnlyList<Notice> waiting)
    {
        var forbidden = waiting.Where(notice => !IsPermitted(transaction, chatId, [notice])).ToList();
        if (forbidden.Count == 0)
        {
            return waiting;
        }
        NoticeStore.End(transaction, forbidden, clock.Now);
        forbidden.ForEach(notice => NoticeStore.MarkRetracted(transaction, notice.Id));
        if (ChatStore.Find(transaction, chatId) is { } chat)
        {
            events.Happened(transaction, new DeliveryFact.Forbidden(chat, [.. forbidden.Select(NoticeStore.Held)]));
        }
        return [.. waiting.Except(forbidden)];
    }

    /// <summary>Whether a message of ours may be changed to show these.</summary>
    internal bool IsPermitted(Transaction transaction, long chatId, IReadOnlyList<Notice> shown) =>
        !IsPrivate(chatId) || shown.All(notice => questions.MayHave(transaction, chatId, NoticeStore.Held(notice)));

    // Telegram's ids of groups and channels are negative.
    private static bool IsPrivate(long chatId) => chatId > 0;

    private void StillRefuses(Transaction transaction, Chat chat) =>
        events.Happened(transaction, new DeliveryFact.StillRefuses(chat, NoticeStore.HeldFor(transaction, chat.Id)));

    private void HandOn(Transaction transaction, Chat refusing, Func<HeldNotice, bool> which)
    {
        foreach (var notice in NoticeStore.HeldFor(transaction, refusing.Id).Where(which))
        {
            events.Happened(transaction, new DeliveryFact.HeldBack(refusing, notice));
        }
    }

    /// <summary>
    /// Somebody wrote to us or put us back: what waits for this chat is tried now. Only a message that it takes shows
    /// that it is back; when the sign was false, nobody is told anything. Costs nothing where the chat never refused.
    /// </summary>
    public void SignOfLife(Transaction transaction, long chatId)
    {
        if (
            transaction.Connection.Execute("UPDATE chats SET probe_at = 0 WHERE id = @chatId AND refused_at IS NOT NULL", new { chatId })
            > 0
        )
        {
            outbox.Touch(transaction, chatId);
        }
    }

    /// <summary>It took a message.</summary>
    internal void Back(Transaction transaction, Chat chat)
    {
        transaction.Connection.Execute(
            "UPDATE chats SET refused_at = NULL, refused_reason = NULL, probe_at = NULL WHERE id = @id",
            new { id = chat.Id }
        );
        transaction.Signal(Signal.Menus);
        events.Happened(transaction, new DeliveryFact.ChatBack(chat with { RefusedAt = null, RefusedReason = null }));
    }

    /// <summary>
    /// A group became a supergroup: subscriptions, notices, dialogs, everything that names the old id names the new
    /// one. The group's messages stay behind and are edited no more; their numbers are forgotten, for the new chat counts
    /// anew. Told twice it does nothing.
    /// </summary>
    public void Migrate(Transaction transaction, long oldId, long newId)
    {
        var connection = transaction.Connection;
        if (oldId == newId || ChatStore.Find(transaction, oldId) is null)
        {
            return;
        }
        CopyStore.ForgetAll(transaction, oldId);
        connection.Execute(
            "UPDATE messages SET telegram_id = 0, gone = 1, changed = 0 WHERE chat_id = @oldId AND telegram_id IS NOT NULL",
            new { oldId }
        );
        var isKnown = ChatStore.Find(transaction, newId) is not null;
        if (!isKnown)
        {
            connection.Execute(
                """
                UPDATE chats SET id = @newId, kind = 'supergroup', refused_at = NULL, refused_reason = NULL, probe_at = NULL,
                    parked_until = NULL
                WHERE id = @oldId
                """,
                new { oldId, newId }
            );
        }
        foreach (var folder in rows)
        {
            folder.Migrate(transaction, oldId, newId);
        }
        if (isKnown)
        {
            // The new id wrote to us first: two rows become one.
            connection.Execute(
                "UPDATE chats SET language = ifnull(language, (SELECT language FROM chats WHERE id = @oldId)) WHERE id = @newId",
                new { oldId, newId }
            );
            connection.Execute("DELETE FROM chats WHERE id = @oldId", new { oldId });
        }
        outbox.Move(transaction, oldId, newId);
    }

    /// <summary>A topic was deleted or closed: the chat and the managers hear of it, and what it had is the chat's.</summary>
    internal void LoseTopic(Transaction transaction, long chatId, int topicId)
    {
        if (ChatStore.Find(transaction, chatId) is { } chat)
        {
            events.Happened(transaction, new DeliveryFact.TopicGone(chat, topicId));
        }
        foreach (var folder in rows)
        {
            folder.LoseTopic(transaction, chatId, topicId);
        }
    }
}
