using Dapper;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Calls.Boards;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Operations;
using QrMenuTelegram.People;
using QrMenuTelegram.Staff;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Calls;

public sealed class BoardTests : IDisposable
{
    private static readonly ChatInfo Office = new(-300, ChatKind.Supergroup, "Офис");

    private readonly CallRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void It_shows_calls_by_age_and_holder_and_whose_tables_are_whose()
    {
        _rig.Write(t => StaffStore.Add(t, Ivan.Id));
        _rig.Say(Ivan, "/take 5-8");
        _rig.Say(Boss, "/board", Office);
        Board().ShouldBe("✅ Никто не ждёт\n\nСтолы\n🙋 Иван: 5-8\n\nна 19:02");
        _rig.Guest(EventCodes.WaiterCall, "12");
        _rig.Pass(TimeSpan.FromMinutes(3));
        _rig.Guest(EventCodes.WaiterCall, "6");
        Turn();
        Board()
            .ShouldBe(
                """
                Ждут: 2
                🟡 12 · вызов официанта · 3 мин
                🟢 6 · вызов официанта · только что · 🙋 Иван

                Столы
                🙋 Иван: 5-8

                на 19:05
                """
            );
        _rig.Press(Olga, "Принять");
        _rig.Pass(TimeSpan.FromMinutes(6));
        Turn();
        Board().ShouldStartWith("Ждут: 1, идут к 1\n🔴 12 · вызов официанта · 9 мин\n🟠 6 · вызов официанта · 6 мин · 🏃 Ольга\n");
    }

    [Fact]
    public void It_changes_at_most_every_20_seconds_and_only_where_it_reads_otherwise()
    {
        _rig.Say(Boss, "/board", Office);
        var before = Version();
        _rig.Guest(EventCodes.WaiterCall, "12");
        Turn().ShouldBe(_rig.Clock.Now + 20_000);
        Version().ShouldBe(before);
        _rig.Time.Advance(TimeSpan.FromSeconds(20));
        Turn().ShouldBe(_rig.Clock.Now + 30_000);
        Version().ShouldBe(before + 1);
        _rig.Time.Advance(TimeSpan.FromSeconds(30));
        Turn();
        Version().ShouldBe(before + 1, "the age is still below a minute");
        _rig.Time.Advance(TimeSpan.FromSeconds(30));
        Turn();
        Version().ShouldBe(before + 2);
    }

    [Fact]
    public void A_board_that_people_deleted_comes_again_and_is_pinned_again()
    {
        _rig.Say(Boss, "/board", Office);
        Pin();
        var first = Notice();
        _rig.Telegram.Pinned.ShouldBe([(Office.Id, (int)first)]);
        _rig.Write(t => t.Connection.Execute("UPDATE messages SET gone = 1 WHERE id = @first", new { first }));
        Turn();
        _rig.Show();
        Notice().ShouldBeGreaterThan(first);
        Pin();
        _rig.Telegram.Pinned.Count.ShouldBe(2);
        Turn();
        Pin();
        _rig.Telegram.Pinned.Count.ShouldBe(2);
    }

    [Fact]
    public void Without_the_right_to_pin_it_says_so_once_and_goes_on()
    {
        _rig.Telegram.PinFails = new Answer<bool>.Failed(
            TelegramFailure.Refused,
            "Bad Request: not enough rights to manage pinned messages in the chat"
        );
        _rig.Say(Boss, "/board", Office);
        Pin();
        _rig.In(Office)[^1].ShouldStartWith("ℹ️ Не могу закрепить доску");
        var count = _rig.In(Office).Count;
        Pin();
        _rig.Write(t => t.Connection.Execute("UPDATE messages SET gone = 1"));
        Turn();
        _rig.Show();
        Pin();
        _rig.In(Office).Count.ShouldBe(count + 1);
        _rig.In(Office)[^1].ShouldStartWith("✅ Никто не ждёт");
    }

    [Fact]
    public void Trouble_with_Telegram_puts_the_pin_off()
    {
        _rig.Telegram.PinFails = new Answer<bool>.Failed(TelegramFailure.Throttled, "429", TimeSpan.FromSeconds(40));
        _rig.Say(Boss, "/board", Office);
        Pin();
        _rig.Telegram.PinFails = null;
        _rig.Get<BoardPins>().Turn().ShouldBe(_rig.Clock.Now + 40_000);
        _rig.Time.Advance(TimeSpan.FromSeconds(40));
        Pin();
        _rig.Telegram.Pinned.Count.ShouldBe(1);
    }

    [Fact]
    public void It_is_moved_and_taken_down_by_the_same_command()
    {
        _rig.Say(Boss, "/board", Office);
        _rig.Say(Boss, "/board", Office);
        _rig.In(Office).ShouldBe(["Доска теперь ниже, в новом сообщении.", "✅ Никто не ждёт\n\nна 19:02"]);
        _rig.Say(Boss, "/board off", Office).Single().Text.ShouldBe("Доска больше не обновляется. Вернуть: /board");
        _rig.In(Office)[1].ShouldBe("Доску убрали.");
        _rig.Say(Boss, "/board off", Office).Single().Text.ShouldBe("Здесь нет доски. Показать: /board");
        _rig.Say(Ivan, "/board", Office).Single().Text.ShouldBe("Извините, эта команда только для менеджеров.");
        Turn().ShouldBeNull();
    }

    [Fact]
    public void The_one_before_is_unpinned_when_it_is_moved_and_when_it_is_taken_down()
    {
        _rig.Say(Boss, "/board", Office);
        Pin();
        var first = (int)Notice();
        _rig.Say(Boss, "/board", Office);
        Pin();
        var second = (int)Notice();
        _rig.Telegram.Unpinned.ShouldBe([(Office.Id, first)]);
        _rig.Telegram.Pinned.ShouldBe([(Office.Id, first), (Office.Id, second)]);
        _rig.Say(Boss, "/board off", Office);
        Pin();
        _rig.Telegram.Unpinned.ShouldBe([(Office.Id, first), (Office.Id, second)]);
        _rig.Count("SELECT count(*) FROM boards").ShouldBe(0);
        _rig.Get<BoardPins>().Turn().ShouldBeNull();
    }

    [Fact]
    public void One_that_could_not_be_unpinned_yet_is_unpinned_later_also_when_a_new_one_came_meanwhile()
    {
        _rig.Say(Boss, "/board", Office);
        Pin();
        var first = (int)Notice();
        _rig.Say(Boss, "/board off", Office);
        _rig.Telegram.UnpinFails = new Answer<bool>.Failed(TelegramFailure.Unreachable, "away");
        Pin();
        _rig.Say(Boss, "/board off", Office).Single().Text.ShouldBe("Здесь нет доски. Показать: /board");
        _rig.Say(Boss, "/board", Office);
        _rig.Telegram.UnpinFails = null;
        _rig.Time.Advance(TimeSpan.FromSeconds(30));
        Pin();
        _rig.Telegram.Unpinned.ShouldBe([(Office.Id, first)]);
        _rig.Telegram.Pinned[^1].ShouldBe((Office.Id, (int)Notice()));
        _rig.Count("SELECT pinned_id FROM boards").ShouldBe(Notice());
    }

    [Fact]
    public void Pruning_leaves_it_alone()
    {
        _rig.Say(Boss, "/board", Office);
        _rig.Time.Advance(TimeSpan.FromDays(400));
        _rig.Get<Pruning>().Turn();
        Board().ShouldStartWith("✅ Никто не ждёт");
    }

    [Fact]
    public void It_goes_with_its_group_to_the_new_id_even_when_that_is_known_already()
    {
        const long grown = -1_000_000_000_300;
        _rig.Say(Boss, "/board", Office);
        _rig.Say(Boss, "/mute 30m 5-8", Office);
        _rig.Write(t =>
            t.Connection.Execute("INSERT INTO report_times (chat_id, minute, due_at) VALUES (@id, 1, 1)", new { id = Office.Id })
        );
        _rig.Write(t => ChatStore.Remember(t, new ChatInfo(grown, ChatKind.Supergroup, "Офис")));
        _rig.Write(t => _rig.Get<ChatStates>().Migrate(t, Office.Id, grown));
        foreach (var table in new[] { "boards", "mutes", "report_times" })
        {
            _rig.Count($"SELECT chat_id FROM {table}").ShouldBe(grown, table);
        }
        Turn();
        _rig.Show();
        _rig.Count(
                "SELECT n.chat_id FROM boards b JOIN notices n ON n.id = b.notice_id JOIN messages m ON m.id = n.message_id WHERE "
                    + "m.gone = 0"
            )
            .ShouldBe(grown);
    }

    [Fact]
    public void When_its_topic_is_deleted_it_is_the_chats()
    {
        _rig.Write(t => ChatStore.Remember(t, Office));
        _rig.Write(t => _rig.Get<BoardKeeper>().Start(t, new Destination(Office.Id, 5), "ru"));
        _rig.Write(t =>
            t.Connection.Execute(
                "INSERT INTO report_times (chat_id, topic_id, minute, due_at) VALUES (@id, 5, 1, 1)",
                new { id = Office.Id }
            )
        );
        _rig.Write(t =>
            t.Connection.Execute(
                "INSERT INTO mutes (chat_id, topic_id, until_at, created_by) VALUES (@id, 5, 1, 1)",
                new { id = Office.Id }
            )
        );
        _rig.Write(t => _rig.Get<ChatStates>().LoseTopic(t, Office.Id, 5));
        _rig.Count("SELECT topic_id FROM boards").ShouldBe(0);
        _rig.Count("SELECT topic_id FROM report_times").ShouldBe(0);
        _rig.Count("SELECT count(*) FROM mutes").ShouldBe(0);
    }

    [Fact]
    public void A_chat_that_refuses_is_left_alone_until_it_is_back()
    {
        _rig.Say(Boss, "/board", Office);
        _rig.Write(t => _rig.Get<ChatStates>().Refused(t, Office.Id, RefusalReason.Kicked));
        var before = Version();
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Time.Advance(TimeSpan.FromMinutes(2));
        Turn();
        Version().ShouldBe(before);
        _rig.Write(t => t.Connection.Execute("UPDATE chats SET refused_at = NULL, refused_reason = NULL, probe_at = NULL"));
        Turn();
        Version().ShouldBe(before + 1);
    }

    [Fact]
    public void Shifts_that_are_over_are_told_once_and_gone_from_it()
    {
        _rig.Write(t => StaffStore.Add(t, Ivan.Id));
        _rig.Say(Ivan, "/take 5-8");
        _rig.Say(Boss, "/board", Office);
        _rig.Get<ShiftEnds>().Turn().ShouldBe(_rig.Clock.Now + 14 * 3_600_000L);
        _rig.Time.Advance(TimeSpan.FromHours(14));
        _rig.Get<ShiftEnds>().Turn().ShouldBeNull();
        _rig.In(Private(Ivan))[^1].ShouldBe("⏰ Смена окончена, столы отпущены: 5-8. Взять снова: /take");
        _rig.Get<ShiftEnds>().Turn();
        _rig.In(Private(Ivan)).Count.ShouldBe(2);
        Turn();
        Board().ShouldNotContain("Иван");
    }

    [Theory]
    [InlineData("00:02:00,00:05:00,00:08:00", 0, "🟢")]
    [InlineData("00:02:00,00:05:00,00:08:00", 120, "🟡")]
    [InlineData("00:02:00,00:05:00,00:08:00", 300, "🟠")]
    [InlineData("00:02:00,00:05:00,00:08:00", 480, "🔴")]
    [InlineData("2m,2m,8m", 120, "🟠")]
    [InlineData("2m,5m,8m", 299, "🟡")]
    public void Ages_have_colours(string steps, int seconds, string colour) =>
        Given
            .Read(read => new CallsOptions(read), ("Calls__AgeSteps", steps))
            .AgeSteps.Colour(TimeSpan.FromSeconds(seconds))
            .ShouldBe(colour);

    private Instant? Turn() => _rig.Get<BoardKeeper>().Turn();

    private void Pin() => Spend(() => _rig.Get<BoardPins>().Turn());

    private void Spend(Action work)
    {
        work();
        _rig.Show();
    }

    private long Notice() => _rig.Count("SELECT notice_id FROM boards");

    private long Version() => _rig.Count("SELECT n.version FROM notices n JOIN boards b ON b.notice_id = n.id");

    private string Board()
    {
        var id = Notice();
        return TelegramHtml.ToPlain(_rig.Notices.Single(notice => notice.Id == id).Html).Replace('\u00A0', ' ');
    }
}
