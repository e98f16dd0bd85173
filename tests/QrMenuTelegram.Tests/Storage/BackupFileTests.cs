using Dapper;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Storage.Backups;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Storage;

public sealed class BackupFileTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 11, 30, 45, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = TemporaryFolder.ForDatabase();
    private readonly string _database;
    private readonly string _backup;

    public BackupFileTests() => (_database, _backup) = (_folder.EmptyDatabase(), _folder.File("copies/one.db"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_stored_while_it_is_in_use_is_in_it_and_comes_back()
    {
        using (var database = Database.Open(_database))
        {
            Set(database, 1);
            BackupFile.Write(_database, _backup);
            Set(database, 2);
        }
        Directory.GetFiles(_folder.File("copies")).ShouldBe([_backup]);
        var kept = BackupFile.Restore(_backup, _database, Now).ShouldNotBeNull();
        kept.ShouldBe(_database + ".before-20261201-113045");
        Get(_database).ShouldBe(1);
        Get(kept).ShouldBe(2);
    }

    [Fact]
    public void A_backup_takes_the_place_of_the_one_before_only_once_it_is_whole()
    {
        BackupFile.Write(_database, _backup);
        var before = File.ReadAllBytes(_backup);
        File.WriteAllText(_database, "no database any more");
        Should.Throw<StorageException>(() => BackupFile.Write(_database, _backup)).Message.ShouldContain(_database);
        File.ReadAllBytes(_backup).ShouldBe(before);
        Directory.GetFiles(_folder.File("copies")).ShouldBe([_backup]);
    }

    [Fact]
    public void Only_its_owner_can_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows keeps rights otherwise");
            return;
        }
        BackupFile.Write(_database, _backup);
        File.GetUnixFileMode(_backup).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Nothing_is_restored_under_a_running_bridge()
    {
        BackupFile.Write(_database, _backup);
        using var database = Database.Open(_database);
        Set(database, 3);
        Should.Throw<StorageException>(() => BackupFile.Restore(_backup, _database, Now)).Message.ShouldContain("Stop it");
        database.Write(t => StateStore.Get(t, "x")).ShouldBe(3);
    }

    [Theory]
    [InlineData("PRAGMA user_version = 999", "newer version")]
    [InlineData("PRAGMA application_id = 7", "another program")]
    public void What_another_program_or_a_newer_one_wrote_is_refused(string sql, string said)
    {
        BackupFile.Write(_database, _backup);
        using (var connection = DatabaseFile.Connect(_backup, SqliteOpenMode.ReadWrite))
        {
            DatabaseFile.Execute(connection, sql);
        }
        Refused().ShouldContain(said);
    }

    [Fact]
    public void What_is_damaged_cut_off_or_not_there_is_refused()
    {
        Refused().ShouldContain("There is no file");
        BackupFile.Write(_database, _backup);
        var whole = File.ReadAllBytes(_backup);
        File.WriteAllBytes(_backup, whole[..(whole.Length / 2)]);
        Refused().ShouldContain("damaged");
        File.WriteAllText(
            _backup,
            "a letter to the landlord, which is longer than a hundred bytes, so that SQLite looks at it at all, and no database"
        );
        Refused().ShouldContain("damaged");
    }

    [Fact]
    public void A_folder_that_can_not_be_written_is_named()
    {
        File.WriteAllText(_folder.File("copies"), "a file");
        Should.Throw<StorageException>(() => BackupFile.Write(_database, _backup)).Message.ShouldContain(_backup);
    }

    [Fact]
    public void A_sealed_one_opens_with_its_passphrase_alone()
    {
        BackupFile.Write(_database, _backup);
        var packed = SealedBackup.Pack(_backup);
        var file = SealedBackup.Seal(packed, "correct horse battery");
        SealedBackup.Is(file).ShouldBeTrue();
        SealedBackup.Open(file, "correct horse battery").ShouldBe(packed);
        SealedBackup.Unpack(packed, _folder.File("open.db"));
        File.ReadAllBytes(_folder.File("open.db")).ShouldBe(File.ReadAllBytes(_backup));
        Should.Throw<StorageException>(() => SealedBackup.Open(file, "correct horse batterz"));
        file[^1] ^= 1;
        Should.Throw<StorageException>(() => SealedBackup.Open(file, "correct horse battery"));
        Should.Throw<StorageException>(() => SealedBackup.Open(file.AsSpan(0, 20).ToArray(), "correct horse battery"));
    }

    /// <remarks>Earlier ones may lose what was written while the log began anew: https://sqlite.org/wal.html.</remarks>
    [Fact]
    public void SQLite_is_new_enough_not_to_lose_what_was_written()
    {
        using var connection = DatabaseFile.Connect(_database, SqliteOpenMode.ReadOnly);
        Version.Parse(connection.ServerVersion).ShouldBeGreaterThanOrEqualTo(new Version(3, 51, 3));
    }

    private string Refused()
    {
        var before = File.ReadAllBytes(_database);
        var message = Should.Throw<StorageException>(() => BackupFile.Restore(_backup, _database, Now)).Message;
        File.ReadAllBytes(_database).ShouldBe(before);
        return message;
    }

    private static void Set(Database database, long value) => database.Write(t => StateStore.Set(t, "x", value));

    private static long Get(string path)
    {
        using var connection = DatabaseFile.Connect(path, SqliteOpenMode.ReadOnly);
        return connection.ExecuteScalar<long>("SELECT value FROM state WHERE name = 'x'");
    }
}
