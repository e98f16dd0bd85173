using System.Globalization;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Reports.Figures;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Reports;

/// <summary>A report in words: the whole in a few lines, and its details in pages. Pure.</summary>
/// <param name="texts">The words.</param>
/// <param name="language">The chat's.</param>
/// <param name="rules">How it was counted.</param>
internal sealed class ReportText(Texts texts, string language, CountingRules rules)
{
    private const int MostWaiters = 5;
    private const int LinesOnPage = 15;
    private const int LongestName = 40;

    public string Title(Period period) =>
        texts.Plain(
            language,
            TextKeys.Report.Title,
            ("days", period.Days),
            ("first", Noon(period.First)),
            ("last", Noon(period.Last)),
            ("weekday", Weekday(period.First))
        );

    /// <param name="figures">What was counted.</param>
    /// <param name="now">The wall's; said where the last day is not over.</param>
    /// <returns>At most as long as a caption.</returns>
    public string Summary(ReportFigures figures, DateTimeOffset now)
    {
        var (all, orders) = (figures.All, figures.Orders);
        return TelegramHtml.Fit(
            texts.Html(
                language,
                TextKeys.Report.Summary,
                ("title", Title(figures.Period)),
                ("until", rules.Days.DayOf(now) <= figures.Period.Last ? now : null),
                ("total", all.Total),
                ("calls", all.Calls),
                ("bills", all.Bills),
                ("median", all.Median),
                ("slow", all.Slow),
                ("in_time", all.InTime),
                ("late", all.Late),
                ("late_after", rules.LateAfter),
                ("missed", all.Missed),
                ("unmarked", all.Unmarked),
                ("unfinished", figures.Unfinished),
                ("repeated", all.Repeated),
                ("orders", orders.Orders),
                ("orders_sum", orders.OrdersSum),
                ("orders_unknown", orders.OrdersUnknown),
                ("payments", orders.Payments),
                ("paid", orders.Paid),
                ("paid_sum", orders.PaidSum),
                ("paid_unknown", orders.PaidUnknown),
                ("waiters", figures.Waiters.Take(MostWaiters).Select(Values).ToList()),
                ("more", Math.Max(0, figures.Waiters.Count - MostWaiters)),
                ("hidden", figures.HidesPeople),
                ("hides_money", figures.HidesMoney)
            ),
            TelegramHtml.MaxCaption
        );
    }

    /// <summary>A page of details; one that is not there is the last.</summary>
    public (string Html, int Page, int Pages) Section(ReportFigures figures, string section, int page)
    {
        var lines = Lines(figures, section);
        var pages = Math.Max(1, (lines.Count + LinesOnPage - 1) / LinesOnPage);
        var shown = Math.Clamp(page, 0, pages - 1);
        var html = texts.Html(
            language,
            TextKeys.Report.Section,
            ("section", section),
            ("title", Title(figures.Period)),
            ("lines", lines.Count),
            ("hidden", section == ReportSections.Waiters && figures.HidesPeople)
        );
        html += string.Concat(lines.Skip(shown * LinesOnPage).Take(LinesOnPage).Select(line => "\n" + line));
        return (
            pages == 1 ? html : html + "\n\n" + texts.Html(language, TextKeys.Pages.Of, ("page", shown + 1), ("pages", pages)),
            shown,
            pages
        );
    }

    /// <summary>The buttons that lead to the details.</summary>
    /// <param name="figures">What was counted.</param>
    /// <param name="edits">Whether they change the message that they stand on.</param>
    /// <param name="shown">The section and page that it shows; null for the whole.</param>
    public IReadOnlyList<IReadOnlyList<Button>> Buttons(
        ReportFigures figures,
        bool edits,
        (string Section, int Page, int Pages)? shown = null
    )
    {
        var rows = new List<IReadOnlyList<Button>>();
        List<Button> pages = [];
        if (shown is { } at && at.Page > 0)
        {
            pages.Add(
                new Button(texts.Plain(language, TextKeys.Pages.Back), ReportButtons.Data(edits, at.Section, figures.Period, at.Page - 1))
            );
        }
        if (shown is { } now && now.Page < now.Pages - 1)
        {
            pages.Add(
                new Button(texts.Plain(language, TextKeys.Pages.Next), ReportButtons.Data(edits, now.Section, figures.Period, now.Page + 1))
            );
        }
        rows.AddRange(pages.Count == 0 ? [] : [pages]);
        rows.AddRange(
            ReportSections
                .Present(figures)
                .Where(section => section != shown?.Section)
                .Select(section => new Button(
                    texts.Plain(language, TextKeys.Report.SectionName, ("section", section)),
                    ReportButtons.Data(edits, section, figures.Period, 0)
                ))
                .Chunk(3)
        );
        return rows;
    }

    private List<string> Lines(ReportFigures figures, string section) =>
        section switch
        {
            ReportSections.Waiters => [.. figures.Waiters.Select(Line)],
            ReportSections.Tables => [.. figures.Tables.Select(Line)],
            ReportSections.Halls =>
            [
                .. figures.Halls.Select(hall =>
                    Line(hall.Name.Length > 0 ? hall : hall with { Name = texts.Plain(language, TextKeys.Report.NoHall) })
                ),
            ],
            ReportSections.Hours => [.. figures.Hours.Select(hour => Line(hour with { Name = HourName(hour.Name) }))],
            _ =>
            [
                .. figures.Days.Select(day =>
                    Line(
                        day.Calls with
                        {
                            Name = texts.Plain(language, TextKeys.Report.Day, ("day", Noon(day.Day)), ("weekday", Weekday(day.Day))),
                        }
                    )
                ),
            ],
        };

    private string Line(Tally tally) => texts.Html(language, TextKeys.Report.Line, Values(tally));

    private static (string, object?)[] Values(Tally tally) =>
        [
            ("name", SafeText.Line(tally.Name, LongestName)),
            ("total", tally.Total),
            ("bills", tally.Bills),
            ("median", tally.Median),
            ("slow", tally.Slow),
            ("late", tally.Late),
            ("missed", tally.Missed),
        ];

    private static string HourName(string hour) =>
        int.Parse(hour, CultureInfo.InvariantCulture) is var from ? $"{from}–{(from + 1) % 24}" : hour;

    private DateTimeOffset Noon(DateOnly day) => rules.Days.At(day, TimeSpan.FromHours(12));

    // Monday is 1, Sunday 7.
    private static int Weekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;
}
