using QrMenuTelegram.Playground.Bridge;

namespace QrMenuTelegram.Playground.Page.Parts;

/// <summary>The counters.</summary>
internal sealed record CountsPart(long Made, long Shown, long Waiting, long Late, long Twice, long Missed, long OldestWait, long Throttled)
{
    public static CountsPart Of(DeliveryCounts counts, long throttled) =>
        new(
            counts.Made,
            counts.Shown,
            counts.Waiting,
            counts.Late,
            counts.Twice,
            counts.Missed,
            (long)counts.OldestWait.TotalSeconds,
            throttled
        );
}
