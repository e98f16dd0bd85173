using Dapper;
using QrMenuTelegram.Operations;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.UpdateRig;

namespace QrMenuTelegram.Tests.Operations;

public sealed class BackupCommandTests
{
    private const string Passphrase = "correct horse battery";

    [Theory]
    [InlineData(null, "Не зашифрована")]
    [InlineData(Passphrase, "Зашифрована паролем")]
    public void A_manager_gets_a_file_that_can_be_restored(string? passphrase, string said)
    {
        using var rig = new UpdateRig("1", ("Storage__Backups__Passphrase", passphrase ?? ""));
        rig.Arrive();
        rig.Say(Anna, "/subscribe кухня", Hall);
        rig.Say(Anna, "/backup").ShouldContain(said);
        using var folder = new TemporaryFolder();
        var file = folder.File("sent");
        File.WriteAllBytes(
            file,
            rig.Write(t => t.Connection.ExecuteScalar<byte[]>("SELECT content FROM attachments ORDER BY notice_id DESC"))!
        );

        var path = folder.File("new/bridge.db");
        var output = new StringWriter();
        BackupCommands.Restore(Settings(path, passphrase), file, TimeProvider.System, output).ShouldBe(0);
        using var restored = Database.Open(path);
        restored.Read(connection => connection.ExecuteScalar<string>("SELECT role FROM subscriptions")).ShouldBe("kitchen");
        Directory.GetFiles(folder.File("new")).ShouldNotContain(name => name.Contains("restoring", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "is encrypted. Set Storage__Backups__Passphrase")]
    [InlineData("another passphrase", "is not the one of this backup")]
    public void A_sealed_file_needs_its_passphrase(string? passphrase, string said)
    {
        using var rig = new UpdateRig("1", ("Storage__Backups__Passphrase", Passphrase));
        rig.Arrive();
        rig.Say(Anna, "/backup");
        using var folder = new TemporaryFolder();
        var file = folder.File("sent");
        File.WriteAllBytes(file, rig.Write(t => t.Connection.ExecuteScalar<byte[]>("SELECT content FROM attachments"))!);
        var path = folder.File("new/bridge.db");
        Should
            .Throw<StorageException>(() => BackupCommands.Restore(Settings(path, passphrase), file, TimeProvider.System, TextWriter.Null))
            .Message.ShouldContain(said);
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public void Nobody_else_gets_one_and_no_group()
    {
        using var rig = new UpdateRig("1").Arrive();
        rig.Hire(Boris);
        rig.Say(Boris, "/backup").ShouldStartWith("Извините");
        rig.Say(Anna, "/backup", Hall).ShouldStartWith("Резервную копию присылаю только в личной переписке");
        rig.Count("SELECT count(*) FROM attachments").ShouldBe(0);
    }

    private static Microsoft.Extensions.Configuration.IConfiguration Settings(string path, string? passphrase) =>
        Given.Configuration([new("Storage__Path", path), new("Storage__Backups__Passphrase", passphrase)]);
}
