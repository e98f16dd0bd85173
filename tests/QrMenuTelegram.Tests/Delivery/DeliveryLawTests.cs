using System.Text.RegularExpressions;
using CsCheck;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

/// <summary>What holds whatever the traffic: random wishes, changes, waits, crashes, slow and lost answers.</summary>
public sealed partial class DeliveryLawTests
{
    private enum Kind
    {
        Wish,
        Burst,
        Change,
        Wait,
        Crash,
        Fault,
    }

    private sealed record Act(Kind Kind, int Chat, int Urgency, int Amount);

    private static readonly Gen<Act> AnAct =
        from kind in Gen.Frequency(
            (6, Gen.Const(Kind.Wish)),
            (2, Gen.Const(Kind.Burst)),
            (3, Gen.Const(Kind.Change)),
            (6, Gen.Const(Kind.Wait)),
            (1, Gen.Const(Kind.Crash)),
            (1, Gen.Const(Kind.Fault))
        )
        from chat in Gen.Int[0, 7]
        from urgency in Gen.Int[0, 4]
        from amount in Gen.Int[1, 60]
        select new Act(kind, chat, urgency, amount);

    [Fact]
    public void Whatever_happens_no_limit_is_broken_nothing_is_lost_and_order_is_kept() =>
        Gen.Select(AnAct.Array[1, 80], Gen.Int[0, 1_000_000]).Sample((acts, seed) => Play(acts, new Random(seed)), iter: 25, threads: 1);

    private static void Play(Act[] acts, Random random)
    {
        using var run = new DeliveryRun();
        run.Telegram.Travel = () => (random.Next(5, 400), random.Next(5, 400));
        var wished = new List<(long Id, long Chat, int Urgency)>();
        foreach (var act in acts)
        {
            var chat = act.Chat < 2 ? act.Chat + 1 : -act.Chat;
            switch (act.Kind)
            {
                case Kind.Wish:
                    Wish(chat, act.Urgency);
                    break;
                case Kind.Burst:
                    for (var i = 0; i < act.Amount; i++)
                    {
                        Wish(chat, (act.Urgency + i) % 5);
                    }
                    break;
                case Kind.Change when wished.Count > 0:
                    var (id, _, _) = wished[act.Amount % wished.Count];
                    run.Change(id, $"[{id}] v{random.Next(1000)}");
                    break;
                case Kind.Wait:
                    run.Pass(TimeSpan.FromMilliseconds(act.Amount * act.Amount * 5));
                    break;
                case Kind.Crash:
                    run.Crash(_ => random.Next(2) == 0);
                    break;
                case Kind.Fault:
                    var left = act.Amount % 4;
                    run.Telegram.Decide = _ => left-- > 0 ? new(new SendOutcome.Unknown("reset"), TakesEffect: random.Next(2) == 0) : null;
                    break;
            }
        }
        run.Telegram.Decide = _ => null;
        run.Pass(TimeSpan.FromMinutes(20));

        run.Telegram.Throttled.ShouldBe(0);
        run.Count("SELECT count(*) FROM notices WHERE shown_version < version").ShouldBe(0);
        foreach (var chat in wished.GroupBy(wish => wish.Chat))
        {
            HoldsOrder(run, chat.Key, chat.ToDictionary(wish => wish.Id, wish => wish.Urgency));
        }

        void Wish(long chat, int urgency)
        {
            var id = wished.Count + 1;
            run.Wish(chat, $"[{id}] v0", (Urgency)urgency).ShouldBe(id);
            wished.Add((id, chat, urgency));
        }
    }

    // The first time each notice is shown, those of one urgency come in the order they were wished.
    private static void HoldsOrder(DeliveryRun run, long chat, Dictionary<long, int> urgencies)
    {
        var first = new List<long>();
        foreach (var message in run.Telegram.In(chat).OrderBy(message => message.At))
        {
            foreach (Match mark in Mark().Matches(message.Text))
            {
                var id = long.Parse(mark.Groups[1].Value);
                if (!first.Contains(id))
                {
                    first.Add(id);
                }
            }
        }
        first.Order().ShouldBe(urgencies.Keys.Order());
        foreach (var urgency in first.GroupBy(id => urgencies[id]))
        {
            urgency.ToList().ShouldBe([.. urgency.Order()], customMessage: $"chat {chat}, urgency {urgency.Key}");
        }
    }

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Mark();
}
