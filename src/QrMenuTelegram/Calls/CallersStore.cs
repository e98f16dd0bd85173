using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>Somebody who took or closed calls.</summary>
/// <param name="Id">Telegram's user id.</param>
/// <param name="Name">What others read.</param>
public sealed record Caller(long Id, string Name);

/// <summary>Who takes calls without being of the staff: in a group whoever is in it may.</summary>
public static class CallersStore
{
    /// <param name="transaction">Any.</param>
    /// <param name="since">Calls opened since then are looked at; steady.</param>
    /// <param name="most">How many people.</param>
    public static IReadOnlyList<Caller> NotStaff(Transaction transaction, Instant since, int most) =>
        transaction
            .Connection.Query<Caller>(
                """
                SELECT p.id AS Id, ifnull(p.display_name, p.name) AS Name FROM people p
                WHERE p.is_staff = 0 AND p.id IN (
                    SELECT claimed_by FROM calls WHERE opened_at >= @since UNION SELECT closed_by FROM calls WHERE opened_at >= @since)
                ORDER BY Name, p.id LIMIT @most
                """,
                new { since, most }
            )
            .AsList();
}
