using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Staff;

/// <summary>Takes somebody into the staff without an invitation, by a manager's word, and greets him where the bot may write.</summary>
public sealed class StaffEnrolment(PersonalNotices personal)
{
    /// <param name="transaction">Any.</param>
    /// <param name="person">Already remembered.</param>
    /// <returns>Whether he was not of the staff before, and whether he can be written to in private.</returns>
    internal (bool IsNew, bool Reached) Hire(Transaction transaction, long person)
    {
        var isNew = StaffStore.Add(transaction, person);
        StarterStore.Welcome(transaction, person);
        var reached = isNew
            ? personal.Tell(transaction, person, TextKeys.Start.Staff, ("name", PeopleStore.NameOf(transaction, person)), ("new", true))
            : PersonalNotices.Reaches(transaction, person);
        return (isNew, reached);
    }
}
