using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Staff;

/// <summary>Ends shifts whose time is over, and tells each person once.</summary>
public sealed partial class ShiftEnds(Database database, PersonalNotices personal, Clock clock, ILogger<ShiftEnds> logger) : IWorker
{
    private readonly FailedItems<long> _failed = new(clock);

    public string Name => "Shift ends";

    public IReadOnlyList<Signal> WakesOn { get; } = [Signal.Calls];

    public ValueTask<Due> Turn(CancellationToken cancel) => ValueTask.FromResult(new Due(EndShifts()));

    /// <returns>When the next shift ends (steady); null while nobody has tables.</returns>
    private Instant? EndShifts()
    {
        var next = database.Read(Next);
        if (next is null || next > clock.Now)
        {
            return next;
        }
        return database.Write(transaction =>
        {
            foreach (var shift in OwnerStore.ShiftEnds(transaction.Connection).Where(shift => RunsUntil(shift) <= clock.Now))
            {
                var failure = transaction.Attempt(() => End(transaction, shift.PersonId));
                if (_failed.Note(shift.PersonId, failure) is { } news)
                {
                    Log.Failed(logger, shift.PersonId, news);
                }
            }
            transaction.Signal(Signal.Calls);
            return Next(transaction.Connection);
        });
    }

    private void End(Transaction transaction, long person) =>
        personal.Tell(
            transaction,
            person,
            TextKeys.Shift.Over,
            ("tables", OwnedTable.Text(OwnerStore.EndShift(transaction, person, clock.Now)))
        );

    private Instant? Next(SqliteConnection connection) =>
        OwnerStore.ShiftEnds(connection).Select(shift => (Instant?)RunsUntil(shift)).Min();

    private Instant RunsUntil(OwnerStore.ShiftEnd shift) => Instant.Max(shift.At, _failed.RetryAt(shift.PersonId));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The shift of person {Person} could not be ended; it is tried again each minute")]
        public static partial void Failed(ILogger logger, long person, Exception e);
    }
}
