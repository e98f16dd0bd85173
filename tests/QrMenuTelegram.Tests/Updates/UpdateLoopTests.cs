using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Tests.Updates;

public sealed class UpdateLoopTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly UpdateRig _rig = new("1");

    [Fact]
    public async Task Every_update_is_handled_and_confirmed()
    {
        _rig.Telegram.WillBring(Says(7, "/secret a"), new IncomingUpdate.Other(8), Says(9, "/secret b"));
        (await Turn()).ShouldBe(TimeSpan.Zero);
        Answers().ShouldBe(["heard [a]", "heard [b]"]);
        _rig.Offset.ShouldBe(10);
        _rig.Telegram.WillBring();
        await Turn();
        _rig.Telegram.Offsets.ShouldBe([0, 10]);
    }

    [Fact]
    public async Task After_a_crash_nothing_is_done_twice()
    {
        _rig.Telegram.WillBring(Says(7, "/secret a"));
        await Turn();
        _rig.Start();
        _rig.Telegram.WillBring();
        await Turn();
        _rig.Telegram.Offsets.ShouldBe([0, 8]);
        Answers().ShouldBe(["heard [a]"]);
    }

    [Fact]
    public async Task Effect_reply_and_offset_commit_together_or_not_at_all()
    {
        Sql("CREATE TRIGGER refuse BEFORE INSERT ON state WHEN NEW.name = 'telegram.update_offset' BEGIN SELECT RAISE(ABORT, 'no'); END");
        _rig.Telegram.WillBring(Says(7, "/secret a"));
        (await Turn()).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.4));
        Answers().ShouldBeEmpty();
        _rig.Loop.Status.ShouldSatisfyAllConditions(
            status => status.FailingSince.ShouldBe(_rig.Clock.Now),
            status => status.Failure.ShouldBeNull(),
            status => status.Reason!.ShouldContain("database")
        );

        Sql("DROP TRIGGER refuse");
        _rig.Telegram.WillBring(Says(7, "/secret a"));
        await Turn();
        Answers().ShouldBe(["heard [a]"]);
        _rig.Telegram.Offsets.ShouldBe([0, 0]);
        _rig.Loop.Status.FailingSince.ShouldBeNull();
    }

    [Fact]
    public async Task A_full_disk_loses_no_update()
    {
        await Turn(_rig.Telegram.WillBring);
        Sql("PRAGMA max_page_count = 1");
        var words = new string('x', 3000);
        _rig.Telegram.WillBring([.. Enumerable.Range(7, 50).Select(id => Says(id, $"/secret {id}{words}"))]);
        await Turn();
        var done = Answers().Count;
        done.ShouldBeLessThan(50);
        Sql("PRAGMA max_page_count = 100000");
        _rig.Telegram.WillBring([.. Enumerable.Range(7 + done, 50 - done).Select(id => Says(id, $"/secret {id}"))]);
        await Turn();
        _rig.Telegram.Offsets.Last().ShouldBe(done == 0 ? 0 : 7 + done);
        Answers().Count.ShouldBe(50);
    }

    [Fact]
    public async Task An_update_that_can_not_be_handled_is_passed_over_and_the_person_is_told()
    {
        _rig.Telegram.WillBring(Says(7, "/broken"), Says(8, "/secret a"));
        await Turn();
        Answers()
            .ShouldBe([
                "⚠️ Не получилось: внутренняя ошибка. Ничего не изменилось. Попробуйте ещё раз; если повторится, сообщите тому, кто "
                    + "обслуживает бота.",
                "heard [a]",
            ]);
        _rig.Offset.ShouldBe(9);
        _rig.Log.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Text.Contains("Update 7 (TextMessage)"));
        _rig.Loop.Status.FailingSince.ShouldBeNull();
    }

    [Fact]
    public async Task Updates_that_change_nothing_share_one_commit_and_a_press_among_them_is_not_held_up()
    {
        await Turn(_rig.Telegram.WillBring);
        _rig.Know(UpdateRig.Hall);
        var commits = Commits();
        _rig.Telegram.WillBring([.. Enumerable.Range(10, 99).Select(Strange), Presses(109, "gone:1")]);
        await Turn();
        commits().ShouldBeLessThanOrEqualTo(2, "the answered stranger's number, and all the others");
        _rig.Offset.ShouldBe(110);
        await Eventually.Until(() => !_rig.Telegram.Answered.IsEmpty);

        commits = Commits();
        _rig.Telegram.WillBring([
            .. Enumerable.Range(110, 40).Select(Strange),
            Says(150, "/secret a"),
            .. Enumerable.Range(151, 40).Select(Strange),
        ]);
        await Turn();
        commits().ShouldBe(2);
        _rig.Offset.ShouldBe(191);
    }

    [Fact]
    public async Task Of_updates_that_share_a_commit_a_bad_one_costs_only_itself()
    {
        await Turn(_rig.Telegram.WillBring);
        _rig.Know(UpdateRig.Hall);
        _rig.Telegram.WillBring(Strange(10), Presses(11, "broken:x"), Strange(12), Presses(13, "gone:1"), Says(14, "/secret a"));
        await Turn();
        Answers().ShouldBe(["heard [a]"]);
        await Eventually.Until(() => _rig.Telegram.Answered.Count == 2);
        _rig.Telegram.Answered.Select(answered => answered.QueryId).ShouldBe(["11", "13"]);
        _rig.Offset.ShouldBe(15);
    }

    [Fact]
    public async Task Updates_that_share_a_commit_are_all_asked_for_again_where_it_fails()
    {
        await Turn(_rig.Telegram.WillBring);
        _rig.Know(UpdateRig.Hall);
        Sql("CREATE TRIGGER refuse BEFORE INSERT ON state WHEN NEW.name = 'telegram.update_offset' BEGIN SELECT RAISE(ABORT, 'no'); END");
        _rig.Telegram.WillBring(Presses(10, "gone:1"), Says(11, "/secret a"));
        await Turn();
        Answers().ShouldBeEmpty();
        _rig.Telegram.Answered.ShouldBeEmpty();
        Sql("DROP TRIGGER refuse");
        _rig.Telegram.WillBring(Presses(10, "gone:1"), Says(11, "/secret a"));
        await Turn();
        Answers().ShouldBe(["heard [a]"]);
        await Eventually.Until(() => _rig.Telegram.Answered.Count == 1);
    }

    [Fact]
    public async Task An_update_that_can_not_be_read_is_passed_over_logged_and_counted()
    {
        _rig.Telegram.WillBring(new IncomingUpdate.Unreadable(7), Says(8, "/secret a"));
        _rig.Telegram.WillBring(new IncomingUpdate.Unreadable(9));
        await Turn();
        await Turn();
        Answers().ShouldBe(["heard [a]"]);
        _rig.Offset.ShouldBe(10);
        _rig.Log.Lines.Select(line => line.Text)
            .ShouldContain("Update 9 is in no form that can be read and was passed over (2 since the start).");
    }

    [Fact]
    public async Task A_press_that_can_not_be_handled_is_answered_with_a_box()
    {
        _rig.Telegram.WillBring(Presses(7, "broken:x"));
        await Turn();
        await Eventually.Until(() => !_rig.Telegram.Answered.IsEmpty);
        _rig.Telegram.Answered.ShouldBe([("7", "⚠️ Не получилось: внутренняя ошибка. Ничего не изменилось. Попробуйте ещё раз.", true)]);
    }

    [Fact]
    public async Task A_slow_answer_to_a_press_delays_no_update()
    {
        var answering = new TaskCompletionSource();
        _rig.Telegram.AnswerEnds = () => answering.Task;
        _rig.Telegram.WillBring(Presses(7, "gone:1"), Says(8, "/secret a"));
        await Turn();
        Answers().ShouldBe(["heard [a]"]);
        await Eventually.Until(() => !_rig.Telegram.Answered.IsEmpty);
        answering.SetResult();
    }

    [Fact]
    public async Task A_number_at_random_after_a_quiet_week_is_followed_even_downwards()
    {
        _rig.Telegram.WillBring(Says(900_000, "/secret a"));
        await Turn();
        _rig.Telegram.WillBring(Says(100, "/secret b"));
        await Turn();
        _rig.Telegram.WillBring();
        await Turn();
        _rig.Telegram.Offsets.ShouldBe([0, 900_001, 101]);
        Answers().ShouldBe(["heard [a]", "heard [b]"]);
    }

    [Fact]
    public async Task A_server_that_does_not_hold_polls_is_not_asked_without_end()
    {
        (await Turn(_rig.Telegram.WillBring)).ShouldBe(TimeSpan.FromMilliseconds(500));
        _rig.Telegram.WillBring(() => _rig.Time.Advance(TimeSpan.FromSeconds(30)));
        (await Turn()).ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(TelegramFailure.Unauthorized, 22.5, "Telegram__Token")]
    [InlineData(TelegramFailure.Conflict, 7.5, "another program")]
    [InlineData(TelegramFailure.Webhook, 7.5, "check --remove-webhook")]
    [InlineData(TelegramFailure.Refused, 22.5, "refuses")]
    [InlineData(TelegramFailure.Unreachable, 0.75, "Telegram__Proxy")]
    [InlineData(TelegramFailure.Throttled, 9.5, "wait")]
    public async Task Each_failure_waits_and_is_told_once_when_it_comes_and_once_when_it_is_over(
        TelegramFailure failure,
        double seconds,
        string words
    )
    {
        await Turn(_rig.Telegram.WillBring);
        for (var i = 0; i < 3; i++)
        {
            _rig.Telegram.WillFail(failure, failure == TelegramFailure.Throttled ? TimeSpan.FromSeconds(9) : null);
            var wait = await Turn();
            if (i == 0)
            {
                wait.TotalSeconds.ShouldBe(seconds);
            }
        }
        _rig.Loop.Status.ShouldSatisfyAllConditions(
            status => status.Failure.ShouldBe(failure),
            status => status.FailingSince.ShouldNotBeNull(),
            status => status.Reason!.ShouldContain(words)
        );
        Warnings().ShouldHaveSingleItem().ShouldContain(words);

        await Turn(_rig.Telegram.WillBring);
        _rig.Loop.Status.FailingSince.ShouldBeNull();
        _rig.Log.Lines.Count(line => line.Text.Contains("read again")).ShouldBe(1);
    }

    [Fact]
    public async Task An_unreachable_telegram_is_asked_ever_more_rarely_up_to_30_s()
    {
        await Turn(_rig.Telegram.WillBring);
        var waits = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            _rig.Telegram.WillFail(TelegramFailure.Unreachable);
            waits.Add((await Turn()).TotalSeconds);
        }
        waits.ShouldBe([0.75, 1.5, 3, 6, 12, 22.5, 22.5, 22.5]);
    }

    [Fact]
    public async Task Nothing_is_asked_before_the_bot_knows_who_it_is()
    {
        _rig.Telegram.MeFails = new Answer<BotIdentity>.Failed(TelegramFailure.Unauthorized, "Unauthorized");
        (await Turn()).ShouldBeGreaterThan(TimeSpan.FromSeconds(10));
        _rig.Telegram.Offsets.ShouldBeEmpty();
        _rig.Account.Identity.ShouldBeNull();
        _rig.Telegram.MeFails = null;
        await Turn(_rig.Telegram.WillBring);
        _rig.Account.Identity!.Username.ShouldBe("Hall_Bot");
    }

    [Fact]
    public async Task Another_bots_token_starts_the_offset_anew_and_leaves_old_messages_alone()
    {
        _rig.Telegram.WillBring(Says(7, "/secret a"));
        await Turn();
        _rig.Say(UpdateRig.Anna, "/language");
        _rig.Telegram.Me = new BotIdentity(999, "New_Bot", "Новый");
        _rig.Start();
        await Turn(_rig.Telegram.WillBring);
        _rig.Telegram.Offsets.ShouldBe([0, 0]);
        Warnings().ShouldHaveSingleItem().ShouldContain("another bot (id 4242)");
        _rig.Press(UpdateRig.Anna, "English").ShouldContain("[✓ Русский]", customMessage: "the old message is not edited");
        _rig.IsManager(UpdateRig.Anna).ShouldBeTrue();
        _rig.Start();
        await Turn(_rig.Telegram.WillBring);
        Warnings().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_loop_waits_as_long_as_the_turn_says_and_ends_when_told()
    {
        _rig.Telegram.WillFail(TelegramFailure.Conflict);
        using var host = new WorkerHost([_rig.Loop], _rig.Database.Signals, () => 0.5, _rig.Clock, NullLogger<WorkerHost>.Instance);
        await host.StartAsync(Cancel);
        await Eventually.Until(() => _rig.Telegram.Offsets.Count == 1);
        _rig.Time.Advance(TimeSpan.FromSeconds(7));
        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel);
        _rig.Telegram.Offsets.Count.ShouldBe(1);

        // The wait may have begun after time went on.
        await Eventually.Until(() =>
        {
            _rig.Time.Advance(TimeSpan.FromSeconds(1));
            return _rig.Telegram.Offsets.Count == 2;
        });
        await host.StopAsync(Cancel);
    }

    public void Dispose() => _rig.Dispose();

    private static IncomingUpdate Strange(int id)
    {
        var stranger = new Sender(7000 + id, $"Stranger {id}", null, null);
        return new IncomingUpdate.TextMessage(id, UpdateRig.Private(stranger), 0, stranger, false, "/help");
    }

    // Counts from now on.
    private Func<int> Commits()
    {
        var commits = 0;
        _rig.Database.Passing = step => commits += step == QrMenuTelegram.Storage.WriteStep.Committed ? 1 : 0;
        return () =>
        {
            _rig.Database.Passing = null;
            return commits;
        };
    }

    private static IncomingUpdate Says(int id, string text) =>
        new IncomingUpdate.TextMessage(id, UpdateRig.Hall, 0, UpdateRig.Anna, false, text);

    private static IncomingUpdate Presses(int id, string data) =>
        new IncomingUpdate.ButtonPress(id, id.ToString(), UpdateRig.Anna, UpdateRig.Hall, 0, 1, data);

    private async Task<TimeSpan> Turn()
    {
        var due = await _rig.Loop.Turn(Cancel);
        return due.At!.Value - _rig.Clock.Now;
    }

    private Task<TimeSpan> Turn(Action<IncomingUpdate[]> brings)
    {
        brings([]);
        return Turn();
    }

    private List<string> Answers() => [.. _rig.Notices.Select(notice => TelegramHtml.ToPlain(notice.Html))];

    private List<string> Warnings() => [.. _rig.Log.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text)];

    private void Sql(string sql) =>
        _rig.Write(transaction =>
        {
            using var command = transaction.Connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteNonQuery();
        });
}
