using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Reach;

/// <summary>A way and what is known of it. Changed by <see cref="WayChoice"/> alone, under its lock.</summary>
internal sealed class Way(TelegramWay way, int rank, Instant now)
{
    private const int MostRoundTrips = 9;

    private readonly Queue<TimeSpan> _roundTrips = [];

    public string Name => way.Name;

    public ITelegram Telegram => way.Telegram;

    /// <summary>0 for the preferred.</summary>
    public int Rank => rank;

    /// <summary>Null while it works, as far as is known.</summary>
    public Instant? FailingSince { get; set; }

    public string? Failure { get; set; }

    public bool IsGood => FailingSince is null;

    /// <summary>
    /// A request left by it and had no answer: until it answers one that has no effect, it may be that requests arrive and
    /// answers don't.
    /// </summary>
    public bool IsInDoubt { get; set; }

    public Instant? AnsweredAt { get; set; }

    /// <summary>When it was last asked for nothing but a sign of life; null for never.</summary>
    public Instant? ProbedAt { get; set; }

    /// <summary>The getMe that has no answer yet; null for none.</summary>
    public TaskCompletionSource<bool>? Probe { get; set; }

    /// <summary>When it began to answer again, and quickly.</summary>
    public Instant ProvenFrom { get; set; } = now;

    /// <summary>How long it must answer before it is preferred again.</summary>
    public TimeSpan Proving { get; set; } = WayChoice.FirstProving;

    /// <summary>It failed before, and is used again because it is preferred.</summary>
    public bool IsOnProbation { get; set; }

    public Instant InUseSince { get; set; } = now;

    /// <summary>Cancelled when another way is taken instead: what waits for news by this one needn't wait any more.</summary>
    public CancellationTokenSource Left { get; set; } = new();

    /// <summary>The median of the last answers; null before the first.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    public void Took(TimeSpan roundTrip)
    {
        _roundTrips.Enqueue(roundTrip);
        if (_roundTrips.Count > MostRoundTrips)
        {
            _roundTrips.Dequeue();
        }
        RoundTrip = _roundTrips.Order().ElementAt(_roundTrips.Count / 2);
    }

    /// <summary>What was measured before says nothing of how it does now.</summary>
    public void ForgetRoundTrips() => _roundTrips.Clear();

    /// <summary>Whether enough was measured to judge it.</summary>
    public bool IsMeasured => _roundTrips.Count >= 3;
}
