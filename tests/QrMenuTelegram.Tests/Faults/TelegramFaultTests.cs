using System.Globalization;
using QrMenuTelegram.Operations.Health;
using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Updates;

namespace QrMenuTelegram.Tests.Faults;

/// <summary>What Telegram and the way to it can do to us, the whole bridge on real sockets.</summary>
[Trait("Kind", "Network")]
public sealed class TelegramFaultTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(10_800, false)]
    [InlineData(10_800, true)]
    public async Task Asked_for_patience_it_waits_to_the_end_in_that_chat_or_in_all(int seconds, bool ofAll)
    {
        await using var rig = await FaultRig.Start();
        var (hall, bar) = (await rig.Group("Зал"), await rig.Group("Бар"));
        var wait = TimeSpan.FromSeconds(seconds);
        rig.Bridge.Menu.Table("1").SaveOrder(new Dish(1, "Уха", 300));
        rig.Bridge.Telegram.Faults.Flood(wait, ofAll ? null : hall.Id);
        var begun = rig.Time.GetUtcNow();
        await rig.Until(() => rig.Bridge.Telegram.Log.Throttled > 0, "a 429", step: TimeSpan.FromMilliseconds(100));
        await rig.Pass(
            begun + wait - rig.Time.GetUtcNow() - TimeSpan.FromMilliseconds(100),
            step: seconds > 60 ? TimeSpan.FromMinutes(4) : TimeSpan.FromMilliseconds(100)
        );
        (hall.Times("Стол 1\n"), bar.Times("Стол 1\n")).ShouldBe((0, ofAll ? 0 : 1));
        rig.Bridge.Get<Vitals>().Problems().Any(problem => problem.StartsWith("Telegram: rate limit (429) in")).ShouldBe(seconds > 60);
        await rig.Until(() => (hall.Times("Стол 1\n"), bar.Times("Стол 1\n")) == (1, 1), "what waited, in both chats", step: Second);

        // No chat is asked twice. (On a busy machine a poll may run into its timeout while hours pass, and the manager hear of it.)
        var asked = rig.Bridge.Telegram.Log.Recent.Where(record => record.Outcome == 429).Select(record => record.ChatId).ToList();
        asked.ShouldBeUnique();
        asked.Where(chat => chat == hall.Id || chat == bar.Id).ShouldBe(ofAll ? [hall.Id, bar.Id] : [hall.Id], ignoreOrder: true);
        hall.Times("Задержка доставки").ShouldBe(seconds > 60 ? 1 : 0);
    }

    public static TheoryData<string, Fault, int> Unclear { get; } =
        new()
        {
            { "500", Fault.ServerError(), 1 },
            { "502 of a proxy", Fault.Html(), 1 },
            { "502 after it took effect", Fault.Html(afterEffect: true), 2 },
            { "a page of some Wi-Fi", new Fault.Body(200, "text/html", "<html>log in</html>"), 1 },
            { "a yes and nothing else", new Fault.Body(200, "application/json", """{"ok":true}""", AfterEffect: true), 1 },
            {
                "a yes with a number of another kind",
                new Fault.Body(200, "application/json", """{"ok":true,"result":{"message_id":"many","date":"today"}}""", AfterEffect: true),
                1
            },
            { "403 of a firewall", Fault.Html(403), 1 },
            { "a no without a reason", new Fault.Body(400, "application/json", """{"ok":false,"error_code":400}"""), 1 },
            { "a reset before", new Fault.Reset(AfterEffect: false), 1 },
            { "a reset after", new Fault.Reset(AfterEffect: true), 2 },
            { "no answer, before", new Fault.Hang(AfterEffect: false), 1 },
            { "no answer, after", new Fault.Hang(AfterEffect: true), 2 },
        };

    [Theory]
    [MemberData(nameof(Unclear), DisableDiscoveryEnumeration = true)]
    public async Task What_has_an_unclear_answer_is_sent_again_soon_and_doubled_only_where_it_had_taken_effect(
        string what,
        Fault fault,
        int times
    )
    {
        await using var rig = await FaultRig.Start(bridge => bridge.SendTimeout = TimeSpan.FromMilliseconds(400));
        var hall = await rig.Group("Зал");
        rig.Bridge.Telegram.Faults.Next(fault, "sendMessage", hall.Id);
        rig.Bridge.Menu.Table("1").CallWaiter();
        await rig.Until(() => rig.Bridge.Telegram.Faults.Pending == 0, what);
        await rig.Until(
            () => rig.Bridge.Get<QrMenuTelegram.Delivery.Courier>().Status.Sent > 0 && hall.Times("Стол 1\n") >= times,
            what,
            step: TimeSpan.FromMilliseconds(100)
        );
        await rig.Pass(20 * Second, step: Second);
        hall.Times("Стол 1\n").ShouldBe(times);
    }

    [Fact]
    public async Task One_chat_whose_sends_take_10_s_each_delays_no_other()
    {
        await using var rig = await FaultRig.Start();
        var (slow, bar) = (await rig.Group("Зал"), await rig.Group("Бар"));
        rig.Bridge.Telegram.Faults.Always(new Fault.Delay(10 * Second), "sendMessage", slow.Id);
        for (var i = 0; i < 5; i++)
        {
            var at = rig.Time.GetUtcNow();
            rig.Bridge.Menu.Table("t" + i).CallWaiter();
            await rig.Until(() => bar.Times($"t{i}\n") == 1, "what the other chat shows");
            (rig.Time.GetUtcNow() - at).ShouldBeLessThanOrEqualTo(4 * Second);
            await rig.Pass(4 * Second, step: Second);
        }
        await rig.Pass(TimeSpan.FromMinutes(1), step: 2 * Second);
        for (var i = 0; i < 5; i++)
        {
            slow.Times($"t{i}\n").ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_revoked_token_loses_nothing_is_told_by_health_and_the_right_one_lets_it_go_on()
    {
        await using var rig = await FaultRig.Start();
        var hall = await rig.Group("Зал");
        var token = rig.Bridge.Telegram.Token;
        rig.Bridge.Telegram.Token = "1:revoked";
        for (var i = 0; i < 3; i++)
        {
            rig.Bridge.Menu.Table("t" + i).CallWaiter();
        }
        rig.Manager.Say(hall, "/help");
        await rig.Pass(TimeSpan.FromMinutes(3), step: 2 * Second);
        rig.Bridge.Get<Vitals>().Problems().ShouldContain(problem => problem.StartsWith("Telegram__Token: revoked or wrong since"));
        (rig.Bridge.Telegram.Log.Answered(401) + rig.Bridge.Telegram.Log.Answered(404)).ShouldBeLessThan(40);
        rig.Bridge.Telegram.Token = token;
        await rig.Until(() => hall.Times("t0\n") + hall.Times("t1\n") + hall.Times("t2\n") == 3, "all that waited", step: Second);
        await rig.Until(() => hall.Times("/subscribe") > 0, "the answer to the command", step: Second);
        hall.Times("Задержка доставки").ShouldBeGreaterThan(0);
        await rig.Until(() => rig.Bridge.Get<Vitals>().Problems().Count == 0, "that it is well", step: Second);
    }

    [Fact]
    public async Task While_a_webhook_takes_the_updates_events_are_shown_managers_are_told_once_and_commands_come_afterwards()
    {
        await using var rig = await FaultRig.Start();
        var hall = await rig.Group("Зал");
        rig.Bridge.Telegram.SetWebhook("https://example.org/hook");
        rig.Manager.Say(hall, "/why 5");
        await rig.Pass(40 * Second, step: Second);
        rig.Bridge.Menu.Table("1").CallWaiter();
        await rig.Until(() => hall.Times("Стол 1\n") == 1, "the event");
        await rig.Pass(TimeSpan.FromMinutes(1), step: Second);
        rig.Bridge.Get<UpdateLoop>().Status.Failure.ShouldBe(TelegramFailure.Webhook);
        rig.Bridge.Get<Vitals>().Problems().ShouldContain(problem => problem.Contains("check --remove-webhook"));
        rig.Manager.PrivateChat.Times("check --remove-webhook").ShouldBe(1);
        rig.Bridge.Telegram.SetWebhook(null);
        await rig.Until(() => hall.Times("Стол 5") == 1, "the answer", step: Second);

        // Told anew when there is a new one.
        rig.Bridge.Telegram.SetWebhook("https://example.org/other");
        await rig.Until(() => rig.Manager.PrivateChat.Times("check --remove-webhook") == 2, "a second warning", step: Second);
    }

    [Fact]
    public async Task Where_the_name_of_telegram_is_not_known_events_are_kept_and_shown_once_it_is()
    {
        await using var rig = await FaultRig.Start();
        var hall = await rig.Group("Зал");
        await rig.Bridge.Stop();
        var url = rig.Bridge.Settings["Telegram:ApiUrl"];
        rig.Bridge.Settings["Telegram:ApiUrl"] = "http://api.telegram.invalid";
        await rig.Bridge.Start();
        rig.Bridge.Menu.Table("1").SaveOrder(new Dish(1, "Уха", 300));
        await rig.Pass(TimeSpan.FromMinutes(2), step: 2 * Second);
        rig.Bridge.Get<Vitals>()
            .Problems()
            .ShouldContain(problem => problem.StartsWith("Telegram: since") && problem.Contains("Telegram__Proxy"));
        await rig.Bridge.Stop();
        rig.Bridge.Settings["Telegram:ApiUrl"] = url;
        await rig.Bridge.Start();
        await rig.Until(() => hall.Times("Стол 1\n") == 1, "the event");
        hall.Times("Задержка доставки").ShouldBe(1);
    }

    [Fact]
    public async Task After_six_hours_without_telegram_3000_events_come_calls_first_packed_late_and_within_the_limits()
    {
        await using var rig = await FaultRig.Start();
        var (hall, bar) = (await rig.Group("Зал"), await rig.Group("Бар"));
        rig.Bridge.Telegram.Limits = SendLimits.Exact;
        await rig.Bridge.Telegram.GoDown();
        const int Calls = 300;
        for (var round = 0; round < 100; round++)
        {
            for (var i = 0; i < 30; i++)
            {
                var table = rig.Bridge.Menu.Table(string.Create(CultureInfo.InvariantCulture, $"{(round * 30) + i}"));
                _ = i % 10 == 0 ? table.CallWaiter() : table.SaveOrder(new Dish(1, "Уха", 300));
            }
            await rig.Pass(2 * Second, step: Second);
            await rig.Pass(TimeSpan.FromMinutes(3.6), step: TimeSpan.FromMinutes(1.8));
        }
        await rig.Bridge.Telegram.GoUp();
        var back = rig.Time.GetUtcNow();
        var before = hall.FromBot.Count;
        await rig.Until(() => Tables(hall, "🔔").Count == Calls, "all calls", step: Second);
        (rig.Time.GetUtcNow() - back).ShouldBeLessThan(TimeSpan.FromSeconds(75));
        await rig.Until(() => Tables(hall, "🍽").Count + Tables(bar, "🍽").Count == 2 * 9 * Calls, "all orders", step: Second);
        foreach (var chat in new[] { hall, bar })
        {
            Tables(chat, "🔔").ShouldBe(Enumerable.Range(0, Calls).Select(call => call * 10));
            Tables(chat, "🍽").ShouldBe(Enumerable.Range(0, Calls * 10).Where(table => table % 10 != 0));
        }

        // Every call is there before the first order, and each says how late it is.
        var shown = hall.FromBot.Skip(before).ToList();
        shown
            .FindLastIndex(message => message.Text.Contains("🔔"))
            .ShouldBeLessThanOrEqualTo(shown.FindIndex(message => message.Text.Contains("🍽")));
        shown.ShouldAllBe(message => message.Text.Contains("Задержка доставки"));
        shown[0].Text.ShouldMatch(@"доставки: 5\sч");
        shown.Count.ShouldBeLessThan(Calls);
        rig.Bridge.Telegram.Log.Throttled.ShouldBe(0);
        (rig.Time.GetUtcNow() - back).ShouldBeLessThan(TimeSpan.FromMinutes(20));
    }

    private static List<int> Tables(TelegramChat chat, string sign)
    {
        var tables = new List<int>();
        foreach (var message in chat.FromBot)
        {
            var lines = message.Text.Split('\n');
            for (var i = 1; i < lines.Length; i++)
            {
                if (lines[i].StartsWith(sign, StringComparison.Ordinal) && lines[i - 1].StartsWith("Стол ", StringComparison.Ordinal))
                {
                    tables.Add(int.Parse(lines[i - 1].AsSpan(5), CultureInfo.InvariantCulture));
                }
            }
        }
        return tables;
    }
}
