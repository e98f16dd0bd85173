using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Faults;

/// <summary>A machine without a battery for its clock: it starts with a wrong time, and the network sets it right seconds later.</summary>
[Trait("Kind", "Network")]
public sealed class WrongClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Yesterdays_calls_stay_in_yesterdays_report(bool startsIn1970)
    {
        var time = new JumpingTimeProvider(Noon);
        var slow = Wrong(TimeSpan.FromHours(8));
        time.Jump(-slow);
        await using var rig = await FaultRig.Start(bridge => bridge.Boot = 1, time);
        var hall = await rig.Group("Зал");
        await rig.Pass(TimeSpan.FromSeconds(2));
        time.Jump(slow);
        for (var i = 1; i <= 4; i++)
        {
            rig.Bridge.Menu.Table($"t{i}").CallWaiter();
        }
        await rig.Until(
            () => hall.FromBot.Count(message => message.Text.StartsWith("Стол t", StringComparison.Ordinal)) == 4,
            "four calls"
        );
        (await Report("")).ShouldContain("Вызовов: 4");
        await rig.Bridge.Stop();

        // A day later, with the time of the stop.
        time.Advance(TimeSpan.FromHours(24));
        var behind = Wrong(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(30));
        time.Jump(-behind);
        rig.Bridge.Boot = 2;
        await rig.Bridge.Start();
        await rig.Pass(TimeSpan.FromSeconds(3));
        time.Jump(behind);
        rig.Bridge.Menu.Table("t5").CallWaiter();
        await rig.Until(() => hall.FromBot.Any(message => message.Text.StartsWith("Стол t5", StringComparison.Ordinal)), "the fifth call");
        (await Report("")).ShouldContain("Вызовов: 1");
        (await Report(" yesterday")).ShouldContain("Вызовов: 4");
        (await Report(" week")).ShouldContain("Вызовов: 5");
        hall.FromBot.ShouldAllBe(message => !message.Text.Contains("Задержка", StringComparison.Ordinal));

        TimeSpan Wrong(TimeSpan by) => startsIn1970 ? time.GetUtcNow() - DateTimeOffset.UnixEpoch : by;

        async Task<string> Report(string words)
        {
            var before = rig.Manager.PrivateChat.FromBot.Count;
            rig.Manager.Say(rig.Manager.PrivateChat, "/report" + words);
            ShownMessage? found = null;
            await rig.Until(
                () =>
                    (
                        found = rig
                            .Manager.PrivateChat.FromBot.Skip(before)
                            .FirstOrDefault(message => message.Text.StartsWith("📊", StringComparison.Ordinal))
                    )
                        is not null,
                "a report"
            );
            return found!.Text;
        }
    }
}
