using Microsoft.Extensions.Logging;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Appearance;

/// <summary>
/// Lets those ask Telegram for whose request nobody waits: one request at a time, one a second, none while something that a
/// guest asked for waits to be shown, none as long as Telegram asked for patience, and seldom while it does not answer.
/// </summary>
public sealed partial class SpareRoom(Database database, Clock clock, Func<double> chance, ILogger<SpareRoom> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterGuests = TimeSpan.FromSeconds(2);

    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1), chance);
    private readonly Lock _lock = new();
    private bool _isTaken;
    private bool _isFailing;
    private Instant _freeAt;

    /// <summary>When the next may go, as far as can be told now.</summary>
    internal Instant FreeAt(Transaction transaction)
    {
        var now = clock.Now;
        var freeAt = StateStore.GetInstant(transaction, StateStore.SpareRoomHeldUntil) ?? Instant.LongAgo;
        lock (_lock)
        {
            freeAt = Instant.Max(freeAt, _isTaken ? now + Pause : _freeAt);
        }
        return freeAt <= now && NoticeStore.DoGuestsWait(transaction, now) ? now + AfterGuests : freeAt;
    }

    /// <summary>Makes a request, unless another is under way.</summary>
    /// <returns>What Telegram says to it, a refusal too; null where it was not asked, said nothing, or said to come back later.</returns>
    internal async Task<Answer<T>?> Ask<T>(Func<Task<Answer<T>>> request)
    {
        lock (_lock)
        {
            if (_isTaken)
            {
                return null;
            }
            _isTaken = true;
        }
        var pause = Pause;
        try
        {
            var answer = await request();
            if (answer is not Answer<T>.Failed { Failure: not TelegramFailure.Refused } failed)
            {
                _backoff.Reset();
                _isFailing = false;
                return answer;
            }
            if (!_isFailing)
            {
                _isFailing = true;
                Log.Failed(logger, failed.Description);
            }
            pause = failed.RetryAfter ?? _backoff.Next();
            if (failed.RetryAfter is { } patience)
            {
                database.Write(transaction => StateStore.Set(transaction, StateStore.SpareRoomHeldUntil, clock.Now + patience));
            }
            return null;
        }
        finally
        {
            lock (_lock)
            {
                _isTaken = false;
                _freeAt = clock.Now + pause;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Telegram could not be told the menus of commands or how the bot presents itself ({Reason}); trying again. All works "
                + "without."
        )]
        public static partial void Failed(ILogger logger, string reason);
    }
}
