using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Commands;

/// <summary>People without rights on whom something still hangs, as an earlier version of the program left it.</summary>
internal static class LeftoverStore
{
    public static IReadOnlyList<long> People(Transaction transaction) =>
        [
            .. transaction
                .Connection.Query<PersonId>(
                    """
                    SELECT id AS Id FROM people p WHERE is_manager = 0 AND is_staff = 0 AND (
                        EXISTS (SELECT 1 FROM subscriptions WHERE chat_id = p.id)
                        OR EXISTS (SELECT 1 FROM boards WHERE chat_id = p.id AND taken_down = 0)
                        OR EXISTS (SELECT 1 FROM report_times WHERE chat_id = p.id)
                        OR EXISTS (SELECT 1 FROM table_owners WHERE person_id = p.id)
                        OR EXISTS (SELECT 1 FROM invitations WHERE created_by = p.id AND used_by IS NULL)) ORDER BY id
                    """
                )
                .Select(person => person.Id),
        ];

    internal sealed record PersonId(long Id);
}
