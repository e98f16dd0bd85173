using Dapper;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.People;

/// <summary>
/// Strangers who have pressed Start, the newest thousand: all that is kept of them, so that one who is taken into the staff
/// can be written to.
/// </summary>
public static class StarterStore
{
    internal const int Most = 1000;

    public static void Add(Transaction transaction, long person, Instant now)
    {
        transaction.Connection.Execute(
            "INSERT OR REPLACE INTO starters (person_id, started_at) VALUES (@person, @now)",
            new { person, now }
        );
        transaction.Connection.Execute(
            "DELETE FROM starters WHERE person_id IN (SELECT person_id FROM starters ORDER BY started_at DESC LIMIT 10 OFFSET @most)",
            new { most = Most }
        );
    }

    /// <summary>
    /// The person, already remembered, is no stranger any more: where he has pressed Start, his chat is known from now on.
    /// </summary>
    public static void Welcome(Transaction transaction, long person)
    {
        if (transaction.Connection.Execute("DELETE FROM starters WHERE person_id = @person", new { person }) > 0)
        {
            ChatStore.Remember(transaction, new ChatInfo(person, ChatKind.Private, PeopleStore.NameOf(transaction, person)));
        }
    }
}
