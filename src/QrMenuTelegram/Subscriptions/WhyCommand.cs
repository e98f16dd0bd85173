using QrMenuTelegram.Announcements;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary><c>/why [@NAME] TABLE [CODE]</c>: who would get an event of this table now, and by which subscription. Sends nothing.</summary>
public sealed class WhyCommand(Routes routes, OwnerStore owners, ServerNames servers) : Command
{
    private const int MostChats = 10;

    public override string Name => "why";

    public override void Run(CommandContext context, string words)
    {
        var restaurant = Restaurant.Now(context, servers);
        if (WhyQuestion.Read(words, restaurant).IsWrong(out var complaint, out var question))
        {
            complaint.Reply(context);
            return;
        }
        var answers = question.Servers.Select(server => (Server: server, Html: Answer(context, question, restaurant, server))).ToList();
        List<PageLine> lines =
        [
            .. answers
                .DistinctBy(answer => answer.Html)
                .Select(answer => new PageLine(
                    servers.Several
                        ? context.Html(
                            TextKeys.Server.Heading,
                            ("server", string.Join(", ", answers.Where(a => a.Html == answer.Html).Select(a => a.Server)))
                        )
                        : "",
                    answer.Html
                )),
        ];
        var title = context.Html(
            TextKeys.Why.Title,
            ("table", question.Table.Text),
            ("seen", question.IsSeen),
            ("nearest", question.Suggestion),
            ("anything_seen", restaurant.Seen.Count > 0)
        );
        var namesakes = question
            .Servers.Select(server =>
                restaurant.SeenOn(server).Where(seen => new TableName(seen.Name) == question.Table).Select(seen => seen.Id).ToList()
            )
            .Where(ids => ids.Count > 1)
            .SelectMany(ids => ids)
            .ToList();
        title += namesakes.Count == 0 ? "" : "\n" + context.Html(TextKeys.Why.Namesakes, ("ids", string.Join(", ", namesakes)));
        context.Say(title + string.Concat(lines.Select(line => "\n\n" + (line.Heading.Length > 0 ? line.Heading + "\n" : "") + line.Html)));
    }

    private string Answer(CommandContext context, WhyQuestion question, Restaurant restaurant, string server)
    {
        var table = routes.Current(context.Transaction);
        var mutes = MuteStore.All(context.Transaction, context.Clock.Now);
        var id = restaurant.SeenOn(server).FirstOrDefault(seen => new TableName(seen.Name) == question.Table)?.Id ?? "";
        var owner = owners.OwnerOf(context.Transaction, server, id, question.Table);
        var byHearers = question
            .Codes.Select(code =>
                (
                    Code: code,
                    Hearers: Hearers.From(
                        Router.Route(table, server, code, question.Table),
                        CallLifecycle.IsCall(code) ? owner : null,
                        [.. mutes.Where(mute => mute.Covers(server, code, question.Table))]
                    )
                )
            )
            .GroupBy(answer => answer.Hearers.Key)
            .Select(group => Group(context, [.. group.Select(answer => answer.Code)], group.First().Hearers));
        return string.Join("\n\n", byHearers);
    }

    // Codes that the same people and subscriptions answer for are said once.
    private static string Group(CommandContext context, IReadOnlyList<string> codes, Hearers hearers)
    {
        var heading = context.Html(
            TextKeys.Why.Codes,
            ("codes", string.Join(", ", codes.Select(code => context.Plain(TextKey.EventName(code)))))
        );
        if (hearers.Owner is { } owner)
        {
            heading += "\n• " + context.Html(TextKeys.Why.Owner, ("name", PeopleStore.NameOf(context.Transaction, owner)));
        }
        var chats = heading + Chats(context, hearers.Chats.Select(chat => Line(context, chat)), hearers.Chats.Count);
        if (hearers.Owner is not null || hearers.Chats.Any(chat => chat.Mute is null))
        {
            return chats;
        }
        var managers = ManagerAlerts.Destinations(context.Transaction);
        var why =
            hearers.Chats.Count > 0 ? context.Html(TextKeys.Mute.All) : context.Html(TextKeys.Why.Nobody, ("managers", managers.Count > 0));
        return chats + "\n" + why + Chats(context, managers.Select(to => PlaceText.Html(context, to)), managers.Count);
    }

    private static string Line(CommandContext context, Hearer chat) =>
        PlaceText.Html(context, chat.Match.To)
        + " ← "
        + SubscriptionText.Line(context, chat.Match.By)
        + (chat.Mute is { } mute ? " " + context.Html(TextKeys.Mute.OfWhy, ("until", context.Clock.ToWall(mute.UntilAt))) : "");

    private static string Chats(CommandContext context, IEnumerable<string> chats, int count) =>
        string.Concat(chats.Take(MostChats).Select(chat => "\n• " + chat))
        + (count > MostChats ? "\n" + context.Html(TextKeys.Lines.More, ("count", count - MostChats)) : "");

    private sealed record Hearer(Match Match, Mute? Mute);

    private sealed record Hearers(IReadOnlyList<Hearer> Chats, long? Owner)
    {
        public string Key => $"{Owner}: " + string.Join(' ', Chats.Select(chat => $"{chat.Match.By.Id} {chat.Mute?.Id}"));

        public static Hearers From(IReadOnlyList<Match> matches, long? owner, IReadOnlyList<Mute> mutes) =>
            new(
                [.. matches.Select(match => new Hearer(match, mutes.LastOrDefault(mute => mute.To == match.To)))],
                owner is { } person && mutes.All(mute => mute.To != new Destination(person)) ? owner : null
            );
    }
}
