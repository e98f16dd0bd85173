using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Tests.WholeBridge.PlantedFaults;

namespace QrMenuTelegram.Tests.WholeBridge;

public sealed class ResultsTableTests
{
    private static readonly SeedReport Report = new(
        301,
        200,
        30,
        4000,
        TimeSpan.FromSeconds(90),
        [new SeedFailure(444, ["lost"], [])],
        [new(PlantedFault.All[0], 3, 2), new(PlantedFault.All[1], 3, 0)]
    );

    private static readonly DateTimeOffset Now = new(2026, 12, 1, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_run_is_written_below_the_runs_before_it()
    {
        var before = Repository.Read(ResultsTable.Document).Split('\n');

        var after = ResultsTable.AddRow(string.Join('\n', before), Report, Now).Split('\n');

        var row = after.Except(before).ShouldHaveSingleItem();
        row.ShouldStartWith("| 2026-12-01 | ");
        row.ShouldContain(" | 301 | 500 | 1 | 1 of 2 | 1.5 min | ");
        var at = Array.IndexOf(after, row);
        after[at - 1].ShouldStartWith("| ");
        after[at + 1].ShouldBe("");
    }

    [Fact]
    public void A_document_without_the_table_is_not_written() =>
        Should.Throw<InvalidOperationException>(() => ResultsTable.AddRow("| seeds | failed |\n", Report, Now));
}
