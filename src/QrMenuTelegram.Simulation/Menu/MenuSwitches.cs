namespace QrMenuTelegram.Simulation.Menu;

/// <summary>What the server does with a hash that it doesn't hold.</summary>
public enum UnknownCursor
{
    AnswersEverything,
    AnswersNothing,
    AnswersBadRequest,
    AnswersServerError,
    AnswersResultFalse,
}

/// <summary>What the server does with a wrong key.</summary>
public enum WrongToken
{
    Unauthorized,
    Forbidden,
    ResultFalse,
}

/// <summary>How an answer is broken.</summary>
public abstract record BrokenAnswer
{
    private BrokenAnswer() { }

    /// <summary>The connection is reset.</summary>
    public sealed record Reset : BrokenAnswer;

    /// <summary>No answer until the client gives up.</summary>
    public sealed record Hang : BrokenAnswer;

    /// <summary>A status with a page of HTML.</summary>
    public sealed record Html(int Status = 500) : BrokenAnswer;

    /// <summary>200 and not a byte.</summary>
    public sealed record Empty : BrokenAnswer;

    /// <summary>Half of the right body, then the connection ends; by <c>Content-Length</c> or in chunks.</summary>
    public sealed record Cut(bool Chunked = false) : BrokenAnswer;

    /// <summary>200 and this many megabytes that begin like an answer.</summary>
    public sealed record Huge(int Megabytes = 20) : BrokenAnswer;

    /// <summary>200 and these words.</summary>
    public sealed record Text(string Content = "<html>Welcome to the router's login page</html>", string ContentType = "text/html")
        : BrokenAnswer;
}

/// <summary>What is odd about the server; each may be set at any time.</summary>
public sealed class MenuSwitches
{
    /// <summary>By default as the vendor's page lets one hope.</summary>
    public UnknownCursor UnknownCursor { get; set; } = UnknownCursor.AnswersEverything;

    public WrongToken WrongToken { get; set; } = WrongToken.Unauthorized;

    /// <summary>Whether the event that the cursor names is answered again.</summary>
    public bool RepeatsCursor { get; set; }

    /// <summary>Whether each event is answered twice.</summary>
    public bool Duplicates { get; set; }

    /// <summary>How much later an answer comes; by the simulator's clock.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How every answer is broken; null for not at all.</summary>
    public BrokenAnswer? Broken { get; set; }
}
