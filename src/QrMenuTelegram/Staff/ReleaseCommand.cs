using QrMenuTelegram.Calls;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Staff;

/// <summary><c>/release [TABLES or HALL]</c>: gives back some of my tables; without words, or with <c>all</c>, my shift is over.</summary>
public sealed class ReleaseCommand(OwnerStore owners, ServerNames servers) : Command
{
    public override string Name => "release";

    public override Access Access => Access.Staff;

    public override void Run(CommandContext context, string words)
    {
        if (words.Length == 0 || PlaceParser.MeansAll(words))
        {
            Reply(context, owners.ReleaseAll(context.Transaction, context.From.Id), []);
            return;
        }
        var restaurant = Restaurant.Now(context, servers);
        if (restaurant.ReadServer(words).IsWrong(out var unknownServer, out var server))
        {
            unknownServer.Reply(context);
        }
        else if (new PlaceParser(restaurant, context.IsManager).Read(server.Rest, server.Server).IsWrong(out var wrong, out var place))
        {
            wrong.Reply(context);
        }
        else
        {
            var tables = place.Hall?.Tables ?? (place.Tables.Count > 0 ? place.Tables : restaurant.TablesOn(server.Server));
            var released = owners.Release(context.Transaction, context.From.Id, place.Hall?.Server ?? server.Server, tables);
            Reply(context, released, place.Tables.Where(table => released.All(owned => owned.Table != table)));
        }
    }

    private static void Reply(CommandContext context, IReadOnlyList<OwnedTable> released, IEnumerable<TableName> notMine)
    {
        var left = OwnerStore.TablesOf(context.Transaction, context.From.Id, context.Clock.Now);
        var others = SubscriptionText.Tables([.. notMine]);
        context.Reply(
            TextKeys.Release.Done,
            ("name", PeopleStore.NameOf(context.Transaction, context.From.Id)),
            ("private", context.InPrivate),
            ("tables", released.Count == 0 ? null : TableAssignment.Text(released)),
            ("left", left.Count == 0 ? null : TableAssignment.Text(left)),
            ("not_mine", others.Length == 0 ? null : others)
        );
    }
}
