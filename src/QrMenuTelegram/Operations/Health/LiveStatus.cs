using QrMenuTelegram.Delivery;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Reach;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations.Health;

/// <summary>Gathers what <c>/status</c> shows.</summary>
internal sealed class LiveStatus(MenuServers servers, TelegramWays ways, Courier courier, Clock clock)
{
    private readonly Instant _startedAt = clock.Now;

    public BridgeStatus Look(Transaction transaction)
    {
        var waiting = WaitingStore.Waiting(transaction.Connection);
        var taken = WaitingStore.TakenAfter(transaction.Connection, clock.Now - TimeSpan.FromDays(1));
        var parked = courier.Status.ParkedUntil;
        return new BridgeStatus(
            ProgramVersion.Current,
            _startedAt,
            [
                .. servers.Statuses.Select(s => new BridgeStatus.Server(
                    s.Name,
                    s.LastSuccessAt,
                    s.LastEventAt,
                    s.EventsRead,
                    s.LastTook,
                    s.FailingSince,
                    s.Detail,
                    s.FloodingSince,
                    s.HeldBack
                )),
            ],
            waiting.Count,
            waiting.OldestAt,
            parked > clock.Now ? parked : null,
            WaitingStore.Refused(transaction.Connection)
        )
        {
            Ways = ways.Statuses is { Count: > 1 } several ? several : [],
            Taken = taken.Count,
            TakenAfter = taken.Count == 0 ? null : TimeSpan.FromMilliseconds(taken[taken.Count / 2]),
        };
    }
}
