using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Delivery.Pacing;

/// <summary>What the bot as a whole may send now: so many a second, and not at all while Telegram asked for patience or is away.</summary>
public sealed class BotPace(DeliveryOptions options, Func<double> chance)
{
    private const int Few = 3;

    /// <summary>A try that has no answer yet, while we may be asked for patience, holds the next back for no longer.</summary>
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(3);

    private readonly SlidingWindow _window = new(options.BotPerSecond, TimeSpan.FromSeconds(1));
    private readonly HashSet<long> _throttledChats = [];
    private readonly HashSet<long> _unansweredChats = [];
    private readonly Backoff _probe = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), chance);
    private readonly Backoff _token = new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), () => 1);
    private readonly Backoff _refused = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), chance);
    private readonly Backoff _suspicion = new(TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5), chance);
    private Instant _shortestPatience = Instant.Never;
    private Instant _suspectedUntil;
    private Instant _nextTryAt;
    private int _underWay;

    /// <summary>Nothing is sent before; steady.</summary>
    public Instant ParkedUntil { get; private set; }

    /// <summary>Since when Telegram refuses our token; null while it does not.</summary>
    public Instant? UnauthorizedSince { get; private set; }

    /// <summary>
    /// Since when Telegram does not answer several chats in a row; then one probe at a time goes out. Null while it does.
    /// </summary>
    public Instant? AwaySince { get; private set; }

    /// <summary>How many more may start in this second, leaving patience and absence aside.</summary>
    public int FreeNow(Instant now) => _window.Free(now);

    /// <summary>Whether another may start beside so many that were just chosen.</summary>
    public bool Allows(Urgency urgency, int chosen, Instant now, bool patient = false) =>
        OneAtATime || IsSuspected(now) ? chosen == 0 : _window.Free(now) - chosen > (patient ? AmpleRoom : Reserve(urgency));

    /// <summary>
    /// When the next start is possible; null when that waits for an answer. A tenth of the second is kept for calls, and a
    /// third of it for guests.
    /// </summary>
    public Instant? NextAt(Urgency urgency, Instant now) => At(Reserve(urgency), now);

    /// <summary>The same for what nothing may wait for: half of the second stays free.</summary>
    public Instant? PatientAt(Instant now) => At(AmpleRoom, now);

    public void Begin(Instant now)
    {
        _underWay++;
        _nextTryAt = now + BetweenTries;
        _window.Begin();
    }

    public void End(Instant now)
    {
        _underWay--;
        _window.End(now);
    }

    public void Remember(Instant endedAt) => _window.Remember(endedAt);

    public void Park(Instant until) => ParkedUntil = Instant.Max(ParkedUntil, until);

    /// <summary>Telegram answered: whatever it said, it is there and knows us.</summary>
    /// <returns>Whether it had been away.</returns>
    public bool Answered(bool delivered)
    {
        var wasAway = AwaySince is not null;
        AwaySince = null;
        UnauthorizedSince = null;
        _unansweredChats.Clear();
        _probe.Reset();
        _refused.Reset();
        _token.Reset();
        if (delivered)
        {
            ForgetSuspicion();
        }
        return wasAway;
    }

    /// <summary>
    /// 429. That several chats in a row get one may mean that it is about the bot; nobody says so. Then the most urgent
    /// message of any other chat tries, alone: if it is taken, the suspicion was wrong. If not, the next tries some time
    /// later, until the first of these chats may be written to again.
    /// </summary>
    public void Throttled(long chatId, Instant until, Instant now)
    {
        if (_suspectedUntil != Instant.LongAgo && !IsSuspected(now))
        {
            ForgetSuspicion();
        }
        _throttledChats.Add(chatId);
        _shortestPatience = Instant.Min(_shortestPatience, until);
        if (_throttledChats.Count < Few)
        {
            return;
        }
        if (IsSuspected(now))
        {
            Park(Instant.Min(_shortestPatience, _suspicion.NextAt(now)));
        }
        else
        {
            _nextTryAt = now;
        }
        _suspectedUntil = _shortestPatience;
    }

    /// <summary>No answer, or none that tells anything.</summary>
    /// <param name="chatId">Where.</param>
    /// <param name="refused">Something answered, and not Telegram: that passes less soon than a broken connection.</param>
    public void Unanswered(long chatId, Instant now, bool refused = false)
    {
        _unansweredChats.Add(chatId);
        if (_unansweredChats.Count >= Few || AwaySince is not null)
        {
            AwaySince ??= now;
            Park((refused ? _refused : _probe).NextAt(now));
        }
    }

    /// <summary>401: kept, and tried again slowly.</summary>
    public void Unauthorized(Instant now)
    {
        UnauthorizedSince ??= now;
        Park(_token.NextAt(now));
    }

    private int AmpleRoom => _window.Limit / 2;

    private void ForgetSuspicion()
    {
        _throttledChats.Clear();
        _shortestPatience = Instant.Never;
        _suspectedUntil = Instant.LongAgo;
        _suspicion.Reset();
    }

    private Instant? At(int reserve, Instant now)
    {
        if (OneAtATime && _underWay > 0)
        {
            return null;
        }
        return _window.NextAt(now, reserve) is { } at
            ? Instant.Max(Instant.Max(at, ParkedUntil), IsSuspected(now) ? _nextTryAt : Instant.LongAgo)
            : null;
    }

    private int Reserve(Urgency urgency) =>
        urgency switch
        {
            Urgency.Call => 0,
            Urgency.Reply => _window.Limit / 3,
            _ => _window.Limit / 10,
        };

    private bool OneAtATime => AwaySince is not null || UnauthorizedSince is not null;

    private bool IsSuspected(Instant now) => _suspectedUntil > now;
}
