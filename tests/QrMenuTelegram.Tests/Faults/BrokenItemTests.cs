using Dapper;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Calls.Boards;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Operations;
using QrMenuTelegram.People;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Reports;
using QrMenuTelegram.Staff;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Updates;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Faults;

/// <summary>
/// A rule of the schema is broken by one item of each kind of work: it costs that item alone, is logged once, and is not
/// tried again each second.
/// </summary>
public sealed class BrokenItemTests : IDisposable
{
    private readonly CallRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("INSERT ON events WHEN NEW.table_name = '6'")]
    [InlineData("INSERT ON tables WHEN NEW.name = '6'")]
    [InlineData("INSERT ON calls WHEN NEW.table_name = '6'")]
    [InlineData("INSERT ON call_notices WHEN (SELECT table_name FROM calls WHERE id = NEW.call_id) = '6'")]
    public void An_event(string broken)
    {
        Break(broken);
        IReadOnlyList<MenuEvent> events = [.. ((string[])["5", "6", "7"]).Select((table, i) => Called(table, $"h{i}"))];
        var memory = _rig.Write(t => ServerMemory.Load(t, CallRig.Restaurant, TimeSpan.FromMinutes(5), _rig.Clock.Now));
        Take().ShouldBe(new Accepted(3, 0, 1));
        _rig.In(Hall).Count.ShouldBe(2);
        _rig.In(Private(Boss)).ShouldHaveSingleItem().ShouldContain("waiter_call");
        Errors().ShouldHaveSingleItem().ShouldContain("could not be");

        _rig.Time.Advance(TimeSpan.FromSeconds(10));
        Take().Fresh.ShouldBe(0);
        _rig.Write(memory.Save);
        _rig.In(Private(Boss)).Count.ShouldBe(1);

        Accepted Take() => _rig.Get<Accept>().Take(memory, events, TimeSpan.Zero);
    }

    [Fact]
    public async Task An_update()
    {
        Break("INSERT ON boards WHEN NEW.chat_id = -100");
        _rig.Telegram.WillBring(
            new IncomingUpdate.TextMessage(1, Hall, 0, Boss, false, "/board"),
            new IncomingUpdate.TextMessage(2, Cashiers, 0, Boss, false, "/board")
        );
        await _rig.Get<UpdateLoop>().Turn(CancellationToken.None);
        _rig.In(Hall).ShouldHaveSingleItem().ShouldNotContain("Никто не ждёт");
        _rig.In(Cashiers).ShouldHaveSingleItem().ShouldContain("Никто не ждёт");
        _rig.Write(t => StateStore.Get(t, StateStore.UpdateOffset)).ShouldBe(3);
        Errors().ShouldHaveSingleItem().ShouldStartWith("Update 1 ");
    }

    [Theory]
    [InlineData("UPDATE ON calls WHEN OLD.table_name = '6'")]
    [InlineData("UPDATE OF step ON calls WHEN OLD.table_name = '6'")]
    [InlineData("INSERT ON call_notices WHEN NEW.kind = 'reminder' AND (SELECT table_name FROM calls WHERE id = NEW.call_id) = '6'")]
    public void A_reminder(string broken)
    {
        _rig.Guest(EventCodes.WaiterCall, "6");
        _rig.Guest(EventCodes.WaiterCall, "7");
        Break(broken);
        _rig.Pass(TimeSpan.FromSeconds(100)).ShouldHaveSingleItem().Text.ShouldContain("7");
        Errors().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_reminder_that_could_not_be_comes_once_it_can()
    {
        _rig.Guest(EventCodes.WaiterCall, "6");
        Break("UPDATE ON calls WHEN OLD.table_name = '6'");
        _rig.Pass(TimeSpan.FromMinutes(4)).ShouldBeEmpty();
        Errors().ShouldHaveSingleItem();
        Mend();
        _rig.Pass(TimeSpan.FromMinutes(1)).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("INSERT ON notices WHEN NEW.chat_id = -100 AND NEW.alone")]
    [InlineData("DELETE ON report_requests WHEN OLD.chat_id = -100")]
    public void A_report(string broken)
    {
        Break(broken);
        _rig.Say(Boss, "/report", Hall);
        _rig.Say(Boss, "/report", Cashiers);
        for (var turn = 0; turn < 3; turn++)
        {
            _rig.Get<ReportDesk>().Turn();
        }
        _rig.In(Cashiers).ShouldHaveSingleItem();
        Errors().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("UPDATE ON report_times WHEN OLD.chat_id = -200")]
    [InlineData("INSERT ON report_requests WHEN NEW.chat_id = -200")]
    public void A_daily_report(string broken)
    {
        _rig.Say(Boss, "/report at 20:00", Cashiers);
        _rig.Say(Boss, "/report at 20:00", Hall);
        Break(broken);
        _rig.Time.Advance(TimeSpan.FromHours(1));
        _rig.Get<DailyReports>().AskForDue();
        _rig.Time.Advance(TimeSpan.FromMinutes(3));
        _rig.Get<DailyReports>().AskForDue().ShouldBeGreaterThan(_rig.Clock.Now);
        _rig.Count("SELECT count(*) FROM report_requests WHERE chat_id = -100").ShouldBe(1);
        Errors().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_board()
    {
        _rig.Say(Boss, "/board", Hall);
        _rig.Say(Boss, "/board", Cashiers);
        Break("UPDATE ON notices WHEN OLD.id = (SELECT notice_id FROM boards WHERE chat_id = -200)");
        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        _rig.Guest(EventCodes.WaiterCall, "6");
        var boards = _rig.Get<BoardKeeper>();
        boards.Turn().ShouldNotBeNull().ShouldBeGreaterThan(_rig.Clock.Now);
        boards.Turn();
        _rig.In(Hall)[0].ShouldContain("Ждут: 1");
        Errors().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_pin()
    {
        _rig.Say(Boss, "/board", Hall);
        _rig.Say(Boss, "/board", Cashiers);
        Break("UPDATE OF pinned_id ON boards WHEN NEW.chat_id = -200");
        var pins = _rig.Get<BoardPins>();
        for (var turn = 0; turn < 3; turn++)
        {
            await pins.Turn(CancellationToken.None);
        }
        _rig.Telegram.Pinned.Select(pinned => pinned.ChatId).ShouldBe([Cashiers.Id, Hall.Id]);
        Errors().ShouldHaveSingleItem();
    }

    [Fact]
    public void The_end_of_a_shift()
    {
        foreach (var (person, tables) in new[] { (Ivan, "5"), (Olga, "6") })
        {
            _rig.Write(t => StaffStore.Add(t, person.Id));
            _rig.Say(person, "/take " + tables);
        }
        Break("DELETE ON table_owners WHEN OLD.person_id = 11");
        _rig.Time.Advance(TimeSpan.FromHours(30));
        var shifts = _rig.Get<ShiftEnds>();
        shifts.Turn().ShouldNotBeNull().ShouldBeGreaterThan(_rig.Clock.Now);
        shifts.Turn();
        _rig.Count("SELECT group_concat(person_id) FROM table_owners").ShouldBe(11);
        Errors().ShouldHaveSingleItem();
        Mend();
        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        shifts.Turn().ShouldBeNull();
    }

    [Fact]
    public void Pruning()
    {
        _rig.Guest(EventCodes.SaveOrder);
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Pass(TimeSpan.FromHours(10));
        Break("DELETE ON events");
        _rig.Time.Advance(TimeSpan.FromDays(1000));
        var pruning = _rig.Get<Pruning>();
        pruning.Turn();
        pruning.Turn();
        _rig.Count("SELECT count(*) FROM calls").ShouldBe(0);
        _rig.Count("SELECT count(*) FROM table_orders").ShouldBe(0);
        _rig.Count("SELECT count(*) FROM events").ShouldBe(2);
        Errors().ShouldHaveSingleItem();
    }

    [Fact]
    public void What_follows_from_a_fact_of_delivery()
    {
        _rig.Guest(EventCodes.SaveOrder, "6");
        Break("INSERT ON notices WHEN NEW.subject = 'alert'");
        _rig.Write(t => _rig.Get<ChatStates>().Refused(t, Cashiers.Id, RefusalReason.Kicked));
        _rig.Write(t => _rig.Get<ChatStates>().Refused(t, Hall.Id, RefusalReason.Kicked));
        _rig.Guest(EventCodes.WaiterCall, "6");
        _rig.In(Private(Boss)).ShouldHaveSingleItem().ShouldContain("Не дошло в Зал");
        Errors().Count.ShouldBe(2);
        Errors()[0].ShouldStartWith("What follows from ChatRefused could not be done");
    }

    [Theory]
    [InlineData("INSERT ON messages WHEN NEW.chat_id = -1")]
    [InlineData("UPDATE ON notices WHEN OLD.chat_id = -1")]
    [InlineData("UPDATE OF shown_at ON messages WHEN OLD.chat_id = -1")]
    public void A_chat(string broken)
    {
        using var run = new DeliveryRun();
        run.Database.Write(t => t.Connection.Execute(Trigger(broken)));
        run.Wish(-1, "broken");
        run.Wish(-2, "whole");
        run.Pass(TimeSpan.FromMinutes(4));
        run.Telegram.In(-2).ShouldHaveSingleItem();
        run.Log.Lines.ShouldHaveSingleItem().Text.ShouldStartWith("Delivery to chat -1 fails");
        run.Telegram.Requests.Count(request => request.ChatId == -1).ShouldBeLessThan(6);
    }

    private static MenuEvent Called(string table, string hash) =>
        new(
            CallRig.Restaurant,
            hash,
            EventCodes.WaiterCall,
            "id " + table,
            table,
            null,
            null,
            null,
            true,
            $"{{\"code\":\"waiter_call\",\"table\":\"{table}\"}}"
        );

    private void Break(string what) => _rig.Write(t => t.Connection.Execute(Trigger(what)));

    private void Mend() => _rig.Write(t => t.Connection.Execute("DROP TRIGGER broken"));

    // ABORT is what a broken CHECK does.
    private static string Trigger(string what) =>
        $"CREATE TEMP TRIGGER broken BEFORE {what} BEGIN SELECT raise(ABORT, 'broken on purpose'); END";

    private IReadOnlyList<string> Errors() => [.. _rig.Log.Lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text)];
}
