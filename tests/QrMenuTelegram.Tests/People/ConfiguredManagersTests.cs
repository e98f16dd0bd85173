using QrMenuTelegram.People;
using QrMenuTelegram.Staff;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.People;

public sealed class ConfiguredManagersTests : IDisposable
{
    private readonly TestDatabase _database = new();

    [Fact]
    public void Who_is_named_no_longer_is_no_manager_any_more()
    {
        Settle(1, 2);
        Managers().ShouldBe([1, 2]);
        Settle(2);
        Managers().ShouldBe([2]);
        Settle();
        Managers().ShouldBeEmpty();
    }

    [Fact]
    public void Who_was_invited_stays_one_though_named_for_a_while()
    {
        _database.Write(transaction =>
        {
            PeopleStore.Remember(transaction, UpdateRig.Anna, new(1));
            PeopleStore.MakeManager(transaction, UpdateRig.Anna.Id);
        });
        Settle(1);
        Settle();
        Managers().ShouldBe([1]);
    }

    [Fact]
    public void A_name_is_learnt_when_the_person_is_met()
    {
        Settle(1);
        _database.Write(transaction => PeopleStore.Remember(transaction, UpdateRig.Anna, new(2)));
        _database.Write(transaction => PeopleStore.Find(transaction, 1)).ShouldBe(new Person(1, "Анна", "anna", true));
    }

    public void Dispose() => _database.Dispose();

    private void Settle(params long[] managers) =>
        _database.Write(transaction =>
            new ConfiguredManagers(new TelegramOptions { Managers = managers.ToHashSet() }).Settle(
                transaction,
                new(1),
                PeopleStore.RemoveManager
            )
        );

    private long[] Managers() => _database.Write(transaction => PeopleStore.Managers(transaction).Select(person => person.Id).ToArray());
}
