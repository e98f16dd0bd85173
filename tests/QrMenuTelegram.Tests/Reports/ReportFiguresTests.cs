using CsCheck;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Events;
using QrMenuTelegram.Reports;
using QrMenuTelegram.Reports.Figures;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Tests.Reports;

public sealed class ReportFiguresTests
{
    private static readonly CountingRules Rules = new(
        new RestaurantDays(TimeZoneInfo.Utc, TimeSpan.FromHours(5)),
        TimeSpan.FromMinutes(5),
        at => DateTimeOffset.FromUnixTimeMilliseconds(at.Milliseconds),
        SeveralServers: false
    );

    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly Period Day = Period.SingleDay(new DateOnly(2026, 11, 24));
    private int _ids;

    [Fact]
    public void A_call_taken_in_time_late_never_or_paid_before_counts_once_as_what_it_is()
    {
        var all = Of(
            Call(taken: 300),
            Call(taken: 301),
            Call(outcome: CallOutcomes.Missed),
            Call(outcome: CallOutcomes.Paid, bill: true),
            Call(outcome: null),
            Call(taken: 10, outcome: CallOutcomes.Missed, times: 3),
            Call(outcome: CallOutcomes.Unmarked)
        );
        (all.All.InTime, all.All.Late, all.All.Missed, all.All.Unmarked).ShouldBe((2, 1, 1, 3));
        (all.All.Calls, all.All.Bills, all.All.Repeated, all.Unfinished).ShouldBe((6, 1, 1, 1));
        (all.All.Median, all.All.Slow).ShouldBe((TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(301)));
    }

    [Fact]
    public void Whoever_takes_what_another_released_is_not_blamed_for_the_time_before()
    {
        var released = Call(taken: 20, by: 1) with { ClaimedAt = new(Noon.AddMinutes(30).ToUnixTimeMilliseconds()) };
        var waiter = Of(released, Call(taken: 40, by: 1)).Waiters.ShouldHaveSingleItem();
        (waiter.Total, waiter.Median).ShouldBe((2, TimeSpan.FromSeconds(40)));
    }

    [Fact]
    public void A_waiter_is_called_what_the_newest_call_says() =>
        Of(Call(taken: 1, by: 7, name: "Ваня"), Call(taken: 2, by: 7, name: "Иван", minute: 5))
            .Waiters.ShouldHaveSingleItem()
            .Name.ShouldBe("Иван");

    [Fact]
    public void A_table_of_two_halls_counts_in_both_and_one_of_none_apart()
    {
        Hall[] halls =
        [
            new(1, null, "Терраса", [new TableName("6"), new TableName("7")]),
            new(2, "R", "Лето", [new TableName("6")]),
            new(3, "Other", "Чужой", [new TableName("6")]),
        ];
        var figures = ReportFigures.Compute(
            Day,
            [Call(table: "6"), Call(table: "6"), Call(table: "7"), Call(table: "99")],
            OrderFigures.None,
            halls,
            Rules
        );
        figures.Halls.Select(hall => (hall.Name, hall.Total)).ShouldBe([("Терраса", 3), ("Лето", 2), ("", 1)]);
        figures.Tables.Select(table => (table.Name, table.Total)).ShouldBe([("6", 2), ("7", 1), ("99", 1)]);
    }

    [Fact]
    public void Hours_go_from_the_first_with_a_call_to_the_last_through_midnight()
    {
        var hours = Of(Call(minute: 10 * 60), Call(minute: 13 * 60)).Hours;
        hours.Select(hour => (hour.Name, hour.Total)).ShouldBe([("22", 1), ("23", 0), ("0", 0), ("1", 1)]);
    }

    [Fact]
    public void Every_way_to_cut_them_adds_up_to_all_of_them() =>
        Gen.Select(
                Gen.Int[0, 16 * 60],
                Gen.Int[0, 900],
                Gen.Int[0, 3],
                Gen.Int[1, 9],
                (minute, taken, by, table) => (minute, taken, by, table)
            )
            .List[0, 60]
            .Sample(some =>
            {
                var figures = ReportFigures.Compute(
                    Day,
                    [.. some.Select(c => Call(taken: c.taken < 600 ? c.taken : null, by: c.by, table: $"{c.table}", minute: c.minute))],
                    OrderFigures.None,
                    [new Hall(1, null, "A", [.. Enumerable.Range(1, 4).Select(i => new TableName($"{i}"))])],
                    Rules
                );
                var all = figures.All.Total;
                all.ShouldBe(some.Count);
                foreach (
                    var cut in (IReadOnlyList<Tally>[])
                        [figures.Tables, figures.Halls, figures.Hours, [.. figures.Days.Select(day => day.Calls)]]
                )
                {
                    cut.Sum(part => part.Total).ShouldBe(all);
                    cut.Sum(part => part.Late).ShouldBe(figures.All.Late);
                    cut.Sum(part => part.Missed).ShouldBe(figures.All.Missed);
                }
                figures.Waiters.Sum(waiter => waiter.Total).ShouldBe(some.Count(c => c.taken < 600 && c.by != 0));
                (figures.All.InTime + figures.All.Late + figures.All.Missed + figures.All.Unmarked).ShouldBe(all);
            });

    [Fact]
    public void Each_order_counts_once_with_its_newest_sum_and_a_payment_shows_the_orders_sum()
    {
        var tally = new OrderTally();
        Add(EventCodes.SaveOrder, "a", 100);
        Add(EventCodes.AdditionalOrder, "a", 250);
        Add(EventCodes.SaveOrder, "b", null);
        Add(EventCodes.OnlinePayment, "a", 240);
        Add(EventCodes.OnlinePayment, "a", null);
        Add(EventCodes.OnlinePayment, "yesterday", 70);
        Add(EventCodes.SaveOrder, null, 30);
        Add(EventCodes.AdditionalOrder, null, 999);
        Add(EventCodes.WaiterCall, "c", 5);
        Add(EventCodes.SaveOrder, "a", 11, server: "Other");
        tally.Result().ShouldBe(new OrderFigures(4, 240 + 30 + 11, 1, 3, 2, 310, 0));

        void Add(string code, string? order, decimal? sum, string server = "R") =>
            tally.Add(
                ++_ids,
                new MenuEvent(server, "h", code, "1", "1", new MenuOrder(order, sum, null, null, null, [], [], []), null, null, true, "{}")
            );
    }

    private static ReportFigures Of(params CallRow[] calls) => ReportFigures.Compute(Day, calls, OrderFigures.None, [], Rules);

    private CallRow Call(
        double? taken = null,
        long by = 1,
        string? outcome = CallOutcomes.Missed,
        bool bill = false,
        int times = 1,
        string table = "6",
        int minute = 0,
        string? name = null
    )
    {
        var opened = new Instant(Noon.AddMinutes(minute).ToUnixTimeMilliseconds());
        Instant? first = taken is { } seconds ? opened + TimeSpan.FromSeconds(seconds) : null;
        var held = first is not null && by != 0;
        return new CallRow(
            ++_ids,
            "R",
            table,
            table,
            bill ? EventCodes.BillRequest : EventCodes.WaiterCall,
            opened,
            times,
            first,
            held ? by : null,
            held ? name ?? $"n{by}" : null,
            held ? first : null,
            outcome is null ? null : opened + TimeSpan.FromMilliseconds(1),
            taken is null || outcome != CallOutcomes.Missed || times > 1 ? outcome : CallOutcomes.Done
        );
    }
}
