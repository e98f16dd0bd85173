using Dapper;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.People;

/// <summary>Prunes invitations.</summary>
internal sealed class PeopleUpkeepStore : IPrunable
{
    public int Prune(Transaction transaction, Instant before, int atOnce) =>
        transaction.Connection.Execute("DELETE FROM invitations WHERE expires_at < @before", new { before });
}
