using QrMenuTelegram.Commands;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary><c>/hall [@NAME] HALL TABLES</c> defines a hall, <c>/hall HALL -</c> removes it, <c>/hall HALL</c> shows it.</summary>
public sealed class HallCommand(HallStore halls, ServerNames servers) : Command
{
    private const int LongestName = 60;

    public override string Name => "hall";

    public override void Run(CommandContext context, string words)
    {
        var restaurant = Restaurant.Now(context, servers);
        if (restaurant.ReadServer(words).IsWrong(out var unknownServer, out var typed))
        {
            unknownServer.Reply(context);
            return;
        }
        if (HallDefinition.Read(typed.Rest, restaurant).IsWrong(out var complaint, out var definition))
        {
            complaint.Reply(context);
            return;
        }
        var (server, name, tables) = (typed.Server, definition.Name, definition.Tables);
        switch (tables)
        {
            case "":
                Show(context, restaurant, server, name);
                break;
            case "-":
                Remove(context, restaurant, server, name);
                break;
            default:
                Define(context, restaurant, server, name, tables, words);
                break;
        }
    }

    public override void Press(PressContext context, string payload)
    {
        if (!Doubt.Answers(this, context, payload))
        {
            context.Toast(TextKeys.Press.Old);
        }
    }

    private static void Show(CommandContext context, Restaurant restaurant, string? server, string name)
    {
        if (Find(context, restaurant, server, name) is { } hall)
        {
            context.Say(
                HallText.Line(context, hall, SubscriptionStore.All(context.Transaction)) + "\n\n" + context.Html(TextKeys.Hall.Form)
            );
        }
    }

    private void Remove(CommandContext context, Restaurant restaurant, string? server, string name)
    {
        if (Find(context, restaurant, server, name) is not { } hall)
        {
            return;
        }
        var used = SubscriptionStore.All(context.Transaction).Where(subscription => subscription.Hall?.Id == hall.Id).ToList();
        if (used.Count > 0)
        {
            var lines = used.Take(10)
                .Select(subscription => SubscriptionText.Line(context, subscription) + " · " + PlaceText.Html(context, subscription.To));
            context.Say(
                context.Html(
                    TextKeys.Hall.Used,
                    ("hall", hall.Name),
                    ("count", used.Count),
                    ("numbers", string.Join(' ', used.Select(s => s.Id)))
                )
                    + "\n"
                    + string.Join('\n', lines)
            );
            return;
        }
        halls.Remove(context.Transaction, hall.Id);
        context.Reply(TextKeys.Hall.Removed, ("hall", hall.Name));
    }

    private void Define(CommandContext context, Restaurant restaurant, string? server, string name, string typed, string words)
    {
        if (new PlaceParser(restaurant).ReadTables(typed, server).IsWrong(out var wrong, out var place))
        {
            wrong.Reply(context);
            return;
        }
        if (name.Length > LongestName)
        {
            context.Reply(TextKeys.Hall.LongName, ("most", LongestName));
            return;
        }
        if (Doubt.Asks(this, context, restaurant, words, place.Doubts, place.Tables))
        {
            return;
        }
        var tables = place.Tables;
        var before = restaurant.Halls.FirstOrDefault(hall =>
            hall.Server == server && TableName.MakeKey(hall.Name) == TableName.MakeKey(name)
        );
        var id = halls.Set(context.Transaction, server, name, tables);
        var done = context.Html(
            TextKeys.Hall.Defined,
            ("hall", name),
            ("server", server),
            ("tables", SubscriptionText.Tables(tables)),
            ("count", tables.Count),
            ("before", before is null ? null : SubscriptionText.Tables(before.Tables)),
            ("subscriptions", SubscriptionStore.All(context.Transaction).Count(subscription => subscription.Hall?.Id == id)),
            ("quoted", TableList.Quoted(name))
        );
        var unseen = TableMessages.Unseen(context, restaurant, server, tables);
        context.Say(unseen is null ? done : done + "\n" + unseen);
    }

    private static Hall? Find(CommandContext context, Restaurant restaurant, string? server, string name)
    {
        var named = restaurant.Named(name);
        if (named.Count == 0)
        {
            var known = restaurant.Halls.Select(hall => hall.Name).Distinct().ToList();
            context.Reply(
                TextKeys.Hall.Unknown,
                ("hall", name),
                ("nearest", Nearest.Find(name, known)),
                ("halls", known),
                ("quoted", TableList.Quoted(name))
            );
            return null;
        }
        if (HallChoice.Choose(named, server).IsWrong(out var which, out var hall))
        {
            which.Reply(context);
        }
        return hall;
    }
}
