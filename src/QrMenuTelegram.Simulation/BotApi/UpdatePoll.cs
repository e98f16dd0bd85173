using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.BotApi;

/// <summary>getUpdates: a real long poll; a second one ends the first with 409.</summary>
internal sealed class UpdatePoll(BotState state)
{
    private const int MostSeconds = 50;
    private const int MostUpdates = 100;

    private CancellationTokenSource? _current;

    public bool IsWaiting => Volatile.Read(ref _current) is not null;

    /// <exception cref="ApiException">409.</exception>
    public async Task<JsonNode> Run(ApiCall call, CancellationToken cancel)
    {
        var world = state.World;
        var mine = new CancellationTokenSource();
        Interlocked.Exchange(ref _current, mine)?.Cancel();
        world.Changes.Signal();
        try
        {
            using var waited = new CancellationTokenSource(Timeout(call), world.Time.Provider);
            using var any = CancellationTokenSource.CreateLinkedTokenSource(mine.Token, waited.Token, cancel);
            while (true)
            {
                var next = world.Changes.Next;
                var updates = world.Look(() => Take(call));
                if (updates.Count > 0 || waited.IsCancellationRequested)
                {
                    return new JsonArray([.. updates]);
                }
                await next.WaitAsync(any.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancel.ThrowIfCancellationRequested();
                if (mine.IsCancellationRequested)
                {
                    throw new ApiException(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
                    );
                }
            }
        }
        finally
        {
            Interlocked.CompareExchange(ref _current, null, mine);
        }
    }

    private static TimeSpan Timeout(ApiCall call) => TimeSpan.FromSeconds(Math.Clamp(call.Int("timeout") ?? 0, 0, MostSeconds));

    private IReadOnlyList<JsonNode> Take(ApiCall call)
    {
        if (state.Webhook is not null)
        {
            throw new ApiException(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            );
        }
        if (call.Node("allowed_updates") is JsonArray kinds)
        {
            state.World.Updates.Allow(kinds.Select(kind => (string?)kind ?? ""));
        }
        return state.World.Updates.Take(call.Int("offset") ?? 0, Math.Clamp(call.Int("limit") ?? MostUpdates, 1, MostUpdates));
    }
}
