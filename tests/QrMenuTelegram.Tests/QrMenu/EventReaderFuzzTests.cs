using System.Text;
using CsCheck;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

[Trait("Kind", "Fuzz")]
public sealed class EventReaderFuzzTests
{
    private static readonly byte[][] Seeds =
    [
        .. new[] { "save_order", "waiter_call", "additional_order", "online_payment", "bill_request" }.Select(Samples.Answer),
        Encoding.UTF8.GetBytes(
            """{"result":true,"data":{"updates":[{"hash":"\ud800\u0000","code":"x","table":"1","order":{"dishes":["a",{"name":"\\\"","count":"1,5"}]}},5,null]}}"""
        ),
    ];

    private static readonly byte[][] Shards =
    [
        .. new[]
        {
            "null",
            "true",
            "[",
            "]",
            "{",
            "}",
            "\"",
            ",",
            ":",
            "\\",
            "\\ud800",
            "\\u0000",
            "1e999",
            "-",
            "0x",
            "NaN",
            "\n",
            "\0",
            "<",
            "//",
            "/*",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF],
        [0xC3],
        [0xEF, 0xBB, 0xBF],
    ];

    private static readonly Gen<byte[]> Mutated = Gen.Select(
            Any(Seeds),
            Gen.Select(Gen.Double.Unit, Gen.Int[0, 12], Gen.OneOf(Any(Shards), Gen.Byte.Array[0, 6])).Array[1, 8]
        )
        .Select(
            (seed, cuts) =>
                cuts.Aggregate(
                    seed,
                    (body, cut) =>
                    {
                        var (where, removed, put) = cut;
                        var at = (int)(where * body.Length);
                        return [.. body[..at], .. put, .. body[Math.Min(body.Length, at + removed)..]];
                    }
                )
        );

    [Fact]
    public void Nothing_that_a_server_sends_makes_the_reader_throw() =>
        Mutated.Sample(
            body =>
            {
                if (EventReader.Read("R", body, Excerpt.Plain) is PollAnswer.Updates updates)
                {
                    foreach (var e in updates.Events)
                    {
                        e.Hash.ShouldNotBeEmpty();
                        e.Understood.ShouldBe(e.Code.Length > 0);
                        IsWellFormed(e.Body + e.Hash + e.Code + e.TableId + e.TableName).ShouldBeTrue();
                    }
                }
            },
            iter: Fuzz.Times(20_000)
        );

    [Fact]
    public void A_zero_in_a_comment_of_an_element_does_not_cut_what_is_kept_of_it() =>
        EventReader
            .Read("R", Encoding.UTF8.GetBytes("""{"data":{"updates":[{"hash":"1","code":"x"/*""" + "\0" + """*/}]}}"""), Excerpt.Plain)
            .ShouldBeOfType<PollAnswer.Updates>()
            .Events.Single()
            .Body.ShouldNotContain('\0');

    [Fact]
    public void Any_cut_of_a_whole_answer_is_an_error() =>
        Gen.Select(Any(Seeds[..5]), Gen.Double.Unit)
            .Sample(
                (seed, where) =>
                    EventReader
                        .Read("R", seed.AsMemory(0, (int)(where * (seed.Length - 2))), Excerpt.Plain)
                        .ShouldBeOfType<PollAnswer.Failed>(),
                iter: 500
            );

    private static Gen<byte[]> Any(byte[][] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    private static bool IsWellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text && !text.Contains('\0');
}
