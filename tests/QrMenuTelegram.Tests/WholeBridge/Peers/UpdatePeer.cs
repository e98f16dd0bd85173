using QrMenuTelegram.Telegram;
using Polled = QrMenuTelegram.Telegram.Answer<System.Collections.Generic.IReadOnlyList<QrMenuTelegram.Telegram.IncomingUpdate>>;

namespace QrMenuTelegram.Tests.WholeBridge.Peers;

/// <summary>Telegram's queue of updates: an update stays until a poll asks for a later one.</summary>
internal sealed class UpdatePeer(SimulatedWorld world)
{
    private const int MostAtOnce = 100;
    private readonly List<IncomingUpdate> _queue = [];
    private int _lastId = 1000;
    private Pending? _pending;

    public long? NextAt =>
        _pending is not { } poll ? null
        : poll.Failure is null && Has(poll.Offset) ? Math.Max(world.Now, poll.Earliest)
        : poll.Until;

    /// <summary>Updates that the bridge said it is done with.</summary>
    public List<IncomingUpdate> Confirmed { get; } = [];

    public IReadOnlyList<IncomingUpdate> Waiting => _queue;

    /// <summary>Something happened; its number is given here.</summary>
    public IncomingUpdate Add(Func<long, IncomingUpdate> update)
    {
        var added = update(++_lastId);
        _queue.Add(added);
        return added;
    }

    public Task<Polled> Ask(long offset, long wait, TelegramTrouble trouble, CancellationToken cancel)
    {
        if (world.Boundaries.IsDead)
        {
            return new TaskCompletionSource<Polled>().Task;
        }
        var failure = Failure(trouble);
        if (failure is null)
        {
            Confirmed.AddRange(_queue.Where(update => update.UpdateId < offset));
            _queue.RemoveAll(update => update.UpdateId < offset);
        }
        var latency = world.Chance.Between(1, 100);
        var poll = _pending = new Pending(offset, world.Now + latency, world.Now + (failure is null ? wait : latency), failure);
        cancel.Register(() =>
        {
            _pending = _pending == poll ? null : _pending;
            poll.Answer.TrySetCanceled(cancel);
        });
        return poll.Answer.Task;
    }

    public void Proceed()
    {
        if (_pending is not { } poll || NextAt > world.Now)
        {
            return;
        }
        _pending = null;
        poll.Answer.SetResult(
            poll.Failure is { } failure
                ? new Polled.Failed(
                    failure,
                    failure.ToString(),
                    failure == TelegramFailure.Throttled ? TimeSpan.FromSeconds(world.Chance.Between(1, 30)) : null
                )
                : new Polled.Ok([.. _queue.Where(update => update.UpdateId >= poll.Offset).Take(MostAtOnce)])
        );
    }

    public void HangUp() => _pending = null;

    private bool Has(long offset) => _queue.Count > 0 && _queue[^1].UpdateId >= offset;

    private TelegramFailure? Failure(TelegramTrouble trouble) =>
        trouble switch
        {
            TelegramTrouble.Away => TelegramFailure.Unreachable,
            TelegramTrouble.Unauthorized => TelegramFailure.Unauthorized,
            TelegramTrouble.Flaky => world.Chance.Between(0, 9) switch
            {
                0 => TelegramFailure.Unreachable,
                1 => TelegramFailure.Throttled,
                2 => TelegramFailure.Conflict,
                _ => null,
            },
            _ => null,
        };

    private sealed record Pending(long Offset, long Earliest, long Until, TelegramFailure? Failure)
    {
        public TaskCompletionSource<Polled> Answer { get; } = new();
    }
}
