using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Reach;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Reach;

/// <summary>What happens to the ways while nothing is sent, in simulated time.</summary>
public sealed class WayKeeperTests : IDisposable
{
    private static readonly Answer<BotIdentity>.Failed Gone = new(TelegramFailure.Unreachable, "reset");

    private readonly Conversation _talk = new();
    private readonly ScriptedTelegram _direct = new();
    private readonly ScriptedTelegram _relay = new();
    private readonly TelegramWays _ways;
    private readonly WayKeeper _keeper;

    public WayKeeperTests()
    {
        _talk.Type("/subscribe manager");
        _ways = new TelegramWays(
            [new TelegramWay("direct", _direct), new TelegramWay("relay", _relay)],
            _talk.Get<Database>().Signals,
            _talk.Clock,
            NullLogger<TelegramWays>.Instance
        );
        _keeper = new WayKeeper(_ways, _talk.Get<ManagerAlerts>(), _talk.Get<Database>(), _talk.Clock);
    }

    public void Dispose() => _talk.Dispose();

    [Fact]
    public async Task A_way_that_dies_in_a_quiet_hour_is_noticed_and_the_managers_are_told_once_that_has_settled()
    {
        await Pass(TimeSpan.FromMinutes(5));
        var before = Told();
        _direct.MeFails = Gone;
        await Pass(TimeSpan.FromSeconds(20));
        InUse().ShouldBe("relay");
        Told().ShouldBe(before, "it may be over in a moment");
        await Pass(TimeSpan.FromMinutes(1));
        Told()
            .Except(before)
            .ShouldHaveSingleItem()
            .ShouldBe("📡 Telegram теперь доступен через <b>relay</b> вместо <b>direct</b>, с 19:05. Почему: <code>reset</code>");

        _direct.MeFails = null;
        await Pass(TimeSpan.FromMinutes(3) + TimeSpan.FromSeconds(40));
        InUse().ShouldBe("direct");
        await Pass(TimeSpan.FromMinutes(1));
        Told().Except(before).Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_moment_is_told_nobody()
    {
        await Pass(TimeSpan.FromMinutes(1));
        var before = Told();
        _direct.MeFails = Gone;
        await Pass(TimeSpan.FromSeconds(20));
        _relay.MeFails = Gone;
        _direct.MeFails = null;
        await Pass(TimeSpan.FromMinutes(5));
        InUse().ShouldBe("direct");
        Told().ShouldBe(before);
    }

    [Fact]
    public async Task Where_none_works_all_are_asked_each_two_seconds()
    {
        _direct.MeFails = _relay.MeFails = Gone;
        await Pass(TimeSpan.FromMinutes(1));
        _ways.Statuses.ShouldAllBe(way => way.Failure == "reset");
        _relay.MeFails = null;
        await Pass(TimeSpan.FromSeconds(2));
        InUse().ShouldBe("relay");
    }

    private string InUse() => _ways.Statuses.Single(way => way.InUseSince is not null).Name;

    private IReadOnlyList<string> Told() =>
        _talk.Write(t =>
            t.Connection.Query<string>(
                    "SELECT html FROM notices WHERE subject = @subject ORDER BY id",
                    new { subject = ManagerAlerts.Subject }
                )
                .AsList()
        );

    // As the host does: a turn when it is due.
    private async Task Pass(TimeSpan time)
    {
        for (var end = _talk.Clock.Now + time; ; )
        {
            var due = (await _keeper.Turn(TestContext.Current.CancellationToken)).At ?? Instant.Never;
            var next = Instant.Min(due, end);
            _talk.Time.Advance(next.Since(_talk.Clock.Now));
            if (next == end)
            {
                return;
            }
        }
    }
}
