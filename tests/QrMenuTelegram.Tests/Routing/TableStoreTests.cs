using QrMenuTelegram.Routing;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Routing;

public sealed class TableStoreTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void A_table_is_called_as_its_event_says_else_as_an_earlier_one_said_else_by_its_id()
    {
        Learn("28", null).ShouldBe("28");
        Learn("28", "VIP 6").ShouldBe("VIP 6");
        Learn("28", null).ShouldBe("VIP 6");
        Learn("28", "VIP 7").ShouldBe("VIP 7");
        Learn("28", "Терраса", server: "Юг").ShouldBe("Терраса");
        _database.Write(t => TableStore.NameOf(t, "Север", "28"))!.Value.Text.ShouldBe("VIP 7");
        _database.Write(t => TableStore.NameOf(t, "Север", "29")).ShouldBeNull();
    }

    [Fact]
    public void An_event_without_a_table_teaches_none()
    {
        Learn("", "VIP").ShouldBe("VIP");
        Learn("", null).ShouldBe("");
        _database.Write(TableStore.All).ShouldBeEmpty();
    }

    [Fact]
    public void All_are_told_by_server_and_id_with_their_last_event()
    {
        Learn("3", "C", at: 1, code: "save_order");
        Learn("2", "B", at: 2);
        Learn("9", null, server: "Б", at: 3);
        Learn("3", null, at: 4);
        _database
            .Write(TableStore.All)
            .ShouldBe([
                new KnownTable("Б", "9", "9", new(3), "waiter_call"),
                new KnownTable("Север", "2", "B", new(2), "waiter_call"),
                new KnownTable("Север", "3", "C", new(4), "waiter_call"),
            ]);
    }

    private string Learn(string id, string? name, string server = "Север", long at = 5, string code = "waiter_call") =>
        _database.Write(t => TableStore.Learn(t, server, id, name, code, new(at))).Text;
}
