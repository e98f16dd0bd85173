using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Announcements;

/// <summary>What managers read of chats and messages that Telegram refuses.</summary>
public sealed class DeliveryAlerts(Texts texts, ManagerAlerts managers, Outbox outbox, Clock clock)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    /// <summary>Tells the managers which chat, why, the fix and how much waits.</summary>
    /// <param name="transaction">The one that records it.</param>
    /// <param name="chat">Which.</param>
    /// <param name="waiting">How many events wait there.</param>
    public void ChatRefused(Transaction transaction, Chat chat, int waiting)
    {
        // Anybody may add the bot to a chat of any title: managers hear of those only that we have to do with.
        if (waiting > 0 || ListenerStore.IsOurs(transaction, chat.Id))
        {
            managers.Tell(
                transaction,
                Urgency.Reply,
                chat.Id,
                TextKeys.Announce.Refused,
                ("chat", chat.Title),
                ("private", chat.Kind == "private"),
                ("reason", chat.RefusedReason ?? ""),
                ("waiting", waiting)
            );
        }
    }

    /// <summary>Telegram takes nothing for this chat for longer than minutes: told once until that is over.</summary>
    public void AskedToWait(Transaction transaction, Chat chat, TimeSpan patience)
    {
        var name = "announce.wait:" + chat.Id;
        var isKnown = StateStore.GetInstant(transaction, name) is { } end && end > clock.Now;
        if (!isKnown && ListenerStore.IsOurs(transaction, chat.Id))
        {
            var until = clock.Now + patience;
            StateStore.Set(transaction, name, until);
            managers.Tell(
                transaction,
                Urgency.Reply,
                chat.Id,
                TextKeys.Announce.Wait,
                ("chat", chat.Title),
                ("wait", patience),
                ("until", clock.ToWall(until))
            );
        }
    }

    public void ChatBack(Transaction transaction, Chat chat)
    {
        if (ListenerStore.IsOurs(transaction, chat.Id))
        {
            managers.Tell(transaction, Urgency.Reply, chat.Id, TextKeys.Announce.Back, ("chat", chat.Title));
        }
    }

    /// <summary>
    /// The chat and the managers are told, before its subscriptions become the chat's: once, though every message
    /// that stood in the topic may bring the news again.
    /// </summary>
    public void TopicGone(Transaction transaction, Chat chat, int topicId)
    {
        var moved = SubscriptionStore.CountOf(transaction, new Destination(chat.Id, topicId));
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

    /// <summary>A defect of ours, told once per chat and hour: the same defect would refuse the next message too.</summary>
    public void MessageRefused(Transaction transaction, Chat chat, string description)
    {
        if (ListenerStore.IsOurs(transaction, chat.Id) && IsNews(transaction, "announce.message_refused:" + chat.Id))
        {
            managers.Tell(
                transaction,
                Urgency.Reply,
                null,
                TextKeys.Announce.MessageRefused,
                ("chat", chat.Title),
                ("description", description)
            );
        }
    }

    private bool IsNews(Transaction transaction, string name)
    {
        var isNews = StateStore.GetInstant(transaction, name) is not { } told || clock.Now - told >= Quiet;
        if (isNews)
        {
            StateStore.Set(transaction, name, clock.Now);
        }
        return isNews;
    }
}
