using Microsoft.Data.Sqlite;
using QrMenuTelegram.Tests.Support;
using SkiaSharp;

namespace QrMenuTelegram.Tests.Processes;

[Trait("Kind", "Process")]
public sealed class ReportTests
{
    [Theory]
    [InlineData(Form.Plain)]
    [InlineData(Form.Container)]
    [InlineData(Form.Unit)]
    public async Task The_program_draws_its_report_and_sends_its_tables(Form form)
    {
        await using var whole = await WholeProgram.Start(form);
        await using var bridge = whole.Run();
        var manager = await whole.BecomeManager(bridge);
        var chat = manager.PrivateChat;
        manager.Say("/subscribe waiter");
        await chat.WaitForMessage(message => message.Text.StartsWith('✅'));
        whole.Menu.Table("7").CallWaiter();
        whole.Menu.Table("8").SaveOrder([new(1, "Цезарь", 390)]);
        await chat.WaitForMessage(message => message.Text.Contains("Стол 8\n", StringComparison.Ordinal));

        manager.Say("/export");
        var tables = await chat.WaitForMessage(message =>
            message.Attachment?.FileName.StartsWith("orders-", StringComparison.Ordinal) == true
        );
        System.Text.Encoding.UTF8.GetString(tables.Attachment!.Content.Span).ShouldContain(";390;");

        await using (var database = new SqliteConnection($"Data Source={whole.Variables["Storage__Path"]}"))
        {
            database.Open();
            var at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - 60_000;
            new PastCall(new(at))
            {
                Table = "6",
                FirstClaimedAt = new(at + 30_000),
                ClaimedBy = 7,
                ClaimedName = "Иван",
            }.Insert(database);
        }
        manager.Say("/claim 7");
        manager.Say("/report");
        var report = await chat.WaitForMessage(message => message.Text.StartsWith("📊", StringComparison.Ordinal));
        report.Text.ShouldContain("Вызовов: 2");
        report.Text.ShouldContain("Иван — 1, половину за 30");
        report.Text.ShouldContain("Анна — 1, половину за");
        report.Attachment.ShouldNotBeNull(bridge.Output);
        using (var picture = SKBitmap.Decode(report.Attachment.Content.Span))
        {
            picture.Width.ShouldBe(1080);
            picture.Pixels.Distinct().Count().ShouldBeGreaterThan(100);
        }
        manager.Press(report, "Официанты");
        var details = await chat.WaitForMessage(message => message.Text.StartsWith("Официанты", StringComparison.Ordinal));
        // A machine presses before the program has heard that its message is there.
        manager.Press(details, "Столы");
        await chat.WaitForMessage(message => message.Id == details.Id && message.Text.StartsWith("Столы", StringComparison.Ordinal));
        (await bridge.Stop()).Code.ShouldBe(0);
    }
}
