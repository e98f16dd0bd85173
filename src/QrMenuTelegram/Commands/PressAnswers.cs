using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Commands;

/// <summary>Tells people what became of their press, beside the update loop: a slow answer delays no update.</summary>
public sealed class PressAnswers(ITelegram telegram)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _underWay = [];

    /// <summary>Starts sending and returns at once.</summary>
    public void Send(PressAnswer answer)
    {
        var sending = Task.Run(() => telegram.AnswerPress(answer.QueryId, answer.Text, answer.Alert, CancellationToken.None));
        lock (_lock)
        {
            _underWay.Add(sending);
        }
        _ = sending.ContinueWith(
            done =>
            {
                // An answer is a courtesy: one that could not be sent is forgotten.
                _ = done.Exception;
                lock (_lock)
                {
                    _underWay.Remove(done);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Ends when all that are under way have ended.</summary>
    public Task Finish()
    {
        lock (_lock)
        {
            return Task.WhenAll(_underWay).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }
}
