using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Reports;

/// <summary>Where reports are asked for, inside the transaction that is the reason. They are made soon after it.</summary>
public sealed class ReportOrders(Clock clock)
{
    /// <summary>Asks for the whole, in words and with a picture.</summary>
    public void Report(Transaction transaction, Destination to, Period period) =>
        Add(transaction, to, ReportWish.Report, period, "", 0, null);

    /// <summary>Asks for details.</summary>
    /// <param name="transaction">The update's.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="wanted">What was pressed.</param>
    /// <param name="noticeId">
    /// Which notice is to show them; null for a new one, also where the message pressed is older than the database.
    /// </param>
    public void Section(Transaction transaction, Destination to, ReportButtons wanted, long? noticeId) =>
        Add(transaction, to, ReportWish.Section, wanted.Period, wanted.Section, wanted.Page, noticeId);

    /// <summary>Asks for the tables.</summary>
    public void Export(Transaction transaction, Destination to, Period period) =>
        Add(transaction, to, ReportWish.Export, period, "", 0, null);

    private void Add(Transaction transaction, Destination to, string what, Period period, string section, int page, long? noticeId)
    {
        RequestStore.Add(
            transaction,
            new ReportRequest(0, to.ChatId, to.TopicId, what, period.First.DayNumber, period.Last.DayNumber, section, page, noticeId),
            clock.Now
        );
        transaction.Signal(Signal.Reports);
    }
}
