namespace QrMenuTelegram.Playground;

/// <summary>
/// Time that can be made to run faster while it runs: what takes minutes can be watched in seconds. Timers that wait
/// when the speed changes wait on at the new speed. Never goes back.
/// </summary>
public sealed class AdjustableTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<AdjustableTimer> _timers = [];
    private readonly TimeProvider _real;
    private long _realAnchor;
    private DateTimeOffset _realAnchorAt;
    private DateTimeOffset _anchor;

    /// <param name="start">What it shows first; now where null.</param>
    /// <param name="real">What it is driven by; the system's where null.</param>
    public AdjustableTime(DateTimeOffset? start = null, TimeProvider? real = null)
    {
        _real = real ?? System;
        (_realAnchor, _realAnchorAt) = (_real.GetTimestamp(), _real.GetUtcNow());
        _anchor = start ?? _real.GetUtcNow();
    }

    /// <summary>How many of its seconds pass in one; more than 0.</summary>
    public double Speed { get; private set; } = 1;

    /// <summary>What the real clock and this one showed when the speed last changed.</summary>
    public (DateTimeOffset Real, DateTimeOffset Shown) Anchor
    {
        get
        {
            lock (_gate)
            {
                return (_realAnchorAt, _anchor);
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => _real.LocalTimeZone;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _anchor + (_real.GetElapsedTime(_realAnchor) * Speed);
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Goes on at another speed, from <paramref name="now"/> where that is later than what it shows.</summary>
    public void SetSpeed(double speed, DateTimeOffset? now = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        AdjustableTimer[] waiting;
        lock (_gate)
        {
            var shown = GetUtcNow();
            _anchor = now > shown ? now.Value : shown;
            (_realAnchor, _realAnchorAt) = (_real.GetTimestamp(), _real.GetUtcNow());
            Speed = speed;
            waiting = [.. _timers];
        }
        foreach (var timer in waiting)
        {
            timer.Arm();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new AdjustableTimer(this, callback, state);
        lock (_gate)
        {
            _timers.Add(timer);
        }
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>A timer that knows when it is due in adjustable time, and sets a real one for it.</summary>
    private sealed class AdjustableTimer : ITimer
    {
        private readonly AdjustableTime _time;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly Lock _gate = new();
        private readonly ITimer _real;
        private DateTimeOffset? _due;
        private TimeSpan _period;

        public AdjustableTimer(AdjustableTime time, TimerCallback callback, object? state)
        {
            _time = time;
            _callback = callback;
            _state = state;
            _real = time._real.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : _time.GetUtcNow() + dueTime;
                _period = period;
            }
            return Arm();
        }

        /// <summary>Sets the real timer by what is left at the present speed.</summary>
        public bool Arm()
        {
            lock (_gate)
            {
                if (_due is not { } due)
                {
                    return _real.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                }
                var left = (due - _time.GetUtcNow()) / _time.Speed;
                // Rounded up: a timer that fires early would be taken for one that is late.
                return _real.Change(
                    left <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)),
                    Timeout.InfiniteTimeSpan
                );
            }
        }

        public void Dispose()
        {
            lock (_time._gate)
            {
                _time._timers.Remove(this);
            }
            _real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            lock (_gate)
            {
                if (_due is not { } due)
                {
                    return;
                }
                if (due > _time.GetUtcNow())
                {
                    Arm();
                    return;
                }
                _due = _period == Timeout.InfiniteTimeSpan || _period == TimeSpan.Zero ? null : due + _period;
                if (_due is not null)
                {
                    Arm();
                }
            }
            _callback(_state);
        }
    }
}
