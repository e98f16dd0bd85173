using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Updates;

/// <summary>The loop against a Bot API server over real HTTP, time advanced by the test.</summary>
public sealed class UpdateLoopOverHttpTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly UpdateRig _rig = new("1, 2");
    private SimulatedTelegram _telegram = null!;
    private TelegramGateway _gateway = null!;
    private Person _anna = null!;
    private Person _boris = null!;
    private TelegramChat _hall = null!;

    public static TheoryData<Fault, TelegramFailure> Faults { get; } =
        new()
        {
            { Fault.Unauthorized(), TelegramFailure.Unauthorized },
            {
                new Fault.Refusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"),
                TelegramFailure.Conflict
            },
            { Fault.TooManyRequests(9), TelegramFailure.Throttled },
            { Fault.ServerError(), TelegramFailure.Unreachable },
            { Fault.Html(), TelegramFailure.Unreachable },
            { new Fault.Body(200, "text/html", "<html>log in here</html>"), TelegramFailure.Unreachable },
            { new Fault.Reset(AfterEffect: true), TelegramFailure.Unreachable },
            { new Fault.CutAnswer(), TelegramFailure.Unreachable },
        };

    public async ValueTask InitializeAsync()
    {
        _telegram = await SimulatedTelegram.Start(_rig.Time);
        _gateway = new TelegramGateway(Given.Telegram(_telegram.Token, _telegram.ApiUrl));
        _anna = _telegram.AddPerson("Анна", username: "anna", id: 1);
        _boris = _telegram.AddPerson("Борис", id: 2);
        _hall = _telegram.World.AddForum("Зал", "Веранда").AddBot(_anna);
        _rig.Start(_gateway);
    }

    public async ValueTask DisposeAsync()
    {
        _gateway.Dispose();
        await _telegram.DisposeAsync();
        _rig.Dispose();
    }

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Whatever_breaks_loses_no_update_doubles_none_and_asks_no_more_than_once_a_second_in_the_end(
        Fault fault,
        TelegramFailure failure
    )
    {
        await Turn();
        var asked = _telegram.Log.Count("getUpdates");
        _anna.Say(_hall, "/secret a");
        var end = _telegram.Faults.Always(fault, "getUpdates");
        var waited = TimeSpan.Zero;
        while (waited < TimeSpan.FromMinutes(2))
        {
            var wait = await Turn();
            wait.ShouldBeGreaterThan(TimeSpan.FromSeconds(0.4));
            _rig.Loop.Status.Failure.ShouldBe(failure);
            waited += wait;
        }
        (_telegram.Log.Count("getUpdates") - asked).ShouldBeLessThan(20);
        _rig.Loop.Status.Reason!.ShouldNotContain(_telegram.Token);

        end.Dispose();
        await Turn();
        _rig.Loop.Status.FailingSince.ShouldBeNull();
        Answers().ShouldBe(["heard [a]"]);
    }

    [Fact]
    public async Task A_crash_after_the_commit_and_before_the_next_poll_does_nothing_twice()
    {
        await Turn();
        _anna.Say(_hall, "/secret a");
        await Turn();
        _rig.Start(_gateway);
        _anna.Say(_hall, "/secret b");
        await Turn();
        Answers().ShouldBe(["heard [a]", "heard [b]"]);
        _telegram.PendingUpdates.ShouldBe(1, "the last one is confirmed by the next poll");
    }

    [Fact]
    public async Task Commands_in_topics_are_answered_there_also_with_privacy_and_the_bots_name()
    {
        await Turn();
        _anna.Say(_hall, _hall.Topics[0], "/secret@" + SimulatedTelegram.BotUsername + " a");
        await Turn();
        await _rig.Deliver(_gateway);
        _hall.Last.TopicId.ShouldBe(_hall.Topics[0].Id);
    }

    [Fact]
    public async Task A_press_is_answered_once_and_an_answer_that_comes_too_late_harms_nothing()
    {
        await Turn();
        _anna.Say(_hall, "/secret a");
        await Turn();
        await _rig.Deliver(_gateway);
        var press = _boris.PressData(_hall.Last, "gone:1");
        await Turn();
        (await press.Answer).Text.ShouldBe("Эта кнопка устарела. Повторите команду.");
        _telegram.Log.Count("answerCallbackQuery").ShouldBe(1);

        _telegram.Faults.Next(
            Fault.BadRequest("query is too old and response timeout expired or query ID is invalid"),
            "answerCallbackQuery"
        );
        _boris.PressData(_hall.Last, "gone:1");
        await Turn();
        await _telegram.WaitFor(() => _telegram.Log.Count("answerCallbackQuery") == 2);
        _anna.Say(_hall, "/secret b");
        await Turn();
        Answers().ShouldBe(["heard [a]", "heard [b]"]);
    }

    [Fact]
    public async Task Of_two_who_press_at_once_one_wins_and_the_other_is_told()
    {
        using var rig = new UpdateRig();
        foreach (var person in new[] { UpdateRig.Anna, UpdateRig.Boris, UpdateRig.Stranger })
        {
            rig.Appoint(person);
        }
        rig.Start(_gateway);
        await rig.Loop.Turn(Cancel);
        _anna.Say("/managers");
        await rig.Loop.Turn(Cancel);
        _boris.Say("/managers");
        await rig.Loop.Turn(Cancel);
        await rig.Deliver(_gateway);
        var first = _anna.PressData(_anna.PrivateChat.Last, "managers:remove:666");
        var second = _boris.PressData(_boris.PrivateChat.Last, "managers:remove:666");
        await rig.Loop.Turn(Cancel);
        (await first.Answer).Text.ShouldBe("Больше не менеджер: Eve");
        (await second.Answer).Text.ShouldBe("Этот человек уже не менеджер.");
    }

    [Fact]
    public async Task The_whole_way_of_the_first_manager()
    {
        using var rig = new UpdateRig();
        rig.Start(_gateway);
        await rig.Loop.Turn(Cancel);
        var link = rig.Log.Lines.Single(line => line.Text.Contains("?start=")).Text;
        link.ShouldContain($"https://t.me/{SimulatedTelegram.BotUsername}?start=");
        _anna.Start(link.Split("?start=")[1].Split(' ')[0]);
        await rig.Loop.Turn(Cancel);
        await rig.Deliver(_gateway);
        _anna.PrivateChat.Last.Text.ShouldStartWith("Анна, теперь вы менеджер.");
        var group = _telegram.World.AddGroup("Кухня").AddBot(_anna);
        await rig.Loop.Turn(Cancel);
        await rig.Deliver(_gateway);
        group.Last.Text.ShouldBe("Здравствуйте! Я присылаю вызовы гостей из QR-меню. Для кого эта группа?");
    }

    [Fact]
    public async Task A_group_that_becomes_a_supergroup_is_followed()
    {
        var group = _telegram.World.AddGroup("Бар").AddBot(_anna);
        _anna.Say(group, "/language en");
        await Turn();
        var bar = group.Upgrade(_anna);
        await Turn();
        _rig.Chat(group.Id).ShouldBeNull();
        _rig.Chat(bar.Id)!.Language.ShouldBe("en");
    }

    private async Task<TimeSpan> Turn()
    {
        var due = await _rig.Loop.Turn(Cancel);
        return due.At!.Value - _rig.Clock.Now;
    }

    private List<string> Answers() =>
        [
            .. _rig
                .Notices.Select(notice => TelegramHtml.ToPlain(notice.Html))
                .Where(text => text.StartsWith("heard", StringComparison.Ordinal)),
        ];
}
