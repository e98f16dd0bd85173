using QrMenuTelegram.Operations;
using QrMenuTelegram.Operations.Health;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Operations;

public sealed class NightlyBackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BridgeParts _parts = new(new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero), "R");
    private string Copies => _folder.File("copies");

    public NightlyBackupTests()
    {
        _parts.Settings["Storage__Backups__Folder"] = Copies;
        _parts.Settings["Storage__Backups__Keep"] = "2";
        _parts.Start();
        _parts.AddManager();
    }

    public void Dispose()
    {
        _parts.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_night_one_is_made_and_so_many_are_kept_and_nothing_else_is_touched()
    {
        Directory.CreateDirectory(Copies);
        File.WriteAllText(Path.Combine(Copies, "mine.db"), "kept");
        await Pass(TimeSpan.FromMinutes(10));
        Names().ShouldBe(["mine.db", "night-2026-11-23.db"], "at 4 in the morning the day before has not ended");
        await Pass(TimeSpan.FromHours(2));
        Names().ShouldBe(["mine.db", "night-2026-11-23.db", "night-2026-11-24.db"]);
        await Pass(TimeSpan.FromDays(3));
        Names().ShouldBe(["mine.db", "night-2026-11-26.db", "night-2026-11-27.db"]);
        _parts.Notices.ShouldBeEmpty();
    }

    [Fact]
    public async Task That_none_can_be_made_is_said_once_and_so_is_that_it_works_again()
    {
        File.WriteAllText(Copies, "a file where the folder should be");
        await Pass(TimeSpan.FromHours(5));
        _parts.Notices.ShouldHaveSingleItem().Html.ShouldStartWith("⚠️ Не удалось сделать резервную копию: ");
        _parts.Get<Vitals>().Problems().ShouldContain(problem => problem.StartsWith("backup: ", StringComparison.Ordinal));
        _parts.Log.Lines.Count(line => line.Text.StartsWith("No backup this night", StringComparison.Ordinal)).ShouldBe(1);
        File.Delete(Copies);
        await Pass(TimeSpan.FromHours(2));
        _parts.Notices[^1].Html.ShouldBe("✅ Резервные копии снова делаются.");
        _parts.Get<Vitals>().Problems().ShouldNotContain(problem => problem.StartsWith("backup: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_wants_none_gets_none()
    {
        _parts.Settings["Storage__Backups__Keep"] = "0";
        _parts.Start();
        (await _parts.Get<NightlyBackup>().Turn(TestContext.Current.CancellationToken)).At.ShouldBeNull();
        Directory.Exists(Copies).ShouldBeFalse();
    }

    private async Task Pass(TimeSpan span)
    {
        var worker = _parts.Get<NightlyBackup>();
        for (var end = _parts.Clock.Now + span; ; )
        {
            var due = (await worker.Turn(TestContext.Current.CancellationToken)).At!.Value;
            if (due > end)
            {
                _parts.Time.Advance(end.Since(_parts.Clock.Now));
                return;
            }
            _parts.Time.Advance(due.Since(_parts.Clock.Now));
        }
    }

    private IEnumerable<string> Names() => Directory.GetFiles(Copies).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
}
