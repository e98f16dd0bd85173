using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.BotApi;

/// <summary>One request and what came of it.</summary>
/// <param name="At">When it came, by the simulator's clock.</param>
/// <param name="Method">In lower case.</param>
/// <param name="ChatId">The chat it is about; null for none.</param>
/// <param name="Parameters">As sent.</param>
/// <param name="Outcome">The answer's HTTP status; 0 where none was given (reset, hanging, cut).</param>
/// <param name="TookEffect">Whether it did what it asked for.</param>
/// <param name="Description">Telegram's words where it refused; null otherwise.</param>
/// <param name="ConnectionId">Equal for requests of one kept connection.</param>
public sealed record CallRecord(
    DateTimeOffset At,
    string Method,
    long? ChatId,
    JsonObject Parameters,
    int Outcome,
    bool TookEffect,
    string? Description,
    string ConnectionId
);

/// <summary>The last requests, and counts of all of them.</summary>
public sealed class CallLog
{
    private readonly BoundedLog<CallRecord> _log = new(5_000);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _byMethod = [];
    private readonly Dictionary<int, long> _byOutcome = [];

    /// <summary>Oldest first; without getUpdates that brought nothing.</summary>
    public IReadOnlyList<CallRecord> Recent => _log.ToList();

    /// <summary>How often Telegram answered "too many requests".</summary>
    public long Throttled => Answered(429);

    public long Count(string method)
    {
        lock (_gate)
        {
            return _byMethod.GetValueOrDefault(method.ToLowerInvariant());
        }
    }

    /// <summary>How often a status was answered; 0 for no answer at all.</summary>
    public long Answered(int status)
    {
        lock (_gate)
        {
            return _byOutcome.GetValueOrDefault(status);
        }
    }

    internal void Add(CallRecord record)
    {
        lock (_gate)
        {
            _byMethod[record.Method] = _byMethod.GetValueOrDefault(record.Method) + 1;
            _byOutcome[record.Outcome] = _byOutcome.GetValueOrDefault(record.Outcome) + 1;
        }
        _log.Add(record);
    }
}
