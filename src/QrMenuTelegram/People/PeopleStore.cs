using Dapper;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.People;

/// <summary>A person the bot has met, or one that <c>Telegram__Managers</c> names.</summary>
/// <param name="Id">Telegram's user id, also the id of the private chat.</param>
/// <param name="Name">First and last name; the id until the person was met.</param>
/// <param name="Username">Without <c>@</c>; null for none.</param>
/// <param name="IsManager">Whether the person may configure.</param>
public sealed record Person(long Id, string Name, string? Username, bool IsManager);

/// <summary>People: what they are called and whether they may configure.</summary>
public static class PeopleStore
{
    private const string Columns = "id AS Id, name AS Name, username AS Username, is_manager AS IsManager";

    /// <summary>Adds the person or renews the name.</summary>
    public static void Remember(Transaction transaction, Sender sender, Instant now) =>
        transaction.Connection.Execute(
            """
            INSERT INTO people (id, name, username, since_at) VALUES (@id, @name, @username, @now)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, username = excluded.username
            WHERE name <> excluded.name OR username IS NOT excluded.username
            """,
            new
            {
                id = sender.Id,
                name = sender.Name,
                username = sender.Username,
                now,
            }
        );

    /// <summary>Gives those whose stored name shows nothing one that does, as <see cref="Sender"/> does for whoever writes.</summary>
    public static void NameTheNameless(Transaction transaction)
    {
        foreach (var person in transaction.Connection.Query<Person>("SELECT " + Columns + " FROM people"))
        {
            var name = PlainText.NameOr(person.Name, person.Username, person.Id);
            if (name != person.Name)
            {
                transaction.Connection.Execute("UPDATE people SET name = @name WHERE id = @id", new { name, id = person.Id });
            }
        }
    }

    public static Person? Find(Transaction transaction, long id) =>
        transaction.Connection.QueryFirstOrDefault<Person>("SELECT " + Columns + " FROM people WHERE id = @id", new { id });

    public static bool IsManager(Transaction transaction, long id) => Find(transaction, id) is { IsManager: true };

    /// <summary>What others read of the person: as a manager renamed him, else as Telegram says.</summary>
    public static string NameOf(Transaction transaction, long id) =>
        transaction.Connection.ExecuteScalar<string?>("SELECT ifnull(display_name, name) FROM people WHERE id = @id", new { id })
        ?? id.ToString();

    public static bool IsStaff(Transaction transaction, long id) =>
        transaction.Connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM people WHERE id = @id AND is_staff = 1)", new { id });

    /// <summary>Whether the person is on a break now.</summary>
    public static bool IsPaused(Transaction transaction, long id, Instant now) =>
        transaction.Connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM people WHERE id = @id AND paused_until > @now)",
            new { id, now }
        );

    /// <summary>All managers, those longest known first.</summary>
    public static IReadOnlyList<Person> Managers(Transaction transaction) =>
        transaction.Connection.Query<Person>("SELECT " + Columns + " FROM people WHERE is_manager = 1 ORDER BY since_at, id").AsList();

    /// <summary>The person, already remembered, may configure from now on.</summary>
    public static void MakeManager(Transaction transaction, long id)
    {
        transaction.Connection.Execute(
            "UPDATE people SET is_manager = 1, by_setting = 0, removed_at = NULL WHERE id = @id AND is_manager = 0",
            new { id }
        );
        transaction.Signal(Signal.Menus);
    }

    /// <summary>Whether rights were taken from the person: then he takes no calls anywhere and hears of none in private.</summary>
    public static bool IsRemoved(Transaction transaction, long id) =>
        transaction.Connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM people WHERE id = @id AND removed_at IS NOT NULL)",
            new { id }
        );

    /// <summary>The person has no rights any more; does nothing for one who still has some.</summary>
    public static void MarkRemoved(Transaction transaction, long id, Instant now) =>
        transaction.Connection.Execute(
            "UPDATE people SET removed_at = @now, paused_until = NULL WHERE id = @id AND is_manager = 0 AND is_staff = 0",
            new { id, now }
        );

    /// <summary>Not a manager any more; what hangs on it is for <c>EndOfRights</c>.</summary>
    public static void RemoveManager(Transaction transaction, long id)
    {
        transaction.Connection.Execute("UPDATE people SET is_manager = 0, by_setting = 0 WHERE id = @id", new { id });
        transaction.Signal(Signal.Menus);
    }

    /// <summary>Makes a manager of somebody the settings name; one who is a manager already stays what he was.</summary>
    internal static void MakeManagerBySetting(Transaction transaction, long id, Instant now)
    {
        transaction.Connection.Execute(
            """
            INSERT INTO people (id, name, is_manager, by_setting, since_at) VALUES (@id, @name, 1, 1, @now)
            ON CONFLICT (id) DO UPDATE SET is_manager = 1, by_setting = 1, removed_at = NULL WHERE is_manager = 0
            """,
            new
            {
                id,
                name = id.ToString(),
                now,
            }
        );
        transaction.Signal(Signal.Menus);
    }

    /// <summary>Those who are managers only because the settings say, or said, so.</summary>
    internal static IReadOnlyList<Person> ManagersBySetting(Transaction transaction) =>
        transaction.Connection.Query<Person>("SELECT " + Columns + " FROM people WHERE is_manager = 1 AND by_setting = 1").AsList();
}
