using Dapper;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Calls;

public sealed class OwnerStoreTests : IDisposable
{
    private const long Anna = 1;
    private const long Boris = 2;
    private const string Centre = "Центр";

    private readonly TestDatabase _database = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 5, 16, 0, 0, TimeSpan.Zero));
    private readonly Clock _clock;
    private OwnerStore _owners;

    public OwnerStoreTests()
    {
        _clock = new Clock(_time);
        _owners = Owners(new CallsOptions());
        Hire(Anna, "Анна");
        Hire(Boris, "Борис");
    }

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Whoever_took_a_table_owns_it_whatever_the_case_of_its_name()
    {
        Take(Anna, null, "5", "VIP 2");
        Owner("5").ShouldBe(Anna);
        Owner("vip  2").ShouldBe(Anna);
        Owner("6").ShouldBeNull();
    }

    [Fact]
    public void Taking_another_ones_table_says_whose_it_was()
    {
        Take(Anna, null, "5", "6");
        Take(Boris, null, "6", "7").ShouldBe(["6 Анна"]);
        (Owner("5"), Owner("6"), Owner("7")).ShouldBe((Anna, Boris, Boris));
        Take(Boris, null, "6").ShouldBeEmpty();
    }

    [Fact]
    public void One_restaurants_table_goes_before_the_same_table_of_every_restaurant()
    {
        Take(Anna, null, "5");
        Take(Boris, "Порт", "5").ShouldBe(["5 Анна"]);
        (Owner("5"), Owner("5", "Порт")).ShouldBe((Anna, Boris));
        Take(Anna, null, "5").ShouldBe(["5 Борис"]);
        Owner("5", "Порт").ShouldBe(Anna);
    }

    [Theory]
    [InlineData("UPDATE people SET paused_until = 1800000000000 WHERE id = 1")]
    [InlineData("UPDATE people SET is_staff = 0 WHERE id = 1")]
    [InlineData("UPDATE chats SET refused_at = 1, refused_reason = 'BlockedByUser', probe_at = 1 WHERE id = 1")]
    [InlineData("DELETE FROM chats WHERE id = 1")]
    public void An_owner_who_is_not_there_is_nobody_and_the_table_nobody_elses(string sql)
    {
        _owners = Owners(new CallsOptions { PosWaiterOwns = true });
        Tie(Boris, "w2");
        Order("5", "w2", "Борис П.");
        Take(Anna, null, "5");
        Owner("5").ShouldBe(Anna);
        Execute(sql);
        Owner("5").ShouldBeNull();
    }

    [Fact]
    public void A_break_that_is_over_is_no_break()
    {
        Take(Anna, null, "5");
        Execute($"UPDATE people SET paused_until = {_clock.Now.Milliseconds} WHERE id = 1");
        Owner("5").ShouldBe(Anna);
    }

    [Fact]
    public void A_manager_may_own_tables_too()
    {
        Execute("UPDATE people SET is_staff = 0, is_manager = 1 WHERE id = 1");
        Take(Anna, null, "5");
        Owner("5").ShouldBe(Anna);
    }

    [Fact]
    public void A_shift_ends_by_itself_and_taking_more_begins_it_anew()
    {
        Take(Anna, null, "5");
        _time.Advance(TimeSpan.FromHours(13));
        Take(Anna, null, "6");
        _time.Advance(TimeSpan.FromHours(2));
        Owner("5").ShouldBe(Anna);
        _database.Write(t => OwnerStore.EndShift(t, Anna, _clock.Now)).ShouldBeEmpty();
        _time.Advance(TimeSpan.FromHours(12));
        Owner("5").ShouldBeNull();
        Text(_database.Write(t => OwnerStore.EndShift(t, Anna, _clock.Now))).ShouldBe(["5 Анна", "6 Анна"]);
        _database.Write(t => OwnerStore.EndShift(t, Anna, _clock.Now)).ShouldBeEmpty();
    }

    [Fact]
    public void Released_is_only_what_is_ones_own()
    {
        Take(Anna, null, "5", "6");
        Take(Boris, null, "7");
        Text(_database.Write(t => _owners.Release(t, Anna, null, Tables("6", "7")))).ShouldBe(["6 Анна"]);
        (Owner("5"), Owner("6"), Owner("7")).ShouldBe((Anna, null, Boris));
        Text(_database.Write(t => _owners.ReleaseAll(t, Anna))).ShouldBe(["5 Анна"]);
        Owner("5").ShouldBeNull();
    }

    [Fact]
    public void The_POS_waiter_of_the_newest_order_owns_the_table_where_the_settings_say_so()
    {
        Tie(Anna, "w1");
        Tie(Boris, "w2");
        Order("5", "w1", "Анна К.");
        Owner("5").ShouldBeNull();
        _owners = Owners(new CallsOptions { PosWaiterOwns = true });
        Owner("5").ShouldBe(Anna);
        Order("5", "w2", "Борис П.");
        Owner("5").ShouldBe(Boris);
        Order("5", "w9", "Кто-то");
        Owner("5").ShouldBeNull();
    }

    [Fact]
    public void An_old_order_and_a_system_user_own_nothing()
    {
        _owners = Owners(new CallsOptions { PosWaiterOwns = true });
        Tie(Anna, "w1");
        Tie(Boris, "0");
        Order("5", "w1", "Анна К.");
        _time.Advance(TimeSpan.FromHours(11));
        Owner("5").ShouldBe(Anna);
        _time.Advance(TimeSpan.FromHours(1));
        Owner("5").ShouldBeNull();
        Order("5", "0", "система");
        Owner("5").ShouldBeNull();
    }

    [Fact]
    public void A_waiter_named_without_an_id_is_known_by_name()
    {
        _owners = Owners(new CallsOptions { PosWaiterOwns = true });
        Tie(Anna, "Анна К.");
        Order("5", null, "Анна К.");
        Owner("5").ShouldBe(Anna);
        Order("6", "w7", null);
        _database
            .Write(t => PosWaiterStore.Since(t, new(0), 9))
            .Select(waiter => (waiter.Id, waiter.Name))
            .ShouldBe([("w7", "w7"), ("Анна К.", "Анна К.")], ignoreOrder: true);
    }

    [Fact]
    public void An_order_without_a_name_keeps_the_name_that_is_known()
    {
        Order("5", "w1", "Анна К.");
        Order("5", "w1", null);
        _database.Write(t => PosWaiterStore.Find(t, Centre, "w1"))!.Name.ShouldBe("Анна К.");
    }

    private IReadOnlyList<string> Take(long person, string? server, params string[] tables) =>
        Text(_database.Write(t => _owners.Take(t, person, server, Tables(tables))));

    private static IReadOnlyList<string> Text(IEnumerable<OwnedTable> tables) =>
        [.. tables.Select(owned => $"{owned.TableName} {owned.PersonName}")];

    private static IReadOnlyList<TableName> Tables(params string[] names) => [.. names.Select(name => new TableName(name))];

    private long? Owner(string table, string server = Centre) =>
        _database.Write(t => _owners.OwnerOf(t, server, "id " + table, new TableName(table)));

    private void Order(string table, string? waiterId, string? waiterName) =>
        _database.Write(t =>
        {
            TableStore.Learn(t, Centre, "id " + table, table, EventCodes.SaveOrder, _clock.Now);
            PosWaiterStore.Learn(t, Centre, "id " + table, new MenuOrder("g", 1, 1, waiterId, waiterName, [], [], []), _clock.Now);
        });

    private void Tie(long person, string waiter) =>
        Execute($"UPDATE people SET pos_server = '{Centre}', pos_waiter_id = '{waiter}' WHERE id = {person}");

    private void Hire(long person, string name) =>
        _database.Write(t =>
        {
            PeopleStore.Remember(t, new Sender(person, name, null, null), _clock.Now);
            ChatStore.Remember(t, new ChatInfo(person, ChatKind.Private, name));
            t.Connection.Execute("UPDATE people SET is_staff = 1 WHERE id = @person", new { person });
        });

    private OwnerStore Owners(CallsOptions options) => new(options, new RestaurantOptions(), _clock);

    private void Execute(string sql) => _database.Write(t => t.Connection.Execute(sql));
}
