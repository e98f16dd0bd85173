namespace QrMenuTelegram.Events;

/// <summary>The five documented values of <c>code</c> (the vendor's page "09_api").</summary>
public static class EventCodes
{
    public const string SaveOrder = "save_order";
    public const string WaiterCall = "waiter_call";
    public const string AdditionalOrder = "additional_order";
    public const string OnlinePayment = "online_payment";
    public const string BillRequest = "bill_request";

    /// <summary>All five, most urgent first.</summary>
    public static IReadOnlyList<string> All { get; } = [WaiterCall, BillRequest, OnlinePayment, SaveOrder, AdditionalOrder];
}
