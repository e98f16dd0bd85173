using System.Globalization;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.People;

/// <summary>Who is a manager from the start, by <c>Telegram__Managers</c>; nobody can remove these in a chat.</summary>
public sealed class ConfiguredManagers(TelegramOptions options)
{
    private readonly HashSet<long> _ids = [.. Read(options.Managers).Ids];

    public bool Contains(long id) => _ids.Contains(id);

    /// <summary>
    /// Called at each start: those named become managers; those named no longer, who were managers for no other
    /// reason, stop being ones.
    /// </summary>
    /// <param name="transaction">Any.</param>
    /// <param name="now">Steady instant.</param>
    /// <param name="end">Ends one manager's rights.</param>
    public void Settle(Transaction transaction, long now, Action<Transaction, long> end)
    {
        // First those who come: they get what those who go leave behind.
        foreach (var id in _ids)
        {
            PeopleStore.MakeManagerBySetting(transaction, id, now);
            StarterStore.Welcome(transaction, id);
        }
        foreach (var person in PeopleStore.ManagersBySetting(transaction).Where(person => !Contains(person.Id)))
        {
            end(transaction, person.Id);
        }
    }

    /// <summary>Reads the setting: the ids, and the words that are none (a user id is a positive number).</summary>
    public static (IReadOnlyList<long> Ids, IReadOnlyList<string> Wrong) Read(string? setting)
    {
        var ids = new List<long>();
        var wrong = new List<string>();
        foreach (var word in (setting ?? "").Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
            {
                ids.Add(id);
            }
            else
            {
                wrong.Add(word);
            }
        }
        return (ids, wrong);
    }
}
