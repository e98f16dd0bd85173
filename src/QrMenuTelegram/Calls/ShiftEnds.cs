using Dapper;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Calls;

/// <summary>Ends shifts whose time is over, and tells each person once.</summary>
public sealed class ShiftEnds(Database database, PersonalNotices personal, Clock clock) : IWorker
{
    public string Name => "Shift ends";

    public IReadOnlyList<Signal> WakesOn { get; } = [Signal.Calls];

    public ValueTask<Due> Turn(CancellationToken cancel) => ValueTask.FromResult(new Due(EndShifts()));

    /// <returns>When the next shift ends (steady); null while nobody has tables.</returns>
    private long? EndShifts()
    {
        var next = database.Write(Next);
        if (next is null || next > clock.Now)
        {
            return next;
        }
        return database.Write(transaction =>
        {
            foreach (var person in OwnerStore.EndShifts(transaction, clock.Now).GroupBy(owned => owned.PersonId))
            {
                personal.Tell(transaction, person.Key, "shift.over", ("tables", OwnedTable.Text(person)));
            }
            transaction.Signal(Signal.Calls);
            return Next(transaction);
        });
    }

    private static long? Next(Transaction transaction) => transaction.Connection.ExecuteScalar<long?>("SELECT min(until_at) FROM table_owners");
}
