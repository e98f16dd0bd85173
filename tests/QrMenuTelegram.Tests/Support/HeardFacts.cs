using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Tests.Support;

/// <summary>Hears the facts of Delivery; where only Delivery is tested, answers that everybody may have everything.</summary>
public sealed class HeardFacts : IDeliveryEvents, IDeliveryQuestions
{
    private readonly List<Action<DeliveryFact>> _listeners = [];
    private IDeliveryEvents? _next;

    /// <summary>What heads a late message; nothing unless told.</summary>
    public Func<TimeSpan, string?> LateMark { get; set; } = _ => null;

    /// <summary>What heads a message that may stand there already; nothing unless told.</summary>
    public string? RepeatMark { get; set; }

    /// <summary>Passes on what it hears.</summary>
    public IDeliveryEvents Before(IDeliveryEvents next)
    {
        _next = next;
        return this;
    }

    /// <summary>Calls the listener with each such fact from now on.</summary>
    public void On<TFact>(Action<TFact> listener)
        where TFact : DeliveryFact =>
        _listeners.Add(fact =>
        {
            if (fact is TFact wanted)
            {
                listener(wanted);
            }
        });

    void IDeliveryEvents.Happened(Transaction transaction, DeliveryFact fact)
    {
        _listeners.ForEach(listener => listener(fact));
        _next?.Happened(transaction, fact);
    }

    string? IDeliveryQuestions.LateMark(Transaction transaction, long chatId, TimeSpan lateBy) => LateMark(lateBy);

    string? IDeliveryQuestions.RepeatMark(Transaction transaction, long chatId) => RepeatMark;

    bool IDeliveryQuestions.MayHave(Transaction transaction, long person, HeldNotice notice) => true;
}
