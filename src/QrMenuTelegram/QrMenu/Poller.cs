using Microsoft.Extensions.Logging;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.QrMenu;

/// <summary>Asks one server again and again. <see cref="Turn"/> is one poll and all that follows from it.</summary>
public sealed partial class Poller(
    IMenuServer server,
    ServerMemory memory,
    Accept accept,
    OutageAlerts alerts,
    Database database,
    QrMenuOptions options,
    Func<double> chance,
    Clock clock,
    ILogger<Poller> logger
) : IWorker
{
    /// <summary>The server stands in the same room, and a guest waits: it is found again within this.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FloodToldAgainAfter = TimeSpan.FromHours(1);

    private readonly OversizedAnswer _long = new();
    private readonly Backoff _backoff = new(options.PollInterval > ShortestWait ? options.PollInterval : ShortestWait, LongestWait, chance);
    private bool _isFailing;
    private bool _tellingFails;
    private Instant? _floodTold;
    private Instant? _floodLastTold;
    private MenuServerStatus _status = new(
        server.Name,
        memory.Contact.LastSuccessAt,
        null,
        null,
        null,
        0,
        0,
        0,
        TimeSpan.Zero,
        memory.Cursor?.ReceivedAt
    );

    public string Name => server.Name;

    public MenuServerStatus Status => Volatile.Read(ref _status);

    /// <summary>Polls once.</summary>
    /// <exception cref="OperationCanceledException">By <paramref name="cancel"/>; nothing else is thrown.</exception>
    public async ValueTask<Due> Turn(CancellationToken cancel)
    {
        var wait = await Poll(cancel);
        return new Due(clock.Now + wait);
    }

    /// <returns>How long to wait before the next.</returns>
    private async Task<TimeSpan> Poll(CancellationToken cancel)
    {
        var askedAt = clock.Now;
        var cursor =
            _long.OnFrom
            ?? PollPlan.Ask(memory.Cursor, memory.LastFullLookAt, _isFailing, askedAt, options.QueueWindow, options.PollInterval);
        var answer = await Ask(cursor, cancel);
        var took = clock.Now - askedAt;
        if (answer is PollAnswer.Updates updates)
        {
            answer = Take(updates, cursor, askedAt, took);
        }
        else
        {
            _long.Forget();
        }
        return answer is PollAnswer.Failed failed ? Fail(failed, took) : options.PollInterval;
    }

    /// <returns>
    /// A failure when the events could not be stored (then nothing is as if they had never come), or when there is more that
    /// can't be had.
    /// </returns>
    private PollAnswer Take(PollAnswer.Updates updates, string? cursor, Instant askedAt, TimeSpan took)
    {
        var now = clock.Now;
        Accepted accepted;
        try
        {
            accepted = accept.Take(memory, updates.Events, memory.Contact.OlderBy(now, options.QueueWindow));
        }
        catch (Exception e)
        {
            _long.Forget();
            return new PollAnswer.Failed(PollFailure.NotStored, $"the events could not be stored: {Excerpt.Plain.Quote(e.Message)}");
        }
        var full = cursor is null && !updates.IsBeginning;
        memory.Cursor = PollPlan.After(memory.Cursor, updates.Events, full, memory.Known, now);
        TellOfFlood(now);
        _status = _status with
        {
            FloodingSince = memory.Brake.OnSince,
            HeldBack = memory.Brake.OnSince is null ? 0 : memory.Brake.HeldBack,
            EventsRead = _status.EventsRead + accepted.Fresh,
            NotUnderstood = _status.NotUnderstood + accepted.NotUnderstood,
            NotAnnounced = _status.NotAnnounced + accepted.NotAnnounced,
            LastTook = took,
            LastEventAt = accepted.Fresh > 0 ? now : _status.LastEventAt,
        };
        if (_long.Record(updates.IsBeginning, cursor, memory.Cursor?.Hash, askedAt) is { } lookedAt)
        {
            memory.LastFullLookAt = lookedAt;
            memory.Known.Forget(now);
        }
        if (_long.IsNews)
        {
            Log.Long(logger, server.Name, updates.Events.Count);
        }
        if (_long.IsStuck)
        {
            return new PollAnswer.Failed(
                PollFailure.Unreadable,
                $"the answer is longer than can be read: its first {updates.Events.Count} events were taken, and the server gives no others"
            );
        }
        TellOfSuccess(now);
        _status = _status with { LastSuccessAt = now, FailingSince = null, Failure = null, Detail = null };
        return updates;
    }

    private async Task<PollAnswer> Ask(string? cursor, CancellationToken cancel)
    {
        try
        {
            return await server.GetEvents(cursor, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            Log.Unexpected(logger, e, server.Name);
            return new PollAnswer.Failed(PollFailure.Unreachable, $"the poll itself failed ({e.GetType().Name})");
        }
    }

    private void TellOfSuccess(Instant now)
    {
        var before = memory.Contact;
        if (_isFailing)
        {
            _isFailing = false;
            _backoff.Reset();
            var gone = now - Instant.Max(before.Since, before.StartedAt);
            Log.Back(logger, server.Name, gone);
        }
        memory.Contact = before.Succeeded(now);
        if (before.NewsOfSuccess(now, options.QueueWindow) is { } news)
        {
            Tell([news], reason: null);
        }
    }

    // Once when the brake goes on, once when it is off again; a flood that comes and goes is told once in a while.
    private void TellOfFlood(Instant now)
    {
        var brake = memory.Brake;
        if (brake.OnSince is { } since && since == now && _floodTold is null && !(now - _floodLastTold < FloodToldAgainAfter))
        {
            (_floodTold, _floodLastTold) = (since, now);
            Log.Flood(logger, server.Name);
            Tell([new OutageNews.Flood(since)], reason: null);
        }
        else if (brake.OnSince is null && _floodTold is { } began)
        {
            _floodTold = null;
            Log.FloodOver(logger, server.Name, brake.HeldBack);
            Tell([new OutageNews.FloodOver(began, brake.HeldBack)], reason: null);
        }
    }

    private TimeSpan Fail(PollAnswer.Failed failed, TimeSpan took)
    {
        var now = clock.Now;
        // A certificate that is no longer trusted is news though the server was away before, as one is that restarts with it.
        if (!_isFailing || (failed.Failure == PollFailure.Untrusted && _status.Failure != PollFailure.Untrusted))
        {
            Log.Broken(logger, server.Name, failed.Failure, failed.Detail);
        }
        _isFailing = true;
        _status = _status with
        {
            FailingSince = _status.FailingSince ?? now,
            Failure = failed.Failure,
            Detail = failed.Detail,
            LastTook = took,
        };
        Tell(memory.Contact.NewsOfFailure(now, options.QueueWindow), failed);
        var wait = _backoff.Next();
        var news = memory.Contact.NextNewsAt(options.QueueWindow) - now;
        return news > TimeSpan.Zero && news < wait ? news.Value : wait;
    }

    /// <summary>The notices and the fact that they were heard commit together.</summary>
    private void Tell(IReadOnlyList<OutageNews> news, PollAnswer.Failed? reason)
    {
        if (news.Count == 0)
        {
            return;
        }
        try
        {
            memory.Contact = database.Write(transaction =>
            {
                var contact = memory.Contact;
                foreach (var item in news)
                {
                    contact = alerts.Tell(transaction, server.Name, item, reason) ? contact.Reported([item]) : contact;
                }
                ServerStore.SetContact(transaction, server.Name, contact);
                return contact;
            });
            _tellingFails = false;
        }
        catch (Exception e)
        {
            if (!_tellingFails)
            {
                Log.NotTold(logger, e, server.Name);
            }
            _tellingFails = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Server}: no events, {Failure}: {Detail}")]
        public static partial void Broken(ILogger logger, string server, PollFailure failure, string detail);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "{Server}: an answer is longer than is read at once; its first {Count} events are taken and the rest is asked for"
        )]
        public static partial void Long(ILogger logger, string server, int count);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "{Server}: flood: more new events than a restaurant can produce; known tables get through, the rest is held back"
        )]
        public static partial void Flood(ILogger logger, string server);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Server}: the flood is over; {Count} events were held back")]
        public static partial void FloodOver(ILogger logger, string server, long count);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Server}: answers again after {Gone}")]
        public static partial void Back(ILogger logger, string server, TimeSpan gone);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Server}: managers could not be told of the outage")]
        public static partial void NotTold(ILogger logger, Exception e, string server);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Server}: a poll failed by a defect of the bridge")]
        public static partial void Unexpected(ILogger logger, Exception e, string server);
    }
}
