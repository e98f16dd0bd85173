using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Subscriptions;

namespace QrMenuTelegram.Operations.Health;

/// <summary><c>/status</c>: servers, what waits for delivery, chats that take no messages, version.</summary>
internal sealed class StatusCommand(LiveStatus live) : Command
{
    private const int MostChats = 20;

    // Slower answers than this are worth a word.
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    public override string Name => "status";

    public override void Run(CommandContext context, string words) => Show(context, live.Look(context.Transaction));

    internal static void Show(CommandContext context, BridgeStatus status)
    {
        var whole = context.AnswersWhole;
        TimeSpan Since(Instant steady) => context.Clock.Now.Since(steady);
        DateTimeOffset? Wall(Instant? steady) => steady is { } at ? context.Clock.ToWall(at) : null;
        var html = context.Html(
            TextKeys.Status.Now,
            ("version", status.Version),
            ("uptime", Since(status.StartedAt)),
            (
                "servers",
                status
                    .Servers.Select(server =>
                        new (string, object?)[]
                        {
                            ("name", server.Name),
                            ("polled", server.LastPollAt is { } polled ? Since(polled) : null),
                            ("events", server.Events),
                            ("last_event", Wall(server.LastEventAt)),
                            ("lag", server.Lag >= Slow ? server.Lag : null),
                            ("failing", Wall(server.FailingSince)),
                            ("failing_for", server.FailingSince is { } failing ? Since(failing) : null),
                            ("detail", whole ? server.Detail : null),
                            ("flooding", Wall(server.FloodingSince)),
                            ("held_back", server.HeldBack),
                        }
                    )
                    .ToList()
            ),
            ("waiting", status.Waiting),
            ("waiting_for", status.OldestWaitingAt is { } oldest ? Since(oldest) : null),
            (
                "ways",
                status
                    .Ways.Select(way =>
                        new (string, object?)[]
                        {
                            ("name", way.Name),
                            ("used", Wall(way.InUseSince)),
                            ("failing", Wall(way.FailingSince)),
                            ("detail", whole ? way.Failure : null),
                        }
                    )
                    .ToList()
            ),
            ("takes", status.TakenAfter),
            ("taken", status.Taken),
            ("patience", Wall(status.PatienceUntil)),
            (
                "refused",
                status
                    .Refused.Take(whole ? MostChats : 0)
                    .Select(chat =>
                        new (string, object?)[]
                        {
                            ("title", chat.Title),
                            ("reason", chat.Reason),
                            ("since", Wall(chat.Since)),
                            ("waiting", chat.Waiting),
                        }
                    )
                    .ToList()
            ),
            ("more", whole ? Math.Max(0, status.Refused.Count - MostChats) : 0),
            ("refusing", whole ? 0 : status.Refused.Count),
            ("hidden", !whole && (status.Refused.Count > 0 || status.Servers.Any(server => server.Detail is not null)))
        );
        context.Say(html + Muted(context));
    }

    private static string Muted(CommandContext context)
    {
        var mutes = MuteStore.All(context.Transaction, context.Clock.Now);
        return mutes.Count == 0
            ? ""
            : "\n\n"
                + context.Html(TextKeys.Mute.Status)
                + string.Concat(
                    mutes.Take(MostChats).Select(mute => "\n" + PlaceText.Html(context, mute.To) + " " + MuteText.Line(context, mute))
                );
    }
}
