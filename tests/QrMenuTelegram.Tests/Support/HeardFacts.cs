using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Tests.Support;

/// <summary>Where only Delivery is tested: hears its facts, and answers that everybody may have everything.</summary>
public sealed class HeardFacts : IDeliveryEvents, IDeliveryQuestions
{
    private readonly List<Action<DeliveryFact>> _listeners = [];

    /// <summary>What heads a late message; nothing unless told.</summary>
    public string? RepeatMark { get; set; }

    public Func<TimeSpan, string?> LateMark { get; set; } = _ => null;

    /// <summary>For what is made after this.</summary>
    public Lazy<IDeliveryEvents> Lazily => new(this);

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

    void IDeliveryEvents.Happened(Transaction transaction, DeliveryFact fact) => _listeners.ForEach(listener => listener(fact));

    string? IDeliveryQuestions.LateMark(Transaction transaction, long chatId, TimeSpan lateBy) => LateMark(lateBy);

    string? IDeliveryQuestions.RepeatMark(Transaction transaction, long chatId) => RepeatMark;

    bool IDeliveryQuestions.MayHave(Transaction transaction, long person, HeldNotice notice) => true;
}
