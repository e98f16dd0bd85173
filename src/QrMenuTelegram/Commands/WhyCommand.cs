using QrMenuTelegram.Announcements;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Commands;

/// <summary><c>/why [@NAME] TABLE [CODE]</c>: who would get an event of this table now, and by which subscription. Sends nothing.</summary>
public sealed class WhyCommand(Routes routes, ServerNames servers) : Command
{
    private const int MostChats = 10;

    public override string Name => "why";

    public override void Run(CommandContext context, string words)
    {
        var restaurant = Restaurant.Now(context, servers);
        if (WhyQuestion.Read(words, restaurant, out var question) is { } complaint)
        {
            complaint.Reply(context);
            return;
        }
        var answers = question!.Servers.Select(server => (Server: server, Html: Answer(context, question, server))).ToList();
        List<PageLine> lines =
        [
            .. answers.DistinctBy(answer => answer.Html).Select(answer => new PageLine(
                servers.Several
                    ? context.Html("server.heading", ("server", string.Join(", ", answers.Where(a => a.Html == answer.Html).Select(a => a.Server))))
                    : "",
                answer.Html)),
        ];
        var title = context.Html("why.title", ("table", question.Table.Text), ("seen", question.IsSeen), ("nearest", question.Suggestion), ("anything_seen", restaurant.Seen.Count > 0));
        context.Say(title + string.Concat(lines.Select(line => "\n\n" + (line.Heading.Length > 0 ? line.Heading + "\n" : "") + line.Html)));
    }

    private string Answer(CommandContext context, WhyQuestion question, string server)
    {
        var table = routes.Current(context.Transaction);
        var mutes = MuteStore.All(context.Transaction, context.Clock.Now);
        var byMatches = question.Codes
            .Select(code => (Code: code, Matches: (IReadOnlyList<Answered>)[.. Router.Route(table, server, code, question.Table)
                .Select(match => new Answered(match, mutes.LastOrDefault(mute => mute.To == match.To && mute.Covers(server, code, question.Table))))]))
            .GroupBy(answer => string.Join(' ', answer.Matches.Select(match => $"{match.Match.By.Id} {match.Mute?.Id}")))
            .Select(group => Group(context, [.. group.Select(answer => answer.Code)], group.First().Matches));
        return string.Join("\n\n", byMatches);
    }

    // Codes that the same subscriptions answer for are said once.
    private static string Group(CommandContext context, IReadOnlyList<string> codes, IReadOnlyList<Answered> matches)
    {
        var heading = context.Html("why.codes", ("codes", string.Join(", ", codes.Select(code => context.Plain("code." + code)))));
        if (matches.Count == 0)
        {
            var managers = ManagerAlerts.Destinations(context.Transaction);
            return heading + "\n" + context.Html("why.nobody", ("managers", managers.Count > 0)) + Chats(context, managers.Select(to => PlaceText.Html(context, to)), managers.Count);
        }
        var chats = heading + Chats(context, matches.Select(answered => Line(context, answered)), matches.Count);
        if (matches.Any(answered => answered.Mute is null))
        {
            return chats;
        }
        var awake = ManagerAlerts.Destinations(context.Transaction);
        return chats + "\n" + context.Html("mute.all") + Chats(context, awake.Select(to => PlaceText.Html(context, to)), awake.Count);
    }

    private static string Line(CommandContext context, Answered answered) =>
        PlaceText.Html(context, answered.Match.To) + " ← " + SubscriptionText.Line(context, answered.Match.By)
        + (answered.Mute is { } mute ? " " + context.Html("mute.of_why", ("until", context.Clock.ToWall(mute.UntilAt))) : "");

    private static string Chats(CommandContext context, IEnumerable<string> chats, int count) =>
        string.Concat(chats.Take(MostChats).Select(chat => "\n• " + chat))
        + (count > MostChats ? "\n" + context.Html("lines.more", ("count", count - MostChats)) : "");

    private sealed record Answered(Match Match, Mute? Mute);
}
