namespace QrMenuTelegram.Tests.Support;

/// <summary>Waits for what other threads do, in real time. It ends by failing, never by hanging.</summary>
public static class Eventually
{
    /// <summary>A machine that does much else needs longer than one thinks.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="isSo">Looked at each millisecond; may let a fake clock go on.</param>
    /// <param name="what">Why it is in vain; null for nothing to add.</param>
    public static async Task Until(Func<bool> isSo, Func<string>? what = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Patience, what?.Invoke());
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
