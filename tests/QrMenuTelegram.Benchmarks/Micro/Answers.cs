using System.Text;
using System.Text.Json.Nodes;
using QrMenuTelegram.Events;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Simulation.Menu;

namespace QrMenuTelegram.Benchmarks.Micro;

/// <summary>Answers made of the vendor's samples, each event with a hash of its own.</summary>
internal static class Answers
{
    /// <summary>Before this no hash is given out again.</summary>
    private static uint _lastHash;

    public static byte[] Of(int events)
    {
        var elements = Enumerable
            .Range(0, events)
            .Select(i =>
            {
                var sample = MenuSamples.Event(MenuSamples.Codes[i % MenuSamples.Codes.Count]);
                sample["hash"] = NewHash();
                return sample;
            });
        var answer = new JsonObject
        {
            ["result"] = true,
            ["data"] = new JsonObject { ["updates"] = new JsonArray([.. elements]) },
        };
        return Encoding.UTF8.GetBytes(answer.ToJsonString());
    }

    public static IReadOnlyList<MenuEvent> Read(byte[] answer) =>
        ((PollAnswer.Updates)EventReader.Read("Terrace", answer, Excerpt.Plain)).Events;

    public static MenuEvent Event(string code) => Read(Encoding.UTF8.GetBytes(MenuSamples.Answer(code)))[0];

    public static string NewHash() => $"0x{++_lastHash:x8}";
}
