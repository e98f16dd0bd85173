using Microsoft.Extensions.Hosting;
using QrMenuTelegram.Commands;

namespace QrMenuTelegram.Operations.Loops;

/// <summary>Registers the menu of commands, then rests.</summary>
internal sealed class MenuService(MenuRegistration menu, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await menu.Run(stoppingToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken);
    }
}
