namespace QrMenuTelegram.QrMenu;

/// <summary>What the managers were told of an outage that still lasts. Stored as a number.</summary>
public enum OutageStage
{
    None = 0,

    /// <summary>That the server can't be reached.</summary>
    Unreachable = 1,

    /// <summary>That the outage is longer than the server keeps events.</summary>
    Losing = 2,
}

/// <summary>What the managers should hear now. Instants are steady.</summary>
public abstract record OutageNews
{
    private OutageNews() { }

    /// <summary>No successful poll since <paramref name="Since"/>.</summary>
    public sealed record Unreachable(Instant Since) : OutageNews;

    /// <summary>For longer than the queue window: what happened between these may be lost.</summary>
    public sealed record Losing(Instant Since, Instant Until) : OutageNews;

    /// <summary>The server answers again. Events until <paramref name="LostUntil"/> may be lost; null for none.</summary>
    public sealed record Back(Instant Since, Instant? LostUntil) : OutageNews;

    /// <summary>The bridge itself did not run for longer than the queue window.</summary>
    public sealed record BridgeWasOff(Instant Since, Instant LostUntil) : OutageNews;

    /// <summary>The server brings more new events than a restaurant can produce: some are held back.</summary>
    public sealed record Flood(Instant Since) : OutageNews;

    /// <summary>That is over.</summary>
    public sealed record FloodOver(Instant Since, long HeldBack) : OutageNews;
}

/// <summary>
/// Our contact with one server through time, restarts included: pure. Says what is news for the managers and how old
/// events may be that come after a gap.
/// </summary>
/// <param name="StartedAt">When this process began to poll.</param>
/// <param name="LastSuccessAt">The last successful poll, perhaps of an earlier process; null before the first ever.</param>
/// <param name="Told">What was told of the outage that lasts.</param>
public sealed record ServerAvailability(Instant StartedAt, Instant? LastSuccessAt, OutageStage Told)
{
    /// <summary>Shorter outages are no news: a server restarts, a cable is pulled.</summary>
    public static readonly TimeSpan UnreachableAfter = TimeSpan.FromSeconds(30);

    /// <summary>Shorter gaps are not worth a word in a message.</summary>
    public static readonly TimeSpan GapWorthTelling = TimeSpan.FromSeconds(15);

    /// <summary>The last contact; before the first ever, the start.</summary>
    public Instant Since => LastSuccessAt ?? StartedAt;

    /// <summary>After a poll that failed: what to tell, in order. Where it was heard, the new contact is <see cref="Reported"/>.</summary>
    public IReadOnlyList<OutageNews> NewsOfFailure(Instant now, TimeSpan window)
    {
        var news = new List<OutageNews>();
        if (Told < OutageStage.Unreachable && now >= UnreachableAt)
        {
            news.Add(new OutageNews.Unreachable(Since));
        }
        if (Told < OutageStage.Losing && now >= LosingAt(window))
        {
            news.Add(new OutageNews.Losing(Since, now));
        }
        return news;
    }

    /// <summary>After the first successful poll since <see cref="Since"/>: what to tell; null for nothing.</summary>
    public OutageNews? NewsOfSuccess(Instant now, TimeSpan window)
    {
        Instant? lostUntil = now - Since > window ? now - window : null;
        if (Told == OutageStage.None && lostUntil is { } until && LastSuccessAt < StartedAt)
        {
            return new OutageNews.BridgeWasOff(Since, until);
        }
        return Told != OutageStage.None || lostUntil is not null ? new OutageNews.Back(Since, lostUntil) : null;
    }

    /// <summary>How much older than now the events may be that a successful poll brings now; zero where not worth telling.</summary>
    public TimeSpan OlderBy(Instant now, TimeSpan window)
    {
        if (LastSuccessAt is not { } last)
        {
            return window;
        }
        var gap = now.Since(last);
        return gap <= GapWorthTelling ? TimeSpan.Zero
            : gap < window ? gap
            : window;
    }

    public ServerAvailability Reported(IReadOnlyList<OutageNews> news) => this with { Told = news.Select(Stage).Append(Told).Max() };

    public ServerAvailability Succeeded(Instant now) => this with { LastSuccessAt = now, Told = OutageStage.None };

    /// <summary>When a poll that fails would next be news; null when all is told.</summary>
    public Instant? NextNewsAt(TimeSpan window) =>
        Told switch
        {
            OutageStage.None => Instant.Min(UnreachableAt, LosingAt(window)),
            OutageStage.Unreachable => LosingAt(window),
            _ => null,
        };

    private Instant UnreachableAt => Instant.Max(Since, StartedAt) + UnreachableAfter;

    // Not before it was unreachable for a while: at a start after a night, the first refused connection is no news yet.
    private Instant LosingAt(TimeSpan window) => Instant.Max(Since + window, UnreachableAt);

    private static OutageStage Stage(OutageNews news) =>
        news switch
        {
            OutageNews.Unreachable => OutageStage.Unreachable,
            OutageNews.Losing => OutageStage.Losing,
            _ => OutageStage.None,
        };
}
