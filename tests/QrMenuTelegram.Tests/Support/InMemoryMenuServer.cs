using System.Globalization;
using QrMenuTelegram.Events;
using QrMenuTelegram.QrMenu;

namespace QrMenuTelegram.Tests.Support;

/// <summary>What a server may do with a hash that it does not hold.</summary>
public enum UnknownHash
{
    AnswersEverything,
    AnswersNothing,
    AnswersAnError,
    AnswersResultFalse,
}

/// <summary>
/// A server without HTTP, for what happens over hours of simulated time: keeps events for a window, forgets at a
/// restart, and does what it is told with hashes it does not hold.
/// </summary>
public sealed class InMemoryMenuServer(TimeProvider time, TimeSpan window) : IMenuServer
{
    private readonly List<(MenuEvent Event, DateTimeOffset At)> _queue = [];
    private readonly Dictionary<(string Hash, string Code, string Table), MenuEvent> _put = [];
    private int _made;

    public string Name => "R";

    public UnknownHash UnknownHash { get; set; }

    /// <summary>What every poll gets instead of an answer; null for none.</summary>
    public PollAnswer.Failed? Failing { get; set; }

    /// <summary>Whether an answer begins with the event that the cursor names.</summary>
    public bool IncludesCursor { get; set; }

    /// <summary>Runs while an answer is under way: time passes, something breaks.</summary>
    public Action? Meanwhile { get; set; }

    /// <summary>How long events stay beyond the window: a server that clears its queue now and then.</summary>
    public TimeSpan ClearsLate { get; set; }

    /// <summary>The cursors asked with, <c>none</c> as null.</summary>
    public List<string?> Asked { get; } = [];

    /// <summary>Every event of every answer that was no failure.</summary>
    public HashSet<MenuEvent> Shown { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>What the queue holds now.</summary>
    public IReadOnlyList<MenuEvent> Queue
    {
        get
        {
            _queue.RemoveAll(entry => time.GetUtcNow() - entry.At >= window + ClearsLate);
            return [.. _queue.Select(entry => entry.Event)];
        }
    }

    public MenuEvent Make(string code = EventCodes.WaiterCall, string table = "1", string? hash = null)
    {
        hash ??= "0x" + (0xd0000000u + (uint)_made++).ToString("x8", CultureInfo.InvariantCulture);
        var body = $$"""{"hash":"{{hash}}","code":"{{code}}","table":{{table}}}""";
        var made = new MenuEvent(Name, hash, code, table, null, null, null, null, true, body);
        return Put(made);
    }

    public MenuEvent Put(MenuEvent made)
    {
        _queue.Add((made, time.GetUtcNow()));
        _put[(made.Hash, made.Code, made.TableId)] = made;
        return made;
    }

    /// <summary>The last such event.</summary>
    public MenuEvent Find(string hash, string code, string table) => _put[(hash, code, table)];

    public void Restart() => _queue.Clear();

    public Task<PollAnswer> GetEvents(string? cursor, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Asked.Add(cursor);
        var answer = Failing ?? Answer(cursor);
        Meanwhile?.Invoke();
        if (answer is PollAnswer.Updates updates)
        {
            Shown.UnionWith(updates.Events);
        }
        return Task.FromResult(answer);
    }

    private PollAnswer Answer(string? cursor)
    {
        var queue = Queue;
        if (cursor is null)
        {
            return new PollAnswer.Updates(queue);
        }
        var at = queue
            .Select((e, i) => (e.Hash, i))
            .Where(entry => entry.Hash == cursor)
            .Select(entry => entry.i)
            .DefaultIfEmpty(-1)
            .Last();
        return at >= 0
            ? new PollAnswer.Updates([.. queue.Skip(IncludesCursor ? at : at + 1)])
            : UnknownHash switch
            {
                UnknownHash.AnswersEverything => new PollAnswer.Updates(queue),
                UnknownHash.AnswersNothing => new PollAnswer.Updates([]),
                UnknownHash.AnswersAnError => new PollAnswer.Failed(PollFailure.ServerError, "status 500"),
                _ => new PollAnswer.Failed(PollFailure.Refused, "\"result\": false"),
            };
    }
}
