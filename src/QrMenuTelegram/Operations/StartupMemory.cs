using System.Runtime;
using Microsoft.Extensions.Hosting;

namespace QrMenuTelegram.Operations;

/// <summary>Gives back once what reading the configuration and the texts left on the heap: 1.1 MB (docs/adr/0009-small.md).</summary>
internal sealed class StartupMemory(TimeProvider time) : BackgroundService
{
    /// <summary>By then the menu is registered and each server was asked.</summary>
    private static readonly TimeSpan After = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(After, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stoppingToken.IsCancellationRequested)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
