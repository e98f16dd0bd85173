namespace QrMenuTelegram.People;

/// <summary>How often somebody may do something somewhere: kept in memory, by the clock, bounded. Safe for concurrent use.</summary>
/// <param name="clock">Measures the period.</param>
/// <param name="times">How often, at least 1.</param>
/// <param name="period">Within how long.</param>
public sealed class Allowance(Clock clock, int times, TimeSpan period)
{
    private const int SweepFrom = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(long Person, long Place), Queue<Instant>> _taken = [];

    private int _sweepAt = SweepFrom;

    internal int Remembered => _taken.Count;

    /// <summary>Whether there is one to take.</summary>
    public bool Has(long person, long place = 0)
    {
        lock (_lock)
        {
            var since = clock.Now - period;
            return !_taken.TryGetValue((person, place), out var taken) || taken.Count(at => at > since) < times;
        }
    }

    /// <summary>Takes one; false, and nothing taken, when the period's are used up.</summary>
    public bool Take(long person, long place = 0)
    {
        lock (_lock)
        {
            var since = clock.Now - period;
            if (!_taken.TryGetValue((person, place), out var taken))
            {
                Sweep(since);
                _taken[(person, place)] = taken = [];
            }
            while (taken.TryPeek(out var oldest) && oldest <= since)
            {
                taken.Dequeue();
            }
            if (taken.Count >= times)
            {
                return false;
            }
            taken.Enqueue(clock.Now);
            return true;
        }
    }

    private void Sweep(Instant since)
    {
        if (_taken.Count < _sweepAt)
        {
            return;
        }
        foreach (var (key, taken) in _taken)
        {
            if (taken.LastOrDefault() <= since)
            {
                _taken.Remove(key);
            }
        }
        // Else many who are remembered rightly would be looked through for each that comes.
        _sweepAt = Math.Max(SweepFrom, 2 * _taken.Count);
    }
}
