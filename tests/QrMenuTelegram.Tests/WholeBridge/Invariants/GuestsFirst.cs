using System.Globalization;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// Nothing that people type goes before what guests asked for: no answer leaves while something of a guest waits for its
/// chat, but one that has waited long, before orders. Of a group's minute no more than half is ever spent on answers. And
/// strangers leave nothing behind.
/// </summary>
internal sealed class GuestsFirst(Simulation run) : Invariant(run)
{
    private const long Minute = 60_000;
    private const long Overdue = 20_000;
    private const int MostOfGroup = 10;
    private const int MostForStrangers = 70;

    private readonly List<Request> _answers = [];
    private readonly List<Request> _toStrangers = [];

    public override void Started(Request request)
    {
        if (Run.Telegram.Chats.GetValueOrDefault(request.ChatId) is { IsOfStrangers: true })
        {
            Courtesy(request);
        }
        else if (Shown(request) is { Urgency: (int)Urgency.Reply, IsPatient: false } answer)
        {
            request.IsAnswer = true;
            Answer(request, answer);
        }
    }

    public override void AtEnd()
    {
        var ids = string.Join(',', People.Strangers.Select(stranger => stranger.Id).Append(People.TheirGroup));
        var kept = Rows.Number(
            Run,
            $"SELECT (SELECT count(*) FROM people WHERE id IN ({ids})) + (SELECT count(*) FROM chats WHERE id IN ({ids}))"
        );
        if (kept > 0)
        {
            Violated($"{kept} rows are kept of strangers");
        }
    }

    private void Courtesy(Request request)
    {
        _toStrangers.Add(request);
        var recent = Recent(_toStrangers, request).Count();
        if (recent > MostForStrangers)
        {
            Violated($"{recent} answers to strangers in a minute: {request}");
        }
    }

    private void Answer(Request request, Row answer)
    {
        _answers.Add(request);
        var recent = Recent(_answers, request).Count(before => before.ChatId == request.ChatId);
        if (request.ChatId < 0 && recent > MostOfGroup)
        {
            Violated($"{recent} answers in a minute of a group: {request}");
        }
        var waiting = One(
            $"SELECT ifnull(min(urgency), 9) AS Urgency, 0 AS IsPatient, 0 AS At FROM notices WHERE chat_id = {request.ChatId} AND message_id IS NULL AND ended_at IS NULL AND urgency < {(int)Urgency.Reply}"
        )!;
        var mayGo =
            waiting.Urgency == (int)Urgency.Order
                ? request.TelegramId is not null || answer.At <= request.SteadyAt - Overdue
                : waiting.Urgency > (int)Urgency.Reply;
        if (!mayGo)
        {
            Violated($"something of urgency {waiting.Urgency} waits, and an answer goes first: {request}");
        }
    }

    // The message that this is about, as the courier has just written it down.
    private Row? Shown(Request request)
    {
        var message = request.TelegramId is { } edited
            ? $"SELECT id FROM messages WHERE chat_id = {request.ChatId} AND telegram_id = {edited} AND gone = 0"
            : $"SELECT max(id) FROM messages WHERE chat_id = {request.ChatId} AND telegram_id IS NULL";
        return One(
            $"SELECT ifnull(min(urgency), -1) AS Urgency, ifnull(max(patient), 0) AS IsPatient, ifnull(min(created_at), 0) AS At FROM notices WHERE message_id = ({message})"
        );
    }

    private Row? One(FormattableString sql) => Rows.All<Row>(Run, sql.ToString(CultureInfo.InvariantCulture)).SingleOrDefault();

    private static IEnumerable<Request> Recent(IEnumerable<Request> requests, Request now) =>
        requests.Reverse().TakeWhile(before => before.StartedAt > now.StartedAt - Minute);

    internal sealed record Row
    {
        public long Urgency { get; init; }

        public bool IsPatient { get; init; }

        public long At { get; init; }
    }
}
