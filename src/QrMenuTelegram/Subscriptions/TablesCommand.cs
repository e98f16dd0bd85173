using QrMenuTelegram.Calls;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary><c>/tables</c>: the tables seen so far, with their halls, how many chats get their events, the last event.</summary>
public sealed class TablesCommand(Routes routes, ServerNames servers) : Command
{
    private const int LongestName = 40;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public override string Name => "tables";

    public override void Run(CommandContext context, string words)
    {
        var lines = Lines(context);
        if (lines.Count == 0)
        {
            context.Reply(TextKeys.Tables.None);
            return;
        }
        Pages.Reply(context, Name, context.Html(TextKeys.Tables.Title, ("count", lines.Count)), lines);
    }

    public override void Press(PressContext context, string payload)
    {
        var lines = Lines(context);
        Pages.GoTo(context, Name, payload, context.Html(TextKeys.Tables.Title, ("count", lines.Count)), lines);
    }

    private IReadOnlyList<PageLine> Lines(CommandContext context)
    {
        var restaurant = Restaurant.Now(context, servers);
        var table = routes.Current(context.Transaction);
        var owners = OwnerStore.All(context.Transaction, context.Clock.Now);
        return
        [
            .. restaurant
                .Seen.OrderBy(seen => seen.Server, StringComparer.OrdinalIgnoreCase)
                .ThenBy(seen => new TableName(seen.Name), NaturalOrder.Instance)
                .Select(seen => new PageLine(
                    servers.Several ? context.Html(TextKeys.Server.Heading, ("server", seen.Server)) : "",
                    Line(context, restaurant, table, owners, seen)
                )),
        ];
    }

    private static string Line(
        CommandContext context,
        Restaurant restaurant,
        RoutingTable routes,
        IReadOnlyList<OwnedTable> owners,
        KnownTable seen
    )
    {
        var name = new TableName(seen.Name);
        var halls = restaurant
            .HallsOn(seen.Server)
            .Where(hall => hall.Tables.Contains(name))
            .Select(hall => SafeText.Line(hall.Name, LongestName));
        var chats = EventCodes
            .All.SelectMany(code => Router.Route(routes, seen.Server, code, name))
            .Select(match => match.To)
            .Distinct()
            .Count();
        var calls = EventCodes.All.Where(CallLifecycle.IsCall).All(code => Router.Route(routes, seen.Server, code, name).Count > 0);
        var owner = owners
            .LastOrDefault(owned => owned.Table == name && (owned.Server.Length == 0 || owned.Server == seen.Server))
            ?.PersonName;
        return context.Html(
            TextKeys.Tables.Line,
            ("table", SafeText.Line(seen.Name, LongestName)),
            ("id", restaurant.SeenOn(seen.Server).Count(other => new TableName(other.Name) == name) > 1 ? seen.Id : null),
            ("halls", string.Join(", ", halls) is { Length: > 0 } all ? all : null),
            ("owner", owner is null ? null : SafeText.Line(owner, LongestName)),
            ("chats", chats),
            ("calls", calls),
            ("event", EventCodes.All.Contains(seen.LastCode) ? context.Plain(TextKey.EventName(seen.LastCode)) : seen.LastCode),
            ("at", context.Clock.ToWall(seen.LastEventAt)),
            ("today", context.Clock.Now - seen.LastEventAt < Day)
        );
    }
}
