using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Operations.Logging;

namespace QrMenuTelegram.Tests.Operations.Logging;

public sealed class LineFormatterTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 19, 2, 11, TimeSpan.Zero));

    [Fact]
    public void A_line_has_time_level_and_words() =>
        Format(LogLevel.Warning, "Terrace: no events").ShouldBe("2026-11-24 19:02:11 warning Terrace: no events\n");

    [Fact]
    public void An_exception_stands_beneath()
    {
        var text = Format(LogLevel.Error, "It failed", new InvalidOperationException("why"));
        text.ShouldStartWith("2026-11-24 19:02:11 error   It failed\n    System.InvalidOperationException: why");
    }

    [Fact]
    public void What_holds_line_breaks_can_not_pass_for_a_line_of_ours() =>
        Format(LogLevel.Information, "one\r\n2026-11-24 19:02:12 error two")
            .ShouldBe("2026-11-24 19:02:11 info    one\n    2026-11-24 19:02:12 error two\n");

    [Theory]
    [InlineData(LogLevel.Debug, "<7>")]
    [InlineData(LogLevel.Information, "<6>")]
    [InlineData(LogLevel.Warning, "<4>")]
    [InlineData(LogLevel.Error, "<3>")]
    [InlineData(LogLevel.Critical, "<2>")]
    public void The_journal_gets_its_levels_on_each_line_and_no_time(LogLevel level, string prefix) =>
        Format(level, "one\ntwo", journal: true).ShouldBe($"{prefix}one\n{prefix}    two\n");

    private string Format(LogLevel level, string message, Exception? exception = null, bool journal = false)
    {
        var writer = new StringWriter { NewLine = "\n" };
        new LineFormatter(_time, journal).Write(
            new LogEntry<string>(level, "Category", new EventId(7), message, exception, (state, _) => state),
            null,
            writer
        );
        return writer.ToString();
    }
}
