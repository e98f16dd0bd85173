using Microsoft.Extensions.Hosting;
using QrMenuTelegram.Commands;

namespace QrMenuTelegram.Operations.Loops;

/// <summary>Reads Telegram's updates.</summary>
internal sealed class UpdatesService(UpdateLoop updates) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => updates.Run(stoppingToken);
}
