using Dapper;
using QrMenuTelegram.Events;
using QrMenuTelegram.Operations.Start;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Routing;

public sealed class NameKeyTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("А3", "A3")]
    [InlineData("а3", "A3")]
    [InlineData("ВЕРАНДА", "BEPAHДA")]
    [InlineData("й", "и\u0306")]
    [InlineData("Ё", "Е\u0308")]
    [InlineData("Café", "Cafe\u0301")]
    [InlineData("한", "\u1112\u1161\u11AB")]
    [InlineData("が", "か\u3099")]
    [InlineData("VIP", "ＶＩＰ")]
    [InlineData("V\u200BIP\uFEFF", "vip")]
    [InlineData("A\u20111", "A-1")]
    [InlineData("Стол 6", "6")]
    [InlineData("столик №6", "#6")]
    [InlineData("Table A3", "А3")]
    [InlineData("у  окна", "У\u00A0ОКНА")]
    [InlineData("Chef’s", "chef's")]
    public void Names_that_people_read_as_the_same_are_equal(string one, string other) => new TableName(one).ShouldBe(new TableName(other));

    [Theory]
    [InlineData("Зал И", "Зал Й")]
    [InlineData("б1", "6 1")]
    [InlineData("5²", "52")]
    [InlineData("1", "01")]
    [InlineData("Стол у окна", "у окна")]
    [InlineData("Н1", "N1")]
    public void Other_names_are_not(string one, string other) => new TableName(one).ShouldNotBe(new TableName(other));

    [Fact]
    public void A_database_of_an_earlier_version_goes_on_working()
    {
        _database.Write(t =>
            t.Connection.Execute(
                """
                INSERT INTO tables (server, id, name, key, last_event_at, last_code) VALUES ('Центр', '1', 'А3', 'А3', 0, ''), ('Центр',
                    '2', 'VIP', 'VIP', 0, '');
                INSERT INTO halls (id, server, name, key) VALUES (1, '', 'Терраса', 'ТЕРРАСА'), (2, '', 'ТЕPРАСА', 'ТЕPРАСА');
                INSERT INTO hall_tables (hall_id, table_key, table_name) VALUES (1, 'А3', 'А3'), (1, 'A3', 'A3'), (1, 'СТОЛ 6', 'Стол 6');
                INSERT INTO people (id, name, username, since_at) VALUES (7, '', 'anna', 0), (8, 'ㅤ', NULL, 0), (9, 'Иван', NULL, 0);
                """
            )
        );
        for (var start = 0; start < 2; start++)
        {
            _database.Write(NameKeys.Renew);
            _database.Write(PeopleStore.NameTheNameless);
        }
        _database.Write(t =>
        {
            TableStore.All(t).Select(table => table.Name).ShouldBe(["А3", "VIP"]);
            t.Connection.Query<string>("SELECT key FROM tables ORDER BY id").ShouldBe(["A3", "VIP"]);
            HallStore.All(t).Select(hall => hall.Name).ShouldBe(["Терраса", "ТЕPРАСА"], ignoreOrder: true);
            HallStore.All(t).Single(hall => hall.Id == 1).Tables.ShouldContain(new TableName("6"));
            new HallStore(new Routes()).Set(t, null, "терраса", [new TableName("1")]).ShouldBe(1);
            PeopleStore.NameOf(t, 7).ShouldBe("@anna");
            PeopleStore.NameOf(t, 8).ShouldBe("№8");
            PeopleStore.NameOf(t, 9).ShouldBe("Иван");
        });
    }
}
