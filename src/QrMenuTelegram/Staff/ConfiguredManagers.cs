using QrMenuTelegram.People;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Staff;

/// <summary>Who is a manager from the start, by <c>Telegram__Managers</c>; nobody can remove these in a chat.</summary>
public sealed class ConfiguredManagers(TelegramOptions options)
{
    public bool Contains(long id) => options.Managers.Contains(id);

    /// <summary>
    /// Called at each start: those named become managers; those named no longer, who were managers for no other
    /// reason, stop being ones.
    /// </summary>
    /// <param name="transaction">Any.</param>
    /// <param name="end">Ends one manager's rights.</param>
    public void Settle(Transaction transaction, Instant now, Action<Transaction, long> end)
    {
        // First those who come: they get what those who go leave behind.
        foreach (var id in options.Managers)
        {
            PeopleStore.MakeManagerBySetting(transaction, id, now);
            StarterStore.Welcome(transaction, id);
        }
        foreach (var person in PeopleStore.ManagersBySetting(transaction).Where(person => !Contains(person.Id)))
        {
            end(transaction, person.Id);
        }
    }
}
