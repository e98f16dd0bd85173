using System.Text;

namespace QrMenuTelegram.Simulation.Menu;

/// <summary><c>GET /api/v4/events</c> by the vendor's page "09_api", and by the switches.</summary>
internal sealed class EventsEndpoint(EventQueue queue, MenuSwitches switches, Func<string> token)
{
    /// <summary>The answer that the server means to give.</summary>
    public MenuAnswer Answer(HttpRequest request)
    {
        if (request.Path != "/api/v4/events" || !HttpMethods.IsGet(request.Method))
        {
            return new MenuAnswer(404, "{\"result\": false, \"error\": \"not found\"}");
        }
        if (request.Headers["token"] != token())
        {
            return switches.WrongToken switch
            {
                WrongToken.Unauthorized => new MenuAnswer(401, Refusal("unauthorized")),
                WrongToken.Forbidden => new MenuAnswer(403, Refusal("forbidden")),
                _ => new MenuAnswer(200, Refusal("Неверный ключ")),
            };
        }
        var hash = request.Query["hash"].ToString();
        if (hash.Length == 0)
        {
            return new MenuAnswer(400, Refusal("hash expected"));
        }
        return hash == "none" ? Updates(queue.Current) : After(hash);
    }

    private static string Refusal(string words) => $"{{\"result\": false, \"data\": null, \"error\": \"{words}\"}}";

    private MenuAnswer After(string hash)
    {
        if (queue.After(hash, switches.RepeatsCursor) is { } events)
        {
            return Updates(events);
        }
        return switches.UnknownCursor switch
        {
            UnknownCursor.AnswersEverything => Updates(queue.Current),
            UnknownCursor.AnswersNothing => Updates([]),
            UnknownCursor.AnswersBadRequest => new MenuAnswer(400, Refusal("unknown hash")),
            UnknownCursor.AnswersServerError => new MenuAnswer(500, "<html><body><h1>500 Internal Server Error</h1></body></html>")
            {
                ContentType = "text/html",
            },
            _ => new MenuAnswer(200, Refusal("unknown hash")),
        };
    }

    private MenuAnswer Updates(IReadOnlyList<QueuedEvent> events)
    {
        var times = switches.Duplicates ? 2 : 1;
        var elements = string.Join(", ", events.SelectMany(e => Enumerable.Repeat(e.Json, times)));
        return new MenuAnswer(200, $"{{\"result\": true, \"data\": {{\"updates\": [{elements}]}}}}") { Events = events.Count * times };
    }
}

internal sealed record MenuAnswer(int Status, string Body)
{
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public int Events { get; init; }

    public byte[] Bytes => Encoding.UTF8.GetBytes(Body);
}
