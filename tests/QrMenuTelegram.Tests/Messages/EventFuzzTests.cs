using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Simulation.Html;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Messages;

/// <summary>From an answer whose every value may be something else to what Telegram would be sent.</summary>
[Trait("Kind", "Fuzz")]
public sealed class EventFuzzTests
{
    private const string Odd = """
        [null, true, false, 0, -0.0, 1e308, -1e308, 0.1, 79228162514264337593543950336, "", " ", "0", "1,5", "0x1", "<b>", "</b>", "&amp;", "&#0;",
         "\u0000", "\ud83d\ude00", "\u202e", "\n\n\n", "{{ table }}", "{% if %}", [], [[]], {}, {"name": {"name": {}}}, [1, "a", null, {}], "NaN", "true"]
        """;

    private static readonly Texts Texts = Texts.Load(new RestaurantOptions(), new MessagesOptions());

    private static readonly string[] OddValues =
    [
        .. JsonDocument.Parse(Odd).RootElement.EnumerateArray().Select(value => value.GetRawText()),
    ];

    private static readonly Gen<(int Where, int What)[]> Changes = Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, OddValues.Length + 2]).Array[
        1,
        12
    ];

    [Fact]
    public void Whatever_stands_in_a_field_the_message_is_one_that_Telegram_takes() =>
        Gen.Select(Gen.Int[0, EventCodes.All.Count - 1], Changes, Gen.Int[0, 1])
            .Sample(
                (code, changes, language) =>
                {
                    var answer = JsonNode.Parse(Samples.Answer(EventCodes.All[code]))!;
                    foreach (var (where, what) in changes)
                    {
                        Change(answer, where, what);
                    }
                    if (EventReader.Read("R", JsonSerializer.SerializeToUtf8Bytes(answer), Excerpt.Plain) is PollAnswer.Updates updates)
                    {
                        foreach (var menuEvent in updates.Events)
                        {
                            var html = Texts.Event(Texts.Languages[language], menuEvent.Card());
                            TextCleaner.Clean(HtmlParser.Parse(html)).CodePoints.ShouldBeInRange(1, 4096);
                        }
                    }
                },
                iter: Fuzz.Times(1_500)
            );

    // One value of the answer becomes another, goes, or is there twice.
    private static void Change(JsonNode answer, int where, int what)
    {
        var all = Below(answer).ToList();
        if (all.Count == 0)
        {
            return;
        }
        var (parent, key, index) = all[where % all.Count];
        var value = what < OddValues.Length ? JsonNode.Parse(OddValues[what]) : null;
        if (parent is JsonObject names)
        {
            if (what == OddValues.Length)
            {
                names.Remove(key!);
            }
            else
            {
                names[key!] = value;
            }
        }
        else if (parent is JsonArray list)
        {
            if (what == OddValues.Length + 1)
            {
                list.Add(list[index]?.DeepClone());
            }
            else
            {
                list[index] = value;
            }
        }
    }

    private static IEnumerable<(JsonNode Parent, string? Key, int Index)> Below(JsonNode node) =>
        node switch
        {
            JsonObject names => names
                .ToList()
                .SelectMany(pair => (pair.Value is null ? [] : Below(pair.Value)).Append((names, pair.Key, 0))),
            JsonArray list => list.SelectMany((item, i) => (item is null ? [] : Below(item)).Append((list, null, i))),
            _ => [],
        };
}
