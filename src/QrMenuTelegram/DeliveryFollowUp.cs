using Microsoft.Extensions.Logging;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram;

/// <summary>What follows from each fact of delivery, in this order. Each step is an attempt: one that fails undoes itself only.</summary>
internal sealed partial class DeliveryFollowUp(
    DeliveryAlerts alerts,
    Forwarding forwarding,
    CallNotices calls,
    CallLifecycle book,
    PrivateRights rights,
    EventAnnouncer announcer,
    ILogger<DeliveryFollowUp> logger
) : IDeliveryEvents
{
    public void Happened(Transaction transaction, DeliveryFact fact)
    {
        switch (fact)
        {
            case DeliveryFact.ChatRefused(var chat, var waiting):
                Then(() => alerts.ChatRefused(transaction, chat, waiting.Count(Forwarding.IsForwarded)));
                Then(() => forwarding.Forward(transaction, chat, waiting));
                break;

            // Nobody knows of it where the only manager had blocked the bot.
            case DeliveryFact.StillRefuses(var chat, var waiting):
                Then(() =>
                {
                    var unknown = Forwarding.KnownToNobody(transaction, waiting);
                    if (forwarding.Forward(transaction, chat, unknown))
                    {
                        alerts.ChatRefused(transaction, chat, waiting.Count(Forwarding.IsForwarded));
                    }
                });
                break;
            case DeliveryFact.AskedToWait(var chat, var patience, var waiting):
                Then(() => alerts.AskedToWait(transaction, chat, patience));
                Then(() => forwarding.Forward(transaction, chat, waiting));
                break;
            case DeliveryFact.ChatBack(var chat):
                Then(() => alerts.ChatBack(transaction, chat));
                break;
            case DeliveryFact.TopicGone(var chat, var topicId):
                Then(() => alerts.TopicGone(transaction, chat, topicId));
                break;
            case DeliveryFact.SomebodyHears:
                Then(() => book.TellUnheard(transaction));
                Then(() => announcer.AnnounceUntold(transaction));
                break;
            case DeliveryFact.HeldBack(var chat, var notice):
                Then(() => forwarding.Forward(transaction, chat, [notice]));
                break;
            case DeliveryFact.WaitsAgain(var notices):
                Then(() => calls.TakeBackStale(transaction, notices));
                break;
            case DeliveryFact.Forbidden(var chat, var withdrawn):
                Then(() => rights.HandOn(transaction, chat, withdrawn));
                break;
            case DeliveryFact.MessageRefused(var chat, var description, var lost):
                Then(() => forwarding.Forward(transaction, chat, lost));
                Then(() => alerts.MessageRefused(transaction, chat, description));
                break;
        }

        void Then(Action step)
        {
            if (transaction.Attempt(step) is { } failure)
            {
                Log.Failed(logger, fact.GetType().Name, failure);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "What follows from {Fact} could not be done; delivery goes on")]
        public static partial void Failed(ILogger logger, string fact, Exception e);
    }
}
