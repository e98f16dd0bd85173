using Microsoft.Extensions.Logging;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram;

/// <summary>The texts and rights that Delivery asks for.</summary>
internal sealed partial class DeliveryAnswers(Texts texts, ILogger<DeliveryAnswers> logger) : IDeliveryQuestions
{
    public string? LateMark(Transaction transaction, long chatId, TimeSpan lateBy) =>
        Mark(transaction, chatId, TextKeys.Announce.Late, ("by", lateBy));

    public string? RepeatMark(Transaction transaction, long chatId) => Mark(transaction, chatId, TextKeys.Announce.Repeat);

    public bool MayHave(Transaction transaction, long person, HeldNotice notice) => PrivateRights.MayHave(transaction, person, notice);

    private string? Mark(Transaction transaction, long chatId, TextKey key, params (string, object?)[] values)
    {
        string? mark = null;
        var failure = transaction.Attempt(() =>
            mark = texts.Html(texts.Language(ChatStore.Find(transaction, chatId)?.Language), key, values)
        );
        if (failure is not null)
        {
            Log.NoMark(logger, failure);
        }
        return mark;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A message could not be marked as late or repeated")]
        public static partial void NoMark(ILogger logger, Exception e);
    }
}
