using QrMenuTelegram.Events;

namespace QrMenuTelegram.Routing;

/// <summary>A named set of event codes that a chat subscribes to.</summary>
public sealed record Role(string Name, IReadOnlyList<string> Codes)
{
    public static Role Waiter { get; } = new("waiter", EventCodes.All);

    public static Role Kitchen { get; } = new("kitchen", [EventCodes.SaveOrder, EventCodes.AdditionalOrder]);

    public static Role Cashier { get; } = new("cashier", [EventCodes.BillRequest, EventCodes.OnlinePayment]);

    /// <summary>All five, and the bridge's own warnings and what it did not understand.</summary>
    public static Role Manager { get; } = new("manager", EventCodes.All);

    public static IReadOnlyList<Role> All { get; } = [Waiter, Kitchen, Cashier, Manager];

    public static Role? Find(string name) => All.FirstOrDefault(role => role.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
