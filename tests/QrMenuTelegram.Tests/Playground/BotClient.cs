using QrMenuTelegram.Simulation;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace QrMenuTelegram.Tests.Playground;

/// <summary>The real client library, as a bot at a simulated Telegram.</summary>
internal static class BotClient
{
    public static TelegramBotClient Connect(SimulatedTelegram telegram, string? token = null) =>
        new(new TelegramBotClientOptions(token ?? telegram.Token, telegram.ApiUrl) { RetryThreshold = 0, RetryCount = 0 });

    /// <summary>What the server said when it refused.</summary>
    public static async Task<ApiRequestException> Refusal(Func<Task> call) => await Should.ThrowAsync<ApiRequestException>(call);
}
