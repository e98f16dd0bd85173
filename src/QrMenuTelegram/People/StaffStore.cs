using Dapper;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.People;

/// <summary>Somebody who serves guests.</summary>
/// <param name="Id">Telegram's user id, also the id of the private chat.</param>
/// <param name="Name">What others read: as a manager renamed the person, else as Telegram says.</param>
/// <param name="TelegramName">As Telegram says.</param>
/// <param name="Username">Without <c>@</c>; null for none.</param>
/// <param name="IsManager">Whether the person may also configure.</param>
/// <param name="PausedUntil">End of the last break, perhaps past; null for none. Steady.</param>
/// <param name="PosServer">The server whose POS knows the person as <paramref name="PosWaiterId"/>; null for none.</param>
/// <param name="PosWaiterId">Who the person is there; null for nobody.</param>
/// <param name="Hears">Whether the bot may write to the person in private.</param>
public sealed record StaffMember(
    long Id,
    string Name,
    string TelegramName,
    string? Username,
    bool IsManager,
    Instant? PausedUntil,
    string? PosServer,
    string? PosWaiterId,
    bool Hears
);

/// <summary>The staff: who serves guests, on a break until when, and who they are in the restaurant's POS.</summary>
public static class StaffStore
{
    private const string Select = """
        SELECT p.id AS Id, ifnull(p.display_name, p.name) AS Name, p.name AS TelegramName, p.username AS Username,
            p.is_manager AS IsManager,
               p.paused_until AS PausedUntil, p.pos_server AS PosServer, p.pos_waiter_id AS PosWaiterId,
               EXISTS (SELECT 1 FROM chats c WHERE c.id = p.id AND c.refused_at IS NULL) AS Hears
        FROM people p
        """;

    /// <summary>Those longest known first.</summary>
    public static IReadOnlyList<StaffMember> All(Transaction transaction) =>
        transaction.Connection.Query<StaffMember>(Select + " WHERE p.is_staff = 1 ORDER BY p.since_at, p.id").AsList();

    /// <summary>Null for one who is not of the staff.</summary>
    public static StaffMember? Find(Transaction transaction, long id) =>
        transaction.Connection.QueryFirstOrDefault<StaffMember>(Select + " WHERE p.id = @id AND p.is_staff = 1", new { id });

    /// <summary>The person, already remembered, is of the staff from now on.</summary>
    /// <returns>False when he was before, or is not known.</returns>
    public static bool Add(Transaction transaction, long id)
    {
        transaction.Signal(Signal.Menus);
        return transaction.Connection.Execute(
                "UPDATE people SET is_staff = 1, removed_at = NULL WHERE id = @id AND is_staff = 0",
                new { id }
            ) > 0;
    }

    /// <summary>
    /// Not of the staff any more, and nobody in the POS; a manager stays one. What hangs on it is for <c>EndOfRights</c>.
    /// </summary>
    public static void Remove(Transaction transaction, long id)
    {
        transaction.Connection.Execute(
            "UPDATE people SET is_staff = 0, pos_server = NULL, pos_waiter_id = NULL, paused_until = NULL WHERE id = @id",
            new { id }
        );
        transaction.Signal(Signal.Menus);
    }

    /// <param name="transaction">Any.</param>
    /// <param name="id">Who.</param>
    /// <param name="name">What others read; null for what Telegram says.</param>
    public static void Rename(Transaction transaction, long id, string? name) =>
        transaction.Connection.Execute("UPDATE people SET display_name = @name WHERE id = @id", new { id, name });

    /// <summary>This is who the person is in the POS, and nobody else is any more.</summary>
    public static void Tie(Transaction transaction, long id, string server, string waiterId)
    {
        transaction.Connection.Execute(
            "UPDATE people SET pos_server = NULL, pos_waiter_id = NULL WHERE pos_server = @server AND pos_waiter_id = @waiterId",
            new { server, waiterId }
        );
        transaction.Connection.Execute(
            "UPDATE people SET pos_server = @server, pos_waiter_id = @waiterId WHERE id = @id",
            new
            {
                id,
                server,
                waiterId,
            }
        );
    }

    public static void Untie(Transaction transaction, long id) =>
        transaction.Connection.Execute("UPDATE people SET pos_server = NULL, pos_waiter_id = NULL WHERE id = @id", new { id });

    /// <param name="transaction">Any.</param>
    /// <param name="id">Who.</param>
    /// <param name="until">Steady; null for back at once.</param>
    public static void Pause(Transaction transaction, long id, Instant? until) =>
        transaction.Connection.Execute("UPDATE people SET paused_until = @until WHERE id = @id", new { id, until });

    /// <summary>When the person's break ends; null when there is none now.</summary>
    public static Instant? PausedUntil(Transaction transaction, long id, Instant now) =>
        transaction.Connection.ExecuteScalar<long?>(
            "SELECT paused_until FROM people WHERE id = @id AND paused_until > @now",
            new { id, now }
        )
            is { } until
            ? new Instant(until)
            : null;
}
