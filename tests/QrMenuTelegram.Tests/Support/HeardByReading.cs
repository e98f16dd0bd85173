using QrMenuTelegram.Announcements;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Tests.Support;

/// <summary>Where only reading is tested: an event that arrives is handed to the test.</summary>
public sealed class HeardEvents(Action<Transaction, MenuEvent, Instant, TimeSpan> arrived) : EventArrivals(null!, null!)
{
    public override void Arrive(
        Transaction transaction,
        long eventId,
        MenuEvent menuEvent,
        TableName table,
        Instant receivedAt,
        TimeSpan olderBy
    ) => arrived(transaction, menuEvent, receivedAt, olderBy);
}

/// <summary>The same with an alert.</summary>
public sealed class HeardAlerts(Action<Transaction, TextKey, (string Name, object? Value)[]> told) : ManagerAlerts(null!, null!)
{
    public override void Tell(
        Transaction transaction,
        Urgency urgency,
        long? except,
        TextKey key,
        params (string Name, object? Value)[] values
    ) => told(transaction, key, values);

    /// <summary>There is a manager to hear alerts.</summary>
    public static void AddManager(Transaction transaction)
    {
        PeopleStore.Remember(transaction, CallRig.Boss, new(0));
        ChatStore.Remember(transaction, CallRig.Private(CallRig.Boss));
        PeopleStore.MakeManager(transaction, CallRig.Boss.Id);
    }
}
