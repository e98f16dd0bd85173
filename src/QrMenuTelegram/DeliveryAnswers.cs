using Microsoft.Extensions.Logging;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram;

/// <summary>The texts and rights that Delivery asks for.</summary>
internal sealed partial class DeliveryAnswers(Texts texts, ILogger<DeliveryAnswers> logger) : IDeliveryQuestions
{
    public string? LateMark(Transaction transaction, long chatId, TimeSpan lateBy)
    {
        string? mark = null;
        var failure = transaction.Attempt(() =>
            mark = texts.Html(texts.Language(ChatStore.Find(transaction, chatId)?.Language), TextKeys.Announce.Late, ("by", lateBy))
        );
        if (failure is not null)
        {
            Log.NoLateMark(logger, failure);
        }
        return mark;
    }

    public bool MayHave(Transaction transaction, long person, HeldNotice notice) => PrivateRights.MayHave(transaction, person, notice);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A late message could not be marked as late")]
        public static partial void NoLateMark(ILogger logger, Exception e);
    }
}
