using System.Text;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.WholeBridge.Peers;

/// <summary>A QR Menu server without a socket: a queue, and all the ways in which servers answer badly.</summary>
internal sealed class MenuPeer(string name, SimulatedWorld world) : IMenuServer
{
    private const long Timeout = 10_000;
    private readonly List<QueueElement> _queue = [];
    private Pending? _pending;

    public string Name => name;

    public MenuTrouble Trouble { get; set; }

    /// <summary>What it does with a hash that it does not hold.</summary>
    public UnknownHash UnknownHash { get; set; }

    /// <summary>Whether an answer begins with the event that the cursor names.</summary>
    public bool IncludesCursor { get; set; }

    /// <summary>Whether it writes some events twice.</summary>
    public bool Stutters { get; set; }

    /// <summary>Since when polls are answered well and the bridge can store what they bring; null while not.</summary>
    public long? GoodSince { get; set; }

    public IReadOnlyList<QueueElement> Queue
    {
        get
        {
            _queue.RemoveAll(e => e.Until <= world.Now);
            return _queue;
        }
    }

    public int Answers { get; private set; }

    public long? NextAt => _pending?.At;

    public void Put(QueueElement element) => _queue.Add(element);

    /// <summary>It restarts and knows nothing any more.</summary>
    public void ForgetQueue()
    {
        foreach (var e in _queue)
        {
            e.Until = world.Now;
        }
        _queue.Clear();
    }

    public Task<PollAnswer> GetEvents(string? cursor, CancellationToken cancel)
    {
        var trouble = Trouble == MenuTrouble.Mixed ? (MenuTrouble)world.Chance.Between(0, (int)MenuTrouble.TimesOut) : Trouble;
        var took = trouble switch
        {
            MenuTrouble.TimesOut => Timeout,
            MenuTrouble.Slow => world.Chance.Between(3000, 9500),
            _ => world.Chance.Between(1, 60),
        };
        _pending = new Pending(cursor, trouble, world.Now + took);
        if (world.Boundaries.IsDead)
        {
            _pending = null;
            return new TaskCompletionSource<PollAnswer>().Task;
        }
        return _pending.Answer.Task;
    }

    /// <summary>Answers what is due.</summary>
    public void Proceed()
    {
        if (_pending is { } due && due.At <= world.Now)
        {
            _pending = null;
            Answers++;
            var answer = Answer(due.Cursor, due.Trouble);
            world.Say($"{name} answers {due.Cursor ?? "none"}: {(answer is PollAnswer.Updates updates ? updates.Events.Count : answer)}");
            due.Answer.SetResult(answer);
        }
    }

    /// <summary>Nobody waits for an answer any more.</summary>
    public void HangUp() => _pending = null;

    private PollAnswer Answer(string? cursor, MenuTrouble trouble) =>
        trouble switch
        {
            MenuTrouble.Away => new PollAnswer.Failed(PollFailure.Unreachable, "connection refused"),
            MenuTrouble.TimesOut => new PollAnswer.Failed(PollFailure.TimedOut, "no answer within 10 s"),
            MenuTrouble.Errors => new PollAnswer.Failed(PollFailure.ServerError, "status 500"),
            MenuTrouble.Html => Read("<html><body>502 Bad Gateway</body></html>"),
            MenuTrouble.Empty => Read(""),
            MenuTrouble.SaysFalse => Read("""{"result":false,"error":"internal"}"""),
            MenuTrouble.Cut => Read(Cut(Body(Queue))),
            _ => After(cursor),
        };

    private PollAnswer After(string? cursor)
    {
        var queue = Queue;
        var at = cursor is null ? -1 : queue.ToList().FindLastIndex(e => e.Hash == cursor);
        if (cursor is null || at >= 0)
        {
            return Read(
                Body([
                    .. queue.Skip(
                        at < 0 ? 0
                        : IncludesCursor ? at
                        : at + 1
                    ),
                ])
            );
        }
        return UnknownHash switch
        {
            UnknownHash.AnswersEverything => Read(Body(queue)),
            UnknownHash.AnswersNothing => Read(Body([])),
            UnknownHash.AnswersAnError => new PollAnswer.Failed(PollFailure.ServerError, "status 500"),
            _ => Read("""{"result":false,"error":"unknown hash"}"""),
        };
    }

    private string Body(IReadOnlyList<QueueElement> events)
    {
        var json = new StringBuilder("""{"result":true,"data":{"updates":[""");
        for (var i = 0; i < events.Count; i++)
        {
            events[i].WriteTo(json.Append(i == 0 ? "" : ","));
            if (Stutters && world.Chance.OneIn(3))
            {
                events[i].WriteTo(json.Append(','));
            }
        }
        return json.Append("]}}").ToString();
    }

    private string Cut(string body) => body[..world.Chance.Between(1, body.Length - 1)];

    private PollAnswer Read(string body) => EventReader.Read(name, Encoding.UTF8.GetBytes(body), Excerpt.Plain);

    private sealed record Pending(string? Cursor, MenuTrouble Trouble, long At)
    {
        public TaskCompletionSource<PollAnswer> Answer { get; } = new();
    }
}

internal enum MenuTrouble
{
    None,
    Slow,
    Away,
    Errors,
    Html,
    Empty,
    SaysFalse,
    Cut,
    TimesOut,

    /// <summary>Now this, now that, now a good answer.</summary>
    Mixed,
}
