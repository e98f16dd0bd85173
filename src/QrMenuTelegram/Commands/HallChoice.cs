using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Commands;

/// <summary>Which hall is meant, where several restaurants have one of that name.</summary>
internal static class HallChoice
{
    /// <param name="halls">Of one name; at least one.</param>
    /// <param name="server">The server that was named; null for none.</param>
    public static Parsed<Hall, Complaint> Choose(IReadOnlyList<Hall> halls, string? server)
    {
        var hall =
            halls.Count == 1 && server is null ? halls[0]
            : server is null ? null
            : halls.FirstOrDefault(one => server.Equals(one.Server, StringComparison.OrdinalIgnoreCase))
                ?? halls.FirstOrDefault(one => one.Server is null);
        return hall is not null
            ? hall
            : new Complaint(
                server is null ? TextKeys.Hall.Which : TextKeys.Hall.Elsewhere,
                ("hall", halls[0].Name),
                ("server", server),
                ("servers", halls.Select(one => one.Server).OfType<string>().ToList())
            );
    }
}
