using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Operations.Health;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Operations.Health;

public sealed class HealthCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 19, 2, 11, TimeSpan.Zero));

    private string Database => _folder.File("bridge.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bridge_without_problems_is_well()
    {
        Write();
        Run().ShouldBe((0, "well"));
    }

    [Fact]
    public void Its_problems_are_told_in_one_line()
    {
        Write("Terrace: no events since 19:02", "Telegram: unreachable");
        Run().ShouldBe((1, "Terrace: no events since 19:02; Telegram: unreachable"));
    }

    [Fact]
    public void Without_its_file_it_does_not_run() => Run().ShouldBe((1, "not running"));

    [Fact]
    public void After_a_clean_stop_it_does_not_run()
    {
        Write();
        HealthFile.Remove(Database);
        Run().ShouldBe((1, "not running"));
    }

    [Theory]
    [InlineData(46)]
    [InlineData(-46)]
    public void An_old_sign_of_life_is_none(int seconds)
    {
        HealthFile.Write(Database, new HealthReport(_time.GetUtcNow().AddSeconds(-seconds).ToUnixTimeMilliseconds(), []));
        var (code, line) = Run();
        code.ShouldBe(1);
        line.ShouldStartWith("stuck or killed: its last sign of life was at 2026-11-24 19:0");
    }

    [Fact]
    public void A_file_that_can_not_be_read_is_no_sign_of_life()
    {
        File.WriteAllText(HealthFile.PathOf(Database), "{");
        Run().ShouldBe((1, "not running"));
    }

    private void Write(params string[] problems) =>
        HealthFile.Write(Database, new HealthReport(_time.GetUtcNow().ToUnixTimeMilliseconds(), problems));

    private (int Code, string Line) Run()
    {
        var output = new StringWriter();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Storage:Path", Database)])
            .Build();
        var code = HealthCommand.Run(configuration, _time, output);
        return (code, output.ToString().TrimEnd());
    }
}
