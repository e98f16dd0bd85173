using Microsoft.Extensions.Logging;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Alarms;

/// <summary>
/// Tells by one channel that calls have waited unseen for <see cref="AlarmOptions.After"/>, and that this is over once all
/// were shown at once for as long. Decided from the database, each channel by itself: one that fails holds up no other.
/// </summary>
internal sealed partial class AlarmWorker(
    IAlarmChannel channel,
    AlarmOptions options,
    Database database,
    Courier courier,
    ManagerAlerts managers,
    Func<double> chance,
    Clock clock,
    ILogger<AlarmWorker> logger
) : IWorker
{
    /// <summary>Within this a call is shown where all is well, also one that waited while the bridge was off.</summary>
    private static readonly TimeSpan TimeToShow = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), chance);
    private AlarmState? _stored;
    private AlarmState _state;
    private string _failure = "";
    private Instant _troubledAt = clock.Now;
    private Instant _retryAt;

    public string Name => $"Alarm ({channel.Name})";

    public IReadOnlyList<Signal> WakesOn { get; } = [Signal.Calls];

    /// <summary>Tells what there is to tell.</summary>
    /// <exception cref="Exception">The database failed; what was told is remembered, and stored at the next turn.</exception>
    public async ValueTask<Due> Turn(CancellationToken cancel)
    {
        _state = _stored is null ? Load() : _state;
        var unseen = database.Read(UnseenCallStore.Waiting);
        var news = News(unseen);
        if (news is null)
        {
            _backoff.Reset();
            _retryAt = Instant.LongAgo;
            _state = _state with { IsFailing = false };
        }
        else if (clock.Now >= _retryAt)
        {
            await Tell(news, cancel);
        }
        Store();
        return new Due(NextLook(unseen, isToTell: news is not null));
    }

    private Instant? NextLook(IReadOnlyList<UnseenCall> unseen, bool isToTell) =>
        isToTell && _retryAt > clock.Now ? _retryAt
        : _state.Told is not null ? clock.Now + LookEvery
        : unseen.Count > 0 ? OverdueAt(unseen[0])
        : null;

    private AlarmNews? News(IReadOnlyList<UnseenCall> unseen)
    {
        var now = clock.Now;
        var isOverdue = unseen.Count > 0 && OverdueAt(unseen[0]) <= now;
        var isSlow = unseen.Count > 0 && now - unseen[0].Since >= TimeToShow;
        // While Telegram is away, that no guest waits at this moment ends nothing.
        _troubledAt = isSlow || courier.Status is { AwaySince: not null } or { UnauthorizedSince: not null } ? now : _troubledAt;
        return _state.Told switch
        {
            null when isOverdue => new AlarmNews(AlarmKind.Raised, unseen[0].Since, now, unseen),
            { } since when now - _troubledAt >= options.After => new AlarmNews(AlarmKind.Over, since, _troubledAt, []),
            _ => null,
        };
    }

    private Instant OverdueAt(UnseenCall call) => Instant.Max(call.Since + options.After, clock.StartedAt + TimeToShow);

    private async Task Tell(AlarmNews news, CancellationToken cancel)
    {
        switch (await channel.Send(news, cancel))
        {
            case AlarmOutcome.Sent sent:
                _state = new AlarmState(news.Kind == AlarmKind.Raised ? news.Since : null, IsFailing: false);
                _troubledAt = clock.Now;
                _retryAt = Instant.LongAgo;
                _backoff.Reset();
                Log.Told(logger, channel.Name, AlarmTexts.Name(news.Kind), news.Calls.Count, sent.Note ?? "");
                break;
            case AlarmOutcome.Failed failed:
                _retryAt = _backoff.NextAt(clock.Now);
                _failure = failed.Why;
                if (!_state.IsFailing)
                {
                    _state = _state with { IsFailing = true };
                    Log.Failed(logger, channel.Name, failed.Why);
                }
                break;
        }
    }

    private AlarmState Load()
    {
        var loaded = database.Read(connection => AlarmState.Load(new Transaction(connection, database.Signals), channel));
        _stored = loaded;
        return loaded;
    }

    // That the channel fails waits in the outbox until Telegram works, and then somebody hears of it.
    private void Store()
    {
        if (_stored == _state)
        {
            return;
        }
        database.Write(transaction =>
        {
            _state.Save(transaction, channel);
            if (_state.IsFailing && _stored is { IsFailing: false })
            {
                managers.Tell(
                    transaction,
                    Urgency.Reply,
                    null,
                    TextKeys.Alarm.ChannelFailed,
                    ("channel", channel.Name),
                    ("reason", _failure)
                );
            }
        });
        _stored = _state;
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "{Channel}: alarm {Event} was sent, {Calls} calls wait that no chat shows. {Note}"
        )]
        public static partial void Told(ILogger logger, string channel, string @event, int calls, string note);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Channel}: the alarm can't be sent ({Reason}); retrying")]
        public static partial void Failed(ILogger logger, string channel, string reason);
    }
}
