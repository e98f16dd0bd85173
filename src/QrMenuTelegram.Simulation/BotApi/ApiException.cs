namespace QrMenuTelegram.Simulation.BotApi;

/// <summary>Telegram's refusal of a call.</summary>
public sealed class ApiException(int code, string description) : Exception(description)
{
    public int Code { get; } = code;

    /// <summary>Seconds; null for none.</summary>
    public int? RetryAfter { get; init; }

    public long? MigrateToChatId { get; init; }

    public static ApiException BadRequest(string words) => new(400, "Bad Request: " + words);

    public static ApiException Forbidden(string words) => new(403, "Forbidden: " + words);

    public static ApiException TooManyRequests(TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return new ApiException(429, $"Too Many Requests: retry after {seconds}") { RetryAfter = seconds };
    }

    public static ApiException Unauthorized() => new(401, "Unauthorized");
}
