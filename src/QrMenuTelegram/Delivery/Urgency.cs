namespace QrMenuTelegram.Delivery;

/// <summary>What may overtake what in one chat; the smaller is the more urgent. Stored as a number.</summary>
public enum Urgency
{
    Call = 0,
    Reply = 1,
    Bill = 2,
    Payment = 3,
    Order = 4,
}
