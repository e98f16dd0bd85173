namespace QrMenuTelegram.Delivery;

/// <summary>
/// What may overtake what in one chat; the smaller is the more urgent. Stored as a number. Guests come before all that people
/// type.
/// </summary>
public enum Urgency
{
    Call = 0,
    Bill = 1,
    Payment = 2,
    Order = 3,

    /// <summary>An answer to what somebody typed or pressed, and the bridge's own words.</summary>
    Reply = 4,
}
