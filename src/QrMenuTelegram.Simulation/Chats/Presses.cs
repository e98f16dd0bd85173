namespace QrMenuTelegram.Simulation.Chats;

/// <summary>One press on a button and what came of it.</summary>
public sealed class Press
{
    private readonly TaskCompletionSource<PressAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Press(string queryId, Person person, ShownMessage message, string data, DateTimeOffset at)
    {
        QueryId = queryId;
        Person = person;
        Message = message;
        Data = data;
        At = at;
    }

    public string QueryId { get; }

    public Person Person { get; }

    /// <summary>The message as it was when the button was pressed.</summary>
    public ShownMessage Message { get; }

    public string Data { get; }

    public DateTimeOffset At { get; }

    /// <summary>Completes when the bot has answered: until then the button shows a spinner.</summary>
    public Task<PressAnswer> Answer => _answer.Task;

    internal bool TryAnswer(PressAnswer answer) => _answer.TrySetResult(answer);
}

/// <param name="Text">What the person reads; null for nothing.</param>
/// <param name="IsAlert">A box to dismiss rather than a fading line.</param>
public sealed record PressAnswer(string? Text, bool IsAlert);

/// <summary>The presses that may still be answered. Every call with the world locked.</summary>
internal sealed class Presses(World world)
{
    /// <summary>How long Telegram takes an answer, and keeps the update.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(150);

    private readonly Dictionary<string, Press> _open = [];
    private long _lastId = 4_300_000_000_000;

    public IReadOnlyList<Press> Open => [.. _open.Values];

    public Press Begin(Person person, ShownMessage message, string data)
    {
        var press = new Press(
            (++_lastId).ToString(System.Globalization.CultureInfo.InvariantCulture),
            person,
            message,
            data,
            world.Time.Now
        );
        _open.Add(press.QueryId, press);
        world.Updates.Add("callback_query", UpdateJson.Press(press), Lifetime);
        return press;
    }

    /// <summary>False where the query is unknown, was answered already, or is too old.</summary>
    public bool Answer(string queryId, PressAnswer answer) =>
        _open.Remove(queryId, out var press) && world.Time.Now - press.At < Lifetime && press.TryAnswer(answer);
}
