using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Tests.Support;

internal static class WorkerTurns
{
    /// <summary>Gives a turn to a worker that has nothing to wait for now.</summary>
    /// <returns>When it wants the next; null for only when woken.</returns>
    public static Instant? Turn(this IWorker worker)
    {
        var turn = worker.Turn(TestContext.Current.CancellationToken).AsTask();
        turn.IsCompleted.ShouldBeTrue();
        return turn.GetAwaiter().GetResult().At;
    }
}
