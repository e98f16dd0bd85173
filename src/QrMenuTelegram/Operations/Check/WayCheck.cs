using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Operations.Check;

/// <summary>Tries each way to Telegram, side by side.</summary>
/// <param name="connect">Makes what talks to Telegram, from the token and the way.</param>
/// <param name="time">For limits and round trips.</param>
internal sealed class WayCheck(Func<string, WayOptions, TelegramGateway> connect, TimeProvider time)
{
    /// <summary>For one answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const int Tries = 5;

    /// <summary>A token of the right form that nobody has: whoever refuses it is Telegram.</summary>
    internal const string NobodysToken = "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    public async Task<IReadOnlyList<TriedWay>> Try(string token, IReadOnlyList<WayOptions> ways, CancellationToken cancel) =>
        await Task.WhenAll(ways.Select(way => Try(token, way, cancel)));

    /// <summary>Does what is asked, with the patience of a person.</summary>
    public async Task<Answer<T>> Patiently<T>(Func<CancellationToken, Task<Answer<T>>> ask, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Answer<T>.Failed(TelegramFailure.Unreachable, $"no answer within {Patience.TotalSeconds} s");
        }
    }

    private async Task<TriedWay> Try(string token, WayOptions way, CancellationToken cancel)
    {
        using var telegram = connect(token, way);
        var first = await Patiently(telegram.GetMe, cancel);
        var tried = new TriedWay(way, first, null);
        if (!tried.IsReached)
        {
            return tried;
        }
        // The first had to connect.
        var roundTrips = new List<TimeSpan>();
        for (var i = 0; i < Tries; i++)
        {
            var askedAt = time.GetTimestamp();
            if (await Patiently(telegram.GetMe, cancel) is Answer<BotIdentity>.Failed { Failure: TelegramFailure.Unreachable } failed)
            {
                return tried with { Answer = failed };
            }
            roundTrips.Add(time.GetElapsedTime(askedAt));
        }
        return tried with { RoundTrip = roundTrips.Order().ElementAt(Tries / 2) };
    }
}

/// <summary>What came of it.</summary>
/// <param name="Way">Which.</param>
/// <param name="Answer">To getMe.</param>
/// <param name="RoundTrip">The median; null where Telegram does not answer.</param>
internal sealed record TriedWay(WayOptions Way, Answer<BotIdentity> Answer, TimeSpan? RoundTrip)
{
    /// <summary>Telegram answers, whatever it thinks of the token.</summary>
    public bool IsReached => Answer is not Answer<BotIdentity>.Failed { Failure: TelegramFailure.Unreachable };
}
