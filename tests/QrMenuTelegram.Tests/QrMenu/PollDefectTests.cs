using Microsoft.Extensions.Logging;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

/// <summary>A defect of the bridge itself costs as little as it can: one poll, one alert; never the loop.</summary>
public sealed class PollDefectTests : IDisposable
{
    private readonly PollingRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_poll_that_throws_is_one_failed_poll_and_the_next_brings_what_came()
    {
        _rig.Start();
        await _rig.Pass(1);
        _rig.Server.Make(table: "1");
        _rig.Server.Meanwhile = () => throw new InvalidOperationException("secret");
        await _rig.Pass(5);
        _rig.Announced.ShouldBeEmpty();
        (_rig.Poller.Status.Failure, _rig.Poller.Status.FailingSince is null).ShouldBe((PollFailure.Unreachable, false));
        _rig.Log.Lines.ShouldContain(line =>
            line.Level == LogLevel.Error && line.Text.StartsWith("R: a poll failed by a defect of the bridge", StringComparison.Ordinal)
        );
        _rig.Log.Lines.ShouldContain(line => line.Text == "R: no events, Unreachable: the poll itself failed (InvalidOperationException)");

        _rig.Server.Meanwhile = null;
        await _rig.Pass(15);
        _rig.Announced.ShouldHaveSingleItem().Event.TableId.ShouldBe("1");
        _rig.Poller.Status.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task An_event_that_neither_its_chats_nor_the_managers_can_be_told_is_kept_counted_and_in_the_log()
    {
        _rig.Announcing = table =>
        {
            if (table == "2")
            {
                throw new FormatException("Ivan ordered");
            }
        };
        _rig.Telling = () => throw new FormatException("and Ivan again");
        _rig.Start();
        foreach (var table in new[] { "1", "2", "3" })
        {
            _rig.Server.Make(table: table);
        }
        await _rig.Pass(1);
        _rig.Count("SELECT group_concat(table_id, '') FROM calls").ShouldBe(13);
        _rig.Alerts.ShouldBeEmpty();
        _rig.Poller.Status.NotAnnounced.ShouldBe(1);
        _rig.Log.Lines.Select(line => line.Text.Split('\n')[0])
            .ShouldBe([
                "R: event 2 could not be announced (SqliteException), managers get it as it is",
                "R: event 2 could not be told to the managers either (SqliteException)",
            ]);
        _rig.Log.Lines.ShouldAllBe(line => !line.Text.Contains("Ivan"));
        await _rig.Pass(60);
        _rig.Log.Lines.Count.ShouldBe(2);
    }
}
