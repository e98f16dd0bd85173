using System.Globalization;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Reports.Figures;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Reports.Export;

/// <summary>Calls, and the orders and payments, as tables for a spreadsheet. Times are those of the restaurant's clock.</summary>
/// <param name="texts">For the headings and words.</param>
/// <param name="language">The chat's.</param>
/// <param name="rules">Clock and time zone.</param>
public sealed class Exporter(Texts texts, string language, CountingRules rules)
{
    private const int LongestCell = 1000;

    private readonly NumberFormatInfo _numbers = texts.Numbers(language);
    private readonly Csv _orders = Begin(texts, language, OrderColumns);
    private int _orderLines;

    private static readonly string[] CallColumns =
    [
        "opened",
        "restaurant",
        "table",
        "what",
        "times",
        "taken_by",
        "taken",
        "waited",
        "late",
        "closed",
        "outcome",
    ];

    private static readonly string[] OrderColumns = ["received", "restaurant", "table", "what", "order", "sum", "waiter"];

    public Attachment Calls(Period period, IReadOnlyList<CallRow> calls)
    {
        var csv = Begin(texts, language, CallColumns);
        foreach (var call in calls)
        {
            csv.Add(
                At(call.OpenedAt),
                Text(call.Server),
                Text(call.TableName),
                texts.Plain(language, TextKey.EventName(call.Code)),
                Whole(call.Times),
                Text(call.ClaimedName),
                At(call.FirstClaimedAt),
                call.TakenAfter is { } after ? Number((decimal)Math.Round(after.TotalMinutes, 2)) : CsvCell.Empty,
                Tally.FateOf(call, rules.LateAfter) == CallFate.Late ? texts.Plain(language, TextKeys.Export.Yes) : "",
                At(call.ClosedAt),
                texts.Plain(language, TextKeys.Export.Outcome, ("outcome", Outcome(call)))
            );
        }
        return File("calls", period, csv);
    }

    /// <summary>Adds an order or a payment, oldest first.</summary>
    public void Add(EventRow row, MenuEvent menuEvent)
    {
        _orderLines++;
        _orders.Add(
            At(row.ReceivedAt),
            Text(row.Server),
            Text(row.TableName.Length > 0 ? row.TableName : row.TableId),
            texts.Plain(language, TextKey.EventName(row.Code)),
            Text(menuEvent.Order?.Id),
            menuEvent.Order?.Sum is { } sum ? Number(sum) : CsvCell.Empty,
            Text(menuEvent.Order?.WaiterName)
        );
    }

    /// <summary>What was added; null for nothing.</summary>
    public Attachment? Orders(Period period) => _orderLines == 0 ? null : File("orders", period, _orders);

    private static Csv Begin(Texts texts, string language, string[] columns)
    {
        var csv = new Csv(texts.Numbers(language).NumberDecimalSeparator == "," ? ';' : ',');
        csv.Add([.. columns.Select(column => (CsvCell)texts.Plain(language, TextKeys.Export.Column, ("column", column)))]);
        return csv;
    }

    private static string Outcome(CallRow call) =>
        call switch
        {
            { ClosedAt: null, ClaimedBy: null } => "open",
            { ClosedAt: null } => "held",
            { Outcome: CallOutcomes.Missed or CallOutcomes.Unmarked, FirstClaimedAt: not null } => "unfinished",
            _ => call.Outcome!,
        };

    private static Attachment File(string name, Period period, Csv csv) =>
        new(
            AttachmentKind.Document,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}-{period.First:yyyy-MM-dd}{(period.Days > 1 ? $"_{period.Last:yyyy-MM-dd}" : "")}.csv"
            ),
            csv.ToBytes()
        );

    private static CsvCell Text(string? text) => text is null ? CsvCell.Empty : SafeText.Line(text, LongestCell);

    private static CsvCell Whole(int number) => CsvCell.Ready(number.ToString(CultureInfo.InvariantCulture));

    private CsvCell Number(decimal number) => CsvCell.Ready(number.ToString("0.##########", _numbers));

    // Of all forms, every Excel reads this one as a time.
    private CsvCell At(Instant? steady) =>
        steady is { } at
            ? CsvCell.Ready(rules.Days.Local(rules.ToWall(at)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))
            : CsvCell.Empty;
}
