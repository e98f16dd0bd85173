namespace QrMenuTelegram.Simulation.BotApi;

/// <summary>What goes wrong with one call.</summary>
public abstract record Fault
{
    private Fault() { }

    /// <summary>Whether the call does what it asks for all the same.</summary>
    public virtual bool TakesEffect => false;

    /// <summary>A refusal in Telegram's form.</summary>
    public sealed record Refusal(int Code, string Description, int? RetryAfter = null, long? MigrateToChatId = null) : Fault;

    /// <summary>An answer of some other program between: a status with any body.</summary>
    public sealed record Body(int Status, string ContentType, string Content, bool AfterEffect = false) : Fault
    {
        public override bool TakesEffect => AfterEffect;
    }

    /// <summary>The right answer, of which half arrives.</summary>
    public sealed record CutAnswer : Fault
    {
        public override bool TakesEffect => true;
    }

    /// <summary>The connection is reset.</summary>
    public sealed record Reset(bool AfterEffect) : Fault
    {
        public override bool TakesEffect => AfterEffect;
    }

    /// <summary>Everything right, but late; by the simulator's clock.</summary>
    /// <param name="By">How much.</param>
    /// <param name="AfterEffect">Whether only the answer is late, and not what it answers.</param>
    public sealed record Delay(TimeSpan By, bool AfterEffect = false) : Fault
    {
        public override bool TakesEffect => true;
    }

    /// <summary>No answer until the client gives up.</summary>
    public sealed record Hang(bool AfterEffect) : Fault
    {
        public override bool TakesEffect => AfterEffect;
    }

    public static Fault TooManyRequests(int seconds) => new Refusal(429, $"Too Many Requests: retry after {seconds}", RetryAfter: seconds);

    public static Fault Migrated(long newChatId) =>
        new Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", MigrateToChatId: newChatId);

    /// <param name="words">Without <c>Bad Request: </c>.</param>
    public static Fault BadRequest(string words) => new Refusal(400, "Bad Request: " + words);

    /// <param name="words">Without <c>Forbidden: </c>.</param>
    public static Fault Forbidden(string words) => new Refusal(403, "Forbidden: " + words);

    public static Fault Unauthorized() => new Refusal(401, "Unauthorized");

    public static Fault ServerError(int status = 500) => new Refusal(status, "Internal Server Error");

    public static Fault Html(int status = 502, bool afterEffect = false) =>
        new Body(
            status,
            "text/html",
            $"<html><head><title>{status} Bad Gateway</title></head><body><center><h1>{status} Bad Gateway</h1></center></body></html>",
            afterEffect
        );
}
