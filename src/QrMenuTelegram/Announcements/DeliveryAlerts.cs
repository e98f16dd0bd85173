using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Announcements;

/// <summary>What Delivery wants said: one method for each of the <see cref="DeliveryHooks"/>.</summary>
public sealed class DeliveryAlerts(
    Texts texts, ManagerAlerts managers, Forwarding forwarding, SubscriptionStore subscriptions, Outbox outbox, Routes routes, Clock clock)
{
    private const long Quiet = 3_600_000;

    public void AttachTo(DeliveryHooks hooks)
    {
        hooks.LateMark = LateMark;
        hooks.ChatRefused = ChatRefused;
        hooks.StillRefuses = StillRefuses;
        hooks.HeldBack = HeldBack;
        hooks.AskedToWait = AskedToWait;
        hooks.ChatBack = ChatBack;
        hooks.TopicGone = TopicGone;
        hooks.MessageRefused = MessageRefused;
        hooks.ChatMigrated = ChatMigrated;
    }

    public string LateMark(Transaction transaction, long chatId, TimeSpan lateBy) =>
        texts.Html(texts.Language(ChatStore.Find(transaction, chatId)?.Language), TextKeys.Announce.Late, ("by", lateBy));

    /// <summary>Tells the managers which chat, why, the mend and how much waits; what waits of events goes to them too.</summary>
    public void ChatRefused(Transaction transaction, Chat chat, IReadOnlyList<HeldNotice> waiting)
    {
        TellRefused(transaction, chat, waiting);
        forwarding.Forward(transaction, chat, waiting);
    }

    /// <summary>
    /// What waits there and nobody knows of, because the only manager had blocked the bot, is told as soon as somebody else
    /// hears (a new manager, a chat that became the managers'), and looked for with each try.
    /// </summary>
    public void StillRefuses(Transaction transaction, Chat chat, IReadOnlyList<HeldNotice> waiting)
    {
        if (forwarding.Forward(transaction, chat, Forwarding.KnownToNobody(transaction, waiting)))
        {
            TellRefused(transaction, chat, waiting);
        }
    }

    public void HeldBack(Transaction transaction, Chat chat, HeldNotice notice) => forwarding.Forward(transaction, chat, [notice]);

    /// <summary>Telegram takes nothing for this chat for longer than minutes: told once until that is over, and what waits goes to the managers.</summary>
    public void AskedToWait(Transaction transaction, Chat chat, TimeSpan patience, IReadOnlyList<HeldNotice> waiting)
    {
        var name = "announce.wait:" + chat.Id;
        var isKnown = StateStore.Get(transaction, name) is { } end && end > clock.Now;
        if (!isKnown && ListenerStore.IsOurs(transaction, chat.Id))
        {
            var until = clock.Now + (long)patience.TotalMilliseconds;
            StateStore.Set(transaction, name, until);
            managers.Tell(transaction, Urgency.Reply, chat.Id, TextKeys.Announce.Wait, ("chat", chat.Title), ("wait", patience), ("until", clock.ToWall(until)));
        }
        forwarding.Forward(transaction, chat, waiting);
    }

    public void ChatBack(Transaction transaction, Chat chat)
    {
        if (ListenerStore.IsOurs(transaction, chat.Id))
        {
            managers.Tell(transaction, Urgency.Reply, chat.Id, TextKeys.Announce.Back, ("chat", chat.Title));
        }
    }

    /// <summary>
    /// The topic's subscriptions become the chat's, and the chat and the managers are told: once, though every message
    /// that stood in the topic may bring the news again.
    /// </summary>
    public void TopicGone(Transaction transaction, Chat chat, int topicId)
    {
        var moved = subscriptions.MoveTopicToChat(transaction, new Destination(chat.Id, topicId));
        if (!IsNews(transaction, $"announce.topic_gone:{chat.Id}:{topicId}") && moved == 0)
        {
            return;
        }
        var html = texts.Html(texts.Language(chat.Language), TextKeys.Announce.TopicGoneHere, ("subscriptions", moved));
        outbox.Add(transaction, new NewNotice(new Destination(chat.Id), Urgency.Reply, html) { Subject = ManagerAlerts.Subject });
        if (ListenerStore.IsOurs(transaction, chat.Id))
        {
            managers.Tell(transaction, Urgency.Reply, chat.Id, TextKeys.Announce.TopicGone, ("chat", chat.Title), ("subscriptions", moved));
        }
    }

    /// <summary>
    /// A defect of ours, told once per chat and hour: the same defect would refuse the next message too. What can't be
    /// shown at all goes to the managers each time.
    /// </summary>
    public void MessageRefused(Transaction transaction, Chat chat, string description, IReadOnlyList<HeldNotice> lost)
    {
        forwarding.Forward(transaction, chat, lost);
        if (ListenerStore.IsOurs(transaction, chat.Id) && IsNews(transaction, "announce.message_refused:" + chat.Id))
        {
            managers.Tell(transaction, Urgency.Reply, null, TextKeys.Announce.MessageRefused, ("chat", chat.Title), ("description", description));
        }
    }

    public void ChatMigrated(Transaction transaction, long oldChatId, long newChatId) => routes.Invalidate(transaction);

    // Anybody may add the bot to a chat of any title: managers hear of those only that we have to do with.
    private void TellRefused(Transaction transaction, Chat chat, IReadOnlyList<HeldNotice> waiting)
    {
        var events = waiting.Count(Forwarding.IsForwarded);
        if (events > 0 || ListenerStore.IsOurs(transaction, chat.Id))
        {
            managers.Tell(transaction, Urgency.Reply, chat.Id, TextKeys.Announce.Refused,
                ("chat", chat.Title),
                ("private", chat.Kind == "private"),
                ("reason", chat.RefusedReason ?? ""),
                ("waiting", events));
        }
    }

    private bool IsNews(Transaction transaction, string name)
    {
        var isNews = StateStore.Get(transaction, name) is not { } told || clock.Now - told >= Quiet;
        if (isNews)
        {
            StateStore.Set(transaction, name, clock.Now);
        }
        return isNews;
    }
}
