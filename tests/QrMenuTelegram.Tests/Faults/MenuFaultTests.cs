using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Tests.Faults;

/// <summary>What a restaurant's server can do to us at volume, the whole bridge on real sockets.</summary>
[Trait("Kind", "Network")]
public sealed class MenuFaultTests
{
    // Twice in each order: some 40 KB.
    private static readonly Dish Huge = new(1, new string('x', 20_000), 1);

    [Fact]
    public async Task An_answer_longer_than_is_read_at_once_comes_in_parts_and_loses_nothing()
    {
        await using var rig = await FaultRig.Start();
        var hall = await rig.Group("Зал");
        await rig.Bridge.Menu.GoDown();
        for (var i = 0; i < 900; i++)
        {
            rig.Bridge.Menu.Table("t" + i).SaveOrder(Huge);
        }
        rig.Bridge.Menu.Table("last").CallWaiter();
        await rig.Bridge.Menu.GoUp();
        // Some 40 MB are read and parsed meanwhile, in real time: the answer's time-out must not run out before.
        await rig.Until(() => hall.Times("last\n") > 0, "the last event", step: TimeSpan.FromMilliseconds(50), most: 6000);
        Scalar(rig, "SELECT count(*) FROM events").ShouldBe("901");
        Scalar(rig, "SELECT count(DISTINCT table_name) FROM events").ShouldBe("901");
        Scalar(
                rig,
                "SELECT count(*) FROM events a JOIN events b ON b.id = a.id + 1 WHERE CAST(substr(b.table_name, 2) AS INTEGER) < "
                    + "CAST(substr(a.table_name, 2) AS INTEGER) AND b.table_name <> 'last'"
            )
            .ShouldBe("0");

        // The whole queue again and again, and each time nothing is news.
        await rig.Pass(TimeSpan.FromSeconds(40), step: TimeSpan.FromSeconds(1));
        Scalar(rig, "SELECT count(*) FROM events").ShouldBe("901");
        rig.Bridge.Get<MenuServers>().Statuses[0].Failure.ShouldBeNull();
        rig.Bridge.Log.Lines.Count(line => line.Text.Contains("longer than is read at once")).ShouldBe(1);
        rig.Bridge.Menu.Table("next").CallWaiter();
        await rig.Until(() => hall.Times("next\n") > 0, "the next event");
    }

    [Fact]
    public async Task Where_the_rest_of_a_long_answer_can_not_be_asked_for_that_is_told()
    {
        await using var rig = await FaultRig.Start();
        await rig.Group("Зал");
        for (var i = 0; i < 500; i++)
        {
            rig.Bridge.Menu.Add($$"""{"code":"save_order","table":{{i}},"note":"{{new string('x', 40_000)}}"}""");
        }
        await rig.Until(
            () => rig.Bridge.Get<MenuServers>().Statuses[0].Failure == PollFailure.Unreadable,
            "the failure",
            step: TimeSpan.FromMilliseconds(50),
            most: 6000
        );
        int.Parse(Scalar(rig, "SELECT count(*) FROM events")!).ShouldBeInRange(400, 430);
        await rig.Until(() => rig.Manager.PrivateChat.Times("longer than can be read") > 0, "the alert", step: TimeSpan.FromSeconds(1));
        (await rig.Status()).ShouldContain("longer than can be read");
    }

    private static string? Scalar(FaultRig rig, string sql) =>
        rig.Bridge.Get<Database>().Read(connection => Storage.DatabaseTests.Scalar(connection, sql));
}
