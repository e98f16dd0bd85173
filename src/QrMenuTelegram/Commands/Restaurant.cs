using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Commands;

/// <summary>
/// What the bridge knows of the restaurants at the moment of a command: servers, halls, tables seen, words for roles and
/// events.
/// </summary>
internal sealed record Restaurant(ServerNames Servers, IReadOnlyList<Hall> Halls, IReadOnlyList<KnownTable> Seen, Vocabulary Words)
{
    public static Restaurant Now(CommandContext context, ServerNames servers) =>
        new(servers, HallStore.All(context.Transaction), TableStore.All(context.Transaction), new Vocabulary(context.Texts));

    /// <summary>Tables seen on this server (null: any) or named by a hall that holds there, in natural order.</summary>
    public IReadOnlyList<TableName> TablesOn(string? server) =>
        TableList.InOrder(
            SeenOn(server).Select(table => new TableName(table.Name)).Concat(HallsOn(server).SelectMany(hall => hall.Tables))
        );

    public IEnumerable<KnownTable> SeenOn(string? server) => Seen.Where(table => server is null || Same(table.Server, server));

    /// <summary>Halls whose tables may be on this server; for null all of them.</summary>
    public IEnumerable<Hall> HallsOn(string? server) =>
        Halls.Where(hall => server is null || hall.Server is null || Same(hall.Server, server));

    /// <summary>All halls of this name, whatever its case, on any server.</summary>
    public IReadOnlyList<Hall> Named(string hall) => [.. Halls.Where(known => TableName.MakeKey(known.Name) == TableName.MakeKey(hall))];

    /// <summary>Takes <c>@NAME</c> out of what was typed; the only server needs no naming and counts as none named.</summary>
    public Parsed<TypedServer, Complaint> ReadServer(string words)
    {
        if (ServerPick.Read(PlainText.Visible(words), Servers).IsWrong(out var unknown, out var typed))
        {
            return new Complaint(TextKeys.Server.Unknown, ("name", unknown.Piece), ("nearest", unknown.Nearest), ("servers", Servers.All));
        }
        return typed with { Server = Servers.Several ? typed.Server : null };
    }

    private static bool Same(string x, string y) => x.Equals(y, StringComparison.OrdinalIgnoreCase);
}
