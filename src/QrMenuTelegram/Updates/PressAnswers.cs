using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Updates;

/// <summary>
/// Tells people what became of their press, beside the update loop: a slow answer delays no update. A few go at a time,
/// the newest first, and one that Telegram would no longer show is dropped: an answer is a courtesy.
/// </summary>
public sealed class PressAnswers(ITelegram telegram, Clock clock)
{
    /// <summary>Each under way has a connection of its own.</summary>
    public const int AtOnce = 8;

    /// <summary>Telegram refuses an answer to an older press.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(15);

    private const int MostWaiting = 500;

    private readonly Lock _lock = new();
    private readonly LinkedList<(PressAnswer Answer, Instant Since)> _waiting = [];
    private readonly List<TaskCompletionSource> _finished = [];
    private int _underWay;

    /// <summary>Starts sending, now or as soon as there is room, and returns at once.</summary>
    public void Send(PressAnswer answer)
    {
        lock (_lock)
        {
            _waiting.AddLast((answer, clock.Now));
            if (_waiting.Count > MostWaiting)
            {
                _waiting.RemoveFirst();
            }
            if (_underWay == AtOnce)
            {
                return;
            }
            _underWay++;
        }
        _ = SendAll();
    }

    /// <summary>Ends when none waits and none is under way.</summary>
    public Task Finish()
    {
        lock (_lock)
        {
            if (_underWay == 0)
            {
                return Task.CompletedTask;
            }
            var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _finished.Add(finished);
            return finished.Task;
        }
    }

    private async Task SendAll()
    {
        while (Next() is { } answer)
        {
            try
            {
                using var patience = new CancellationTokenSource(GoodFor, clock.Time);
                await telegram.AnswerPress(answer.QueryId, answer.Text, answer.Alert, patience.Token);
            }
            catch (Exception)
            {
                // One that could not be sent is forgotten.
            }
        }
    }

    private PressAnswer? Next()
    {
        lock (_lock)
        {
            while (_waiting.Last is { Value: var (answer, since) })
            {
                _waiting.RemoveLast();
                if (clock.Now - since < GoodFor)
                {
                    return answer;
                }
            }
            if (--_underWay == 0)
            {
                _finished.ForEach(finished => finished.SetResult());
                _finished.Clear();
            }
            return null;
        }
    }
}
