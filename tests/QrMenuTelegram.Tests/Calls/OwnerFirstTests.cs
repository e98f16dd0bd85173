using QrMenuTelegram.Events;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Calls;

/// <summary><c>Calls__HallAfter</c>: the table's owner alone knows of a call at first.</summary>
public sealed class OwnerFirstTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly CallRig _rig = new(("Calls__HallAfter", "00:00:40"));

    public OwnerFirstTests() => _rig.Say(Boss, "/take 5-8");

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void The_hall_gets_it_when_the_owner_does_not_go()
    {
        _rig.Guest(EventCodes.WaiterCall).ShouldHaveSingleItem().ChatId.ShouldBe(Boss.Id);
        _rig.Pass(39 * Second).ShouldBeEmpty();
        _rig.Pass(2 * Second).ShouldHaveSingleItem().ShouldBe(new Seen(Hall.Id, "Стол 6\n🔔 Зовут официанта · 19:02\n[Принять]", false));
        _rig.Pass(60 * Second).Select(seen => seen.ChatId).ShouldBe([Boss.Id, Hall.Id], ignoreOrder: true);
    }

    [Fact]
    public void The_hall_never_hears_of_what_the_owner_took_unless_he_gives_it_back()
    {
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Press(Boss, "Принять", Private(Boss));
        _rig.Pass(120 * Second).ShouldBeEmpty();
        _rig.Press(Boss, "Отпустить", Private(Boss));
        _rig.Pass(41 * Second).ShouldHaveSingleItem().ChatId.ShouldBe(Hall.Id);
    }

    [Fact]
    public void A_table_without_an_owner_is_the_halls_at_once() =>
        _rig.Guest(EventCodes.WaiterCall, table: "20").ShouldHaveSingleItem().ChatId.ShouldBe(Hall.Id);

    [Fact]
    public void What_the_hall_should_have_had_while_the_bridge_was_down_is_late_there()
    {
        _rig.Guest(EventCodes.WaiterCall);
        var dueAt = _rig.Clock.Now + 40_000;
        _rig.Sleep(TimeSpan.FromMinutes(8)).ShouldContain(seen => seen.ChatId == Hall.Id);
        _rig.Count($"SELECT min(created_at) FROM notices WHERE chat_id = {Hall.Id}").ShouldBe(dueAt.Milliseconds);
    }
}
