using Microsoft.Extensions.Logging;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Reach;

/// <summary>
/// Telegram by whichever way works. What did not leave by one way goes on by the next at once: nothing can double. What left
/// and had no answer is unknown; then no message leaves by that way until it has answered a request without effect.
/// </summary>
public sealed partial class TelegramWays : ITelegram
{
    /// <summary>
    /// Without an answer for so long, a way is asked for a sign of life, and has as long again to give it before what waits is
    /// given up.
    /// </summary>
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(10);

    private const int TimesTheUsual = 3;
    private const string NoAnswer = "no answer in time";

    private readonly WayChoice _choice;
    private readonly Signals _signals;
    private readonly Clock _clock;
    private readonly ILogger _logger;
    private readonly Lock _probes = new();
    private int _isNoneTold;

    /// <param name="ways">The preferred first; at least one.</param>
    /// <param name="signals">Told when another way is used.</param>
    /// <param name="clock">For limits and ages.</param>
    /// <param name="logger">Gets each change.</param>
    public TelegramWays(IReadOnlyList<TelegramWay> ways, Signals signals, Clock clock, ILogger<TelegramWays> logger)
    {
        _choice = new WayChoice(ways, clock);
        (_signals, _clock, _logger) = (signals, clock, logger);
    }

    /// <summary>In the order of preference.</summary>
    public IReadOnlyList<WayStatus> Statuses => _choice.Statuses;

    internal WayChoice Choice => _choice;

    public Task<Answer<BotIdentity>> GetMe(CancellationToken cancel) => Ask((way, end) => way.GetMe(end), cancel);

    public Task<SendOutcome> Send(long chatId, int topicId, MessageContent content, bool silent, CancellationToken cancel) =>
        Show((way, end) => way.Send(chatId, topicId, content, silent, end), isLong: false, cancel);

    public Task<SendOutcome> SendFile(
        long chatId,
        int topicId,
        Attachment attachment,
        MessageContent caption,
        bool silent,
        CancellationToken cancel
    ) => Show((way, end) => way.SendFile(chatId, topicId, attachment, caption, silent, end), isLong: true, cancel);

    public Task<SendOutcome> Edit(long chatId, long telegramId, MessageContent content, CancellationToken cancel) =>
        Show((way, end) => way.Edit(chatId, telegramId, content, end), isLong: false, cancel);

    public Task<Answer<bool>> Pin(long chatId, long telegramId, CancellationToken cancel) =>
        Ask((way, end) => way.Pin(chatId, telegramId, end), cancel);

    public Task<Answer<bool>> Unpin(long chatId, long telegramId, CancellationToken cancel) =>
        Ask((way, end) => way.Unpin(chatId, telegramId, end), cancel);

    public Task<Answer<bool>> AnswerPress(string queryId, string? text, bool alert, CancellationToken cancel) =>
        Ask((way, end) => way.AnswerPress(queryId, text, alert, end), cancel);

    public Task<Answer<bool>> SetCommands(
        CommandScope scope,
        string? language,
        IReadOnlyList<CommandDescription> commands,
        CancellationToken cancel
    ) => Ask((way, end) => way.SetCommands(scope, language, commands, end), cancel);

    public Task<Answer<bool>> DeleteCommands(CommandScope scope, string? language, CancellationToken cancel) =>
        Ask((way, end) => way.DeleteCommands(scope, language, end), cancel);

    public Task<Answer<string>> GetBotText(BotText which, string? language, CancellationToken cancel) =>
        Ask((way, end) => way.GetBotText(which, language, end), cancel);

    public Task<Answer<bool>> SetBotText(BotText which, string? language, string text, CancellationToken cancel) =>
        Ask((way, end) => way.SetBotText(which, language, text, end), cancel);

    public Task<Answer<int>> CountPictures(long userId, CancellationToken cancel) =>
        Ask((way, end) => way.CountPictures(userId, end), cancel);

    public Task<Answer<bool>> SetPicture(ReadOnlyMemory<byte> jpeg, CancellationToken cancel) =>
        Ask((way, end) => way.SetPicture(jpeg, end), cancel);

    /// <summary>Goes over to another way as soon as one is used instead: it never hangs on a dead one.</summary>
    public async Task<Answer<IReadOnlyList<IncomingUpdate>>> GetUpdates(long offset, TimeSpan wait, CancellationToken cancel)
    {
        while (true)
        {
            var way = _choice.Current;
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, way.Left.Token);
            Answer<IReadOnlyList<IncomingUpdate>> answer;
            try
            {
                answer = await way.Telegram.GetUpdates(offset, wait, end.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                continue;
            }
            if (answer is not Answer<IReadOnlyList<IncomingUpdate>>.Failed { Failure: TelegramFailure.Unreachable })
            {
                Answered(way, took: null);
            }
            else if (_choice.AreSeveral)
            {
                // Some proxies end what is quiet for long: that alone says nothing of the way.
                _ = Probe(way);
            }
            return answer;
        }
    }

    /// <summary>Asks for a sign of life, which has no effect; once at a time.</summary>
    /// <returns>Whether Telegram answered by this way.</returns>
    internal Task<bool> Probe(Way way)
    {
        TaskCompletionSource<bool> probe;
        lock (_probes)
        {
            if (way.Probe is { } underWay)
            {
                return underWay.Task;
            }
            probe = way.Probe = new TaskCompletionSource<bool>();
            way.ProbedAt = _clock.Now;
        }
        _ = Probe(way, probe);
        return probe.Task;
    }

    private async Task Probe(Way way, TaskCompletionSource<bool> probe)
    {
        var isThere = false;
        try
        {
            var askedAt = _clock.Time.GetTimestamp();
            using var limit = new CancellationTokenSource(_choice.HasOther(way) ? Patience(way) : LongestProbe, _clock.Time);
            isThere = Judge(way, await Answer(way.Telegram.GetMe, limit.Token), askedAt);
        }
        catch (Exception e)
        {
            Failed(way, e.Message, inDoubt: false);
        }
        finally
        {
            lock (_probes)
            {
                way.Probe = null;
            }
            probe.SetResult(isThere);
        }
    }

    private async Task<Answer<T>> Ask<T>(Func<ITelegram, CancellationToken, Task<Answer<T>>> ask, CancellationToken cancel)
    {
        var tried = new HashSet<Way>();
        Answer<T> answer = new Answer<T>.Failed(TelegramFailure.Unreachable, "there is no way to Telegram");
        while (_choice.Next(tried) is { } way)
        {
            tried.Add(way);
            var askedAt = _clock.Time.GetTimestamp();
            answer = await Watched(way, end => Answer(stop => ask(way.Telegram, stop), end), cancel);
            cancel.ThrowIfCancellationRequested();
            if (Judge(way, answer, askedAt))
            {
                return answer;
            }
        }
        return answer;
    }

    // Not even an edit, which may be done twice, is repeated here: each counts against the chat's limits, which the courier keeps.
    /// <param name="show">A send or an edit.</param>
    /// <param name="isLong">Whether it carries a file.</param>
    /// <param name="cancel">Gives up.</param>
    private async Task<SendOutcome> Show(Func<ITelegram, CancellationToken, Task<SendOutcome>> show, bool isLong, CancellationToken cancel)
    {
        var tried = new HashSet<Way>();
        SendOutcome outcome = new SendOutcome.NotSent("no way to Telegram works");
        while (!cancel.IsCancellationRequested && _choice.Next(tried) is { } way)
        {
            tried.Add(way);
            if (way.IsInDoubt && !await Probe(way))
            {
                continue;
            }
            var askedAt = _clock.Time.GetTimestamp();
            var said = await Watched(way, end => Outcome(stop => show(way.Telegram, stop), end), cancel);
            switch (said)
            {
                case SendOutcome.NotSent or SendOutcome.Unknown when cancel.IsCancellationRequested:
                    return said;
                case SendOutcome.NotSent failed:
                    Failed(way, failed.Description, inDoubt: false);
                    outcome = said;
                    break;
                case SendOutcome.Unknown lost:
                    Failed(way, lost.Description, inDoubt: true);
                    return said;
                default:
                    Answered(way, isLong ? null : _clock.Time.GetElapsedTime(askedAt));
                    return said;
            }
        }
        return outcome;
    }

    // A quicker way is not expected of a slow line.
    private static TimeSpan Patience(Way way) => TimesTheUsual * way.RoundTrip is { } usual && usual > Quick ? usual : Quick;

    /// <summary>Waits for an answer as long as the way shows any life, or there is no other one.</summary>
    private async Task<T> Watched<T>(Way way, Func<CancellationToken, Task<T>> ask, CancellationToken cancel)
    {
        if (!_choice.AreSeveral)
        {
            return await ask(cancel);
        }
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await using var watch = _clock.Time.CreateTimer(_ => _ = EndIfDead(way, end), null, Patience(way), Patience(way));
        return await ask(end.Token);
    }

    private async Task EndIfDead(Way way, CancellationTokenSource end)
    {
        if (!_choice.HasOther(way) || await Probe(way) || !_choice.HasOther(way))
        {
            return;
        }
        try
        {
            end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was answered just now.
        }
    }

    // What was given up had no answer.
    private static async Task<Answer<T>> Answer<T>(Func<CancellationToken, Task<Answer<T>>> ask, CancellationToken end)
    {
        try
        {
            return await ask(end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return new Answer<T>.Failed(TelegramFailure.Unreachable, NoAnswer);
        }
    }

    private static async Task<SendOutcome> Outcome(Func<CancellationToken, Task<SendOutcome>> show, CancellationToken end)
    {
        try
        {
            return await show(end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return new SendOutcome.Unknown(NoAnswer);
        }
    }

    private bool Judge<T>(Way way, Answer<T> answer, long askedAt)
    {
        if (answer is Answer<T>.Failed { Failure: TelegramFailure.Unreachable } failed)
        {
            Failed(way, failed.Description, inDoubt: false);
            return false;
        }
        Answered(way, _clock.Time.GetElapsedTime(askedAt));
        return true;
    }

    private void Answered(Way way, TimeSpan? took) => Tell(_choice.Answered(way, took));

    private void Failed(Way way, string why, bool inDoubt)
    {
        Tell(_choice.Failed(way, why, inDoubt));
        // Side by side: the first that answers is used.
        foreach (var suspect in _choice.All.Where(other => _choice.AreSeveral && (other != way || inDoubt) && !other.IsGood))
        {
            _ = Probe(suspect);
        }
        if (_choice is { AreSeveral: true, NoneSince: not null } && Interlocked.Exchange(ref _isNoneTold, 1) == 0)
        {
            TellOfNone();
        }
    }

    private void TellOfNone()
    {
        if (_logger.IsEnabled(LogLevel.Warning))
        {
            var failures = string.Join("; ", Statuses.Select(status => $"{status.Name}: {status.Failure}"));
            Log.None(_logger, failures);
        }
    }

    private void Tell(WayChange? change)
    {
        if (change is null)
        {
            return;
        }
        if (change.NoneSince is { } since && Interlocked.Exchange(ref _isNoneTold, 0) == 1)
        {
            var gone = _clock.Now - since;
            Log.Back(_logger, change.To.Name, gone);
        }
        if (change.Left is { } left)
        {
            Log.Changed(_logger, change.To.Name, change.From.Name, change.From.Failure ?? "it is preferred again");
            left.Cancel();
        }
        _signals.Raise(Signal.Ways);
        _signals.Raise(Signal.Delivery);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Telegram is reached by way {Name} now instead of {Before}: {Why}.")]
        public static partial void Changed(ILogger logger, string name, string before, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "No way to Telegram works: {Failures}.")]
        public static partial void None(ILogger logger, string failures);

        [LoggerMessage(Level = LogLevel.Information, Message = "Telegram is reached again, by way {Name}, after {Gone}.")]
        public static partial void Back(ILogger logger, string name, TimeSpan gone);
    }
}
