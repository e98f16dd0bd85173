using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Alarms;

/// <summary>What an alarm says, in the restaurant's language, as plain text.</summary>
public sealed class AlarmTexts(Texts texts, ServerNames servers, Clock clock)
{
    /// <summary>A subject, and a short message, must be read at a glance.</summary>
    private const int MostInSubject = 5;

    private const int MostInBody = 50;

    /// <summary>The servers of the restaurant, by their names.</summary>
    public string Restaurant { get; } = string.Join(", ", servers.All);

    /// <summary>One line, also for a short message.</summary>
    public string Subject(AlarmNews news) =>
        texts.Plain(
            texts.Languages[0],
            TextKeys.Alarm.Subject,
            ("kind", Name(news.Kind)),
            ("restaurant", Restaurant),
            ("tables", news.Calls.Select(call => call.Table).Distinct().Take(MostInSubject).ToList()),
            ("more", Math.Max(0, news.Calls.Select(call => call.Table).Distinct().Count() - MostInSubject))
        );

    public string Body(AlarmNews news) =>
        texts.Plain(
            texts.Languages[0],
            TextKeys.Alarm.Body,
            ("kind", Name(news.Kind)),
            ("restaurant", Restaurant),
            ("since", clock.ToWall(news.Since)),
            ("until", clock.ToWall(news.Until)),
            (
                "calls",
                news.Calls.Take(MostInBody)
                    .Select(call =>
                        new (string, object?)[]
                        {
                            ("table", call.Table),
                            ("bill", call.Code == EventCodes.BillRequest),
                            ("since", clock.ToWall(call.Since)),
                            ("waits", news.Until - call.Since),
                            ("restaurant", servers.All.Count > 1 ? call.Server : null),
                        }
                    )
                    .ToList()
            ),
            ("more", Math.Max(0, news.Calls.Count - MostInBody))
        );

    /// <summary>As texts and addresses know it.</summary>
    public static string Name(AlarmKind kind) =>
        kind switch
        {
            AlarmKind.Raised => "raised",
            AlarmKind.Over => "over",
            AlarmKind.Test => "test",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
