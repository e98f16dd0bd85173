namespace QrMenuTelegram.Simulation;

/// <summary>The last entries, oldest first; older ones are forgotten. Safe for concurrent use.</summary>
public sealed class BoundedLog<T>(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Queue<T> _entries = new();

    /// <summary>How many there ever were.</summary>
    public long Total { get; private set; }

    public void Add(T entry)
    {
        lock (_gate)
        {
            _entries.Enqueue(entry);
            Total++;
            if (_entries.Count > capacity)
            {
                _entries.Dequeue();
            }
        }
    }

    /// <summary>A copy of what is remembered.</summary>
    public IReadOnlyList<T> ToList()
    {
        lock (_gate)
        {
            return [.. _entries];
        }
    }
}
