using QrMenuTelegram.Calls;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Commands;

/// <summary><c>/release [TABLES or HALL]</c>: gives back some of my tables; without words, or with <c>all</c>, my shift is over.</summary>
public sealed class ReleaseCommand(OwnerStore owners, ServerNames servers) : Command
{
    public override string Name => "release";

    public override Access Access => Access.Staff;

    public override void Run(CommandContext context, string words)
    {
        if (words.Length == 0 || PlaceWords.MeansAll(words))
        {
            Reply(context, owners.ReleaseAll(context.Transaction, context.From.Id), []);
            return;
        }
        var restaurant = Restaurant.Now(context, servers);
        if (restaurant.TakeServer(words, out var server, out var place) is { } unknownServer)
        {
            unknownServer.Reply(context);
        }
        else if (new PlaceWords(restaurant, context.IsManager).Read(place, server, out var hall, out var listed) is { } wrong)
        {
            wrong.Reply(context);
        }
        else
        {
            var tables = hall?.Tables ?? (listed.Count > 0 ? listed : restaurant.TablesOn(server));
            var released = owners.Release(context.Transaction, context.From.Id, hall?.Server ?? server, tables);
            Reply(context, released, listed.Where(table => released.All(owned => owned.Table != table)));
        }
    }

    private static void Reply(CommandContext context, IReadOnlyList<OwnedTable> released, IEnumerable<TableName> notMine)
    {
        var left = OwnerStore.Of(context.Transaction, context.From.Id, context.Clock.Now);
        var others = SubscriptionText.Tables([.. notMine]);
        context.Reply(TextKeys.Release.Done,
            ("name", PeopleStore.NameOf(context.Transaction, context.From.Id)),
            ("private", context.InPrivate),
            ("tables", released.Count == 0 ? null : Owning.Text(released)),
            ("left", left.Count == 0 ? null : Owning.Text(left)),
            ("not_mine", others.Length == 0 ? null : others));
    }
}
