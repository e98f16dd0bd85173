using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Reports.Export;
using QrMenuTelegram.Reports.Figures;
using QrMenuTelegram.Reports.Picture;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Reports;

/// <summary>
/// Makes the reports that were asked for, the oldest first: reads and draws outside of any transaction, then writes down
/// in one that the chat should show it and that it is made. A crash in between makes it again.
/// </summary>
public sealed partial class ReportDesk(
    Database database,
    DailyReports daily,
    Outbox outbox,
    Texts texts,
    ServerNames servers,
    RestaurantDays days,
    ReportOptions options,
    Clock clock,
    ILogger<ReportDesk> logger
) : IWorker
{
    private readonly FailedItems<long> _failed = new(clock);
    private bool _drawingFailed;

    /// <summary>Draws; another in tests of what happens when that fails.</summary>
    internal Func<ReportChart, byte[]> Drawing { get; set; } = ReportPicture.Draw;

    private CountingRules Rules => new(days, options.LateAfter, clock.ToWall, servers.Several);

    public string Name => "Reports";

    public IReadOnlyList<Signal> WakesOn { get; } = [Signal.Reports];

    /// <summary>Makes all that wait.</summary>
    /// <exception cref="SqliteException">The database failed; what waits still waits.</exception>
    public ValueTask<Due> Turn(CancellationToken cancel)
    {
        var next = daily.AskForDue();
        var made = false;
        while (database.Read(RequestStore.Waiting).FirstOrDefault(request => !_failed.Waits(request.Id)) is { } request)
        {
            Serve(request);
            made = true;
        }
        if (made)
        {
            // A report is rare and takes megabytes: the bridge is small again at once.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
        return ValueTask.FromResult(new Due(next));
    }

    private void Serve(ReportRequest request)
    {
        Action<Transaction> show;
        var to = new Destination(request.ChatId, request.TopicId);
        var (language, halls, people) = database.Write(transaction =>
            (
                texts.Language(ChatStore.Find(transaction, request.ChatId)?.Language),
                HallStore.All(transaction),
                ReportAudience.SeesPeople(transaction, request.ChatId)
            )
        );
        try
        {
            show = request.What switch
            {
                ReportWish.Export => Adding(Export(request, to, language)),
                ReportWish.Section => Section(request, to, language, halls, people),
                _ => Adding(Report(request, to, language, halls, people)),
            };
        }
        catch (Exception e) when (Transaction.IsDefect(e))
        {
            Log.Failed(logger, e, request.What);
            show = Sorry();
        }
        var unfinished = database.Write(transaction =>
            transaction.Attempt(() =>
            {
                if (RequestStore.Done(transaction, request.Id) && transaction.Attempt(() => show(transaction)) is { } failure)
                {
                    // The same would fail again, and others wait behind it.
                    Log.Failed(logger, failure, request.What);
                    transaction.Attempt(() => Sorry()(transaction));
                }
            })
        );
        if (_failed.Note(request.Id, unfinished) is { } news)
        {
            Log.Failed(logger, news, request.What);
        }

        Action<Transaction> Sorry() => Adding([new NewNotice(to, Urgency.Reply, texts.Html(language, TextKeys.Report.Failed))]);
    }

    private Action<Transaction> Adding(IReadOnlyList<NewNotice> notices) =>
        transaction =>
        {
            foreach (var notice in notices)
            {
                outbox.Add(transaction, notice);
            }
        };

    private List<NewNotice> Report(ReportRequest request, Destination to, string language, IReadOnlyList<Hall> halls, bool people)
    {
        var tally = new OrderTally();
        EachOrder(request.Period, (row, menuEvent) => tally.Add(row.Id, menuEvent));
        var figures = ReportFigures.Compute(request.Period, Calls(request.Period), tally.Result(), halls, Rules);
        figures = people ? figures : figures.ForStaff();
        var text = new ReportText(texts, language, Rules);
        return
        [
            new NewNotice(to, Urgency.Reply, text.Summary(figures, clock.Wall))
            {
                Alone = true,
                Buttons = text.Buttons(figures, edits: false),
                Attachment = Draw(ReportCharts.Draw(figures, text.Title(request.Period), texts, language)),
            },
        ];
    }

    private Action<Transaction> Section(ReportRequest request, Destination to, string language, IReadOnlyList<Hall> halls, bool people)
    {
        var figures = ReportFigures.Compute(request.Period, Calls(request.Period), OrderFigures.None, halls, Rules);
        figures = people ? figures : figures.ForStaff();
        var text = new ReportText(texts, language, Rules);
        var (html, page, pages) = text.Section(figures, request.Section, request.Page);
        var buttons = text.Buttons(figures, edits: true, (request.Section, page, pages));
        if (request.NoticeId is not { } id)
        {
            var details = new NewNotice(to, Urgency.Reply, html)
            {
                Alone = true,
                Buttons = buttons,
                Subject = RequestStore.DetailsSubject,
            };
            return Adding([details]);
        }
        return transaction =>
        {
            if (RequestStore.ShowsDetails(transaction, id))
            {
                outbox.Change(transaction, id, html, buttons);
            }
        };
    }

    private List<NewNotice> Export(ReportRequest request, Destination to, string language)
    {
        var exporter = new Exporter(texts, language, Rules);
        var calls = Calls(request.Period);
        EachOrder(request.Period, exporter.Add);
        var title = new ReportText(texts, language, Rules).Title(request.Period);
        NewNotice Carrying(TextKey key, Attachment attachment) =>
            new(to, Urgency.Reply, texts.Html(language, key, ("title", title))) { Attachment = attachment };
        List<NewNotice> notices = [];
        if (calls.Count > 0)
        {
            notices.Add(Carrying(TextKeys.Export.Calls, exporter.Calls(request.Period, calls)));
        }
        if (exporter.Orders(request.Period) is { } orders)
        {
            notices.Add(Carrying(TextKeys.Export.Orders, orders));
        }
        return notices.Count > 0
            ? notices
            : [new NewNotice(to, Urgency.Reply, texts.Html(language, TextKeys.Export.Nothing, ("title", title)))];
    }

    private Attachment? Draw(ReportChart? chart)
    {
        if (chart is null)
        {
            return null;
        }
        try
        {
            var png = Drawing(chart);
            _drawingFailed = false;
            return new Attachment(AttachmentKind.Photo, "report.png", png);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The words say the same.
            if (!_drawingFailed)
            {
                _drawingFailed = true;
                Log.NoPicture(logger, e);
            }
            return null;
        }
    }

    private IReadOnlyList<CallRow> Calls(Period period) =>
        database.Read(connection => FiguresStore.Calls(connection, Start(period.First), Start(period.Last.AddDays(1))));

    // A few at a time: their bodies are long.
    private void EachOrder(Period period, Action<EventRow, MenuEvent> take)
    {
        var (at, id, until) = (Start(period.First), 0L, Start(period.Last.AddDays(1)));
        IReadOnlyList<EventRow> rows;
        do
        {
            rows = database.Read(connection => FiguresStore.Orders(connection, at, id, until));
            foreach (var row in rows)
            {
                take(row, ElementReader.Read(row.Server, Encoding.UTF8.GetBytes(row.Body)));
                (at, id) = (row.ReceivedAt, row.Id);
            }
        } while (rows.Count == FiguresStore.AtOnce);
    }

    private Instant Start(DateOnly day) => clock.ToSteady(days.StartOf(day));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A {What} could not be made, by a defect of the bridge")]
        public static partial void Failed(ILogger logger, Exception e, string what);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Reports go out without their picture: is libSkiaSharp.so beside the program?")]
        public static partial void NoPicture(ILogger logger, Exception e);
    }
}
