using QrMenuTelegram.Events;

namespace QrMenuTelegram.Routing;

/// <summary>What kinds of events a subscription is for: a role, or codes one by one.</summary>
/// <param name="Role">The role; null where codes are listed.</param>
/// <param name="Codes">The role's, or the listed ones without repetition, in the order of <see cref="EventCodes.All"/>.</param>
public sealed record CodeList(Role? Role, IReadOnlyList<string> Codes)
{
    public static CodeList From(Role role) => new(role, role.Codes);

    public static CodeList From(IEnumerable<string> codes)
    {
        var wanted = codes.ToHashSet(StringComparer.Ordinal);
        return new(null, [.. EventCodes.All.Where(wanted.Contains)]);
    }

    /// <summary>As it is typed: <c>waiter</c>, <c>waiter_call,bill_request</c>.</summary>
    public override string ToString() => Role?.Name ?? string.Join(',', Codes);
}
