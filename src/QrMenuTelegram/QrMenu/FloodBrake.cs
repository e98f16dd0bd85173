using QrMenuTelegram.Events;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// Holds back what no restaurant can produce: a server that hands out thousands of "new" events (a defect, or somebody
/// in the restaurant's network) must fill neither the disk nor the chats. One per server; for one thread at a time.
/// </summary>
/// <remarks>
/// A house of 200 tables makes some 60 events a minute. Ten times that passes untouched, and so does the backlog after
/// an outage. Beyond it the brake is on: tables known from before still get through, calls and bills first, each a few
/// times a minute; a repetition of the same content once a minute; tables never seen before a few a minute together.
/// What is held back is not remembered as known: if the server still shows it when the brake is off, it is stored then.
/// </remarks>
public sealed class FloodBrake
{
    /// <summary>Events in a burst, and a second on average, that pass untouched.</summary>
    internal const int Burst = 1_500;
    internal const double PerSecond = 10;

    /// <summary>After an outage or a start, at most once in a while: five minutes of a full house, many times over.</summary>
    internal const int Backlog = 10_000;
    private const double BacklogPerSecond = Backlog / 3600.0;

    private static readonly TimeSpan SameContentAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TableKnownBefore = TimeSpan.FromMinutes(2);

    /// <summary>Tables remembered.</summary>
    internal const int MostTables = 5_000;
    private const int MostContents = 10_000;
    private const int MostCounted = 100_000;

    private readonly TokenBucket _steady = new(Burst, PerSecond);
    private readonly TokenBucket _backlog = new(Backlog, BacklogPerSecond);
    private readonly TokenBucket _unknownTables = new(30, 0.5);
    private readonly TokenBucket _whileOn = new(300, 5);
    private readonly Dictionary<string, Instant> _tables = [];
    private readonly Dictionary<string, TokenBucket> _perTable = [];
    private readonly Dictionary<ulong, Instant> _contents = [];
    private readonly HashSet<int> _counted = [];

    /// <summary>Since when the brake is on (steady); null while it is off.</summary>
    public Instant? OnSince { get; private set; }

    /// <summary>Events held back since the brake went on, each counted once (of more than 100,000 some twice).</summary>
    public long HeldBack { get; private set; }

    /// <summary>A table that an earlier process knew.</summary>
    public void Know(string tableId) => _tables.TryAdd(tableId, Instant.Earliest);

    /// <summary>Which of the events that are news may be stored now, in the server's order.</summary>
    /// <param name="fresh">In the server's order.</param>
    /// <param name="afterGap">Whether a backlog is to be expected: at a start, after an outage.</param>
    public IReadOnlyList<MenuEvent> Admit(IReadOnlyList<MenuEvent> fresh, bool afterGap, Instant now)
    {
        var backlog = afterGap ? _backlog.TakeUpTo(fresh.Count, now) : 0;
        var beyond = fresh.Count - backlog;
        var steady = _steady.TakeUpTo(beyond, now);
        if (steady < beyond && OnSince is null)
        {
            (OnSince, HeldBack) = (now, 0);
        }
        else if (OnSince is not null && _steady.Level(now) >= Burst / 2.0)
        {
            OnSince = null;
            Forget();
        }
        if (OnSince is not { } since)
        {
            Learn(fresh, now);
            return fresh;
        }
        // The oldest of the answer in which the brake goes on are as before: they may be the evening before the flood.
        var untouched = since == now ? backlog + steady : 0;
        var admitted = new bool[fresh.Count];
        Array.Fill(admitted, true, 0, untouched);
        foreach (var i in Enumerable.Range(untouched, fresh.Count - untouched).OrderBy(i => Rank(fresh[i], since)))
        {
            admitted[i] = MayPass(fresh[i], since, now);
            if (!admitted[i] && Count(fresh[i]))
            {
                HeldBack++;
            }
        }
        return [.. fresh.Where((_, i) => admitted[i])];
    }

    private bool MayPass(MenuEvent menuEvent, Instant since, Instant now)
    {
        var content = ContentKey(menuEvent);
        if (_contents.TryGetValue(content, out var at) && now - at < SameContentAfter)
        {
            return false;
        }
        if (_contents.Count >= MostContents)
        {
            _contents.Clear();
        }
        if (!TableBucket(menuEvent, since).TryTake(now) || !_whileOn.TryTake(now))
        {
            return false;
        }
        _contents[content] = now;
        return true;
    }

    private TokenBucket TableBucket(MenuEvent menuEvent, Instant since)
    {
        if (!IsKnown(menuEvent.TableId, since))
        {
            return _unknownTables;
        }
        if (!_perTable.TryGetValue(menuEvent.TableId, out var bucket))
        {
            _perTable[menuEvent.TableId] = bucket = new TokenBucket(5, 0.1);
        }
        return bucket;
    }

    // Guests who wait at tables that really exist come first.
    private int Rank(MenuEvent menuEvent, Instant since) =>
        (IsKnown(menuEvent.TableId, since) ? 0 : 2) + (menuEvent.Code is EventCodes.WaiterCall or EventCodes.BillRequest ? 0 : 1);

    // A table that came up with the flood is none.
    private bool IsKnown(string tableId, Instant since) => _tables.TryGetValue(tableId, out var at) && at <= since - TableKnownBefore;

    private void Learn(IReadOnlyList<MenuEvent> events, Instant now)
    {
        foreach (var menuEvent in events)
        {
            if (menuEvent.TableId.Length > 0 && _tables.Count < MostTables)
            {
                _tables.TryAdd(menuEvent.TableId, now);
            }
        }
    }

    private bool Count(MenuEvent menuEvent)
    {
        if (_counted.Count >= MostCounted)
        {
            _counted.Clear();
        }
        return _counted.Add(HashCode.Combine(menuEvent.Hash, menuEvent.Code, menuEvent.TableId));
    }

    private static ulong ContentKey(MenuEvent menuEvent) =>
        EventHash.Number(menuEvent.Code, menuEvent.TableId, menuEvent.Body.Replace(menuEvent.Hash, "", StringComparison.Ordinal));

    private void Forget()
    {
        _contents.Clear();
        _perTable.Clear();
        _counted.Clear();
    }
}
