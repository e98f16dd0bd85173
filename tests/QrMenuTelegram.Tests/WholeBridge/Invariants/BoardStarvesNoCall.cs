using System.Globalization;
using System.Text.RegularExpressions;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// A board costs no call anything. An edit of one leaves only while nothing waits for its chat, and while half of the
/// group's minute and of the bot's second is free. And a call whose group was told fewer things than that half leaves at
/// once, an edit of the board or an answer under way or not.
/// </summary>
internal sealed partial class BoardStarvesNoCall(Simulation run) : Invariant(run)
{
    private const long Minute = 60_000;
    private const int HalfOfGroup = 10;
    private const int HalfOfBot = 15;
    private const long AtOnce = 100;

    private readonly List<Request> _past = [];
    private readonly Disturbances _disturbances = new(run);

    // The last notice there was at an instant: a chat that gets a call later has a notice that is dated back.
    private readonly List<(long LastId, long At)> _wished = [];
    private int _commits;

    public override void AfterStep(bool mayHaveStored)
    {
        _disturbances.Look();
        if (Run.World.Boundaries.Commits != _commits)
        {
            _commits = Run.World.Boundaries.Commits;
            var last = Rows.Number(Run, "SELECT ifnull(max(id), 0) FROM notices");
            if (_wished.Count == 0 || _wished[^1].LastId < last)
            {
                _wished.Add((last, Run.World.Steady()));
            }
        }
    }

    public override void Started(Request request)
    {
        _disturbances.Look();
        if (IsOfBoard(request))
        {
            Board(request);
        }
        else if (request.TelegramId is null && request.ChatId < 0)
        {
            Call(request);
        }
        _past.Add(request);
    }

    private static bool IsOfBoard(Request request) => request.TelegramId is not null && AsOf().IsMatch(request.Content.Text);

    private void Board(Request request)
    {
        var waiting = Rows.Number(
            Run,
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT count(*) FROM notices WHERE chat_id = {request.ChatId} AND message_id IS NULL AND ended_at IS NULL"
            )
        );
        if (waiting > 0)
        {
            Violated($"{waiting} notices wait while a board is edited: {request}");
        }
        var ofChat = Recent(Minute).Count(before => before.ChatId == request.ChatId);
        if (request.ChatId < 0 && ofChat >= HalfOfGroup)
        {
            Violated($"{ofChat} messages and edits in a minute, and a board is edited: {request}");
        }
        var ofBot = Recent(1000).Count();
        if (ofBot >= HalfOfBot)
        {
            Violated($"{ofBot} messages and edits in a second, and a board is edited: {request}");
        }

        IEnumerable<Request> Recent(long span) =>
            Latest()
                .TakeWhile(before => before.ArrivesAt > request.StartedAt - Longest(span))
                .Where(before => before.Arrived && before.ArrivedAt > request.StartedAt - span);
    }

    private void Call(Request request)
    {
        var calls = Rows.All<Row>(
            Run,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT id AS Id, created_at AS At FROM notices
                WHERE message_id = (SELECT max(id) FROM messages WHERE chat_id = {request.ChatId} AND telegram_id IS NULL)
                    AND urgency = {(int)
                    Urgency.Call}
                ORDER BY created_at LIMIT 1
                """
            )
        );
        if (calls.Count == 0)
        {
            return;
        }
        var others = Latest()
            .TakeWhile(before => before.StartedAt > request.StartedAt - Longest(0))
            .Where(before => IsSame(before, request) && !IsOfBoard(before) && !before.IsAnswer);
        var mayLeave = new[]
        {
            WishedAt(calls[0]) + request.StartedAt - request.SteadyAt,
            _disturbances.EndOf(request.ChatId),
            others.Select(before => before.BackAt).DefaultIfEmpty().Max(),
        }.Max();
        if (request.StartedAt - mayLeave <= AtOnce)
        {
            return;
        }
        var ofChat = Latest()
            .TakeWhile(before => before.BackAt > mayLeave - Longest(Minute))
            .Count(before => IsSame(before, request) && !IsOfBoard(before) && before.BackAt > mayLeave - Minute);
        var ofBot = Latest()
            .TakeWhile(before => before.StartedAt > mayLeave - Longest(1000))
            .Count(before => before.BackAt > mayLeave - 1000);
        if (ofChat < HalfOfGroup && ofBot < HalfOfBot)
        {
            Violated(
                $"a call could leave since {mayLeave / 1000.0:0.000} s, with {ofChat} other messages and edits in a minute: {request}"
            );
        }
    }

    private long WishedAt(Row notice)
    {
        var after = _wished.FindLastIndex(wished => wished.LastId < notice.Id) + 1;
        return after < _wished.Count ? Math.Max(notice.At, _wished[after].At) : notice.At;
    }

    private bool IsSame(Request one, Request other) => Run.Telegram.Current(one.ChatId) == Run.Telegram.Current(other.ChatId);

    private IEnumerable<Request> Latest() => Enumerable.Reverse(_past);

    // Requests are listed by their start; one that takes long arrives and ends later than others that started after it.
    private static long Longest(long span) => span + 60_000;

    [GeneratedRegex(@"\n\n(?:<i>)?(?:на|as of) \d\d:\d\d(?:</i>)?$")]
    private static partial Regex AsOf();

    internal sealed class Row
    {
        public long Id { get; init; }

        public long At { get; init; }
    }
}
