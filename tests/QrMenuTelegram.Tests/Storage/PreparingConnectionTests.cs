using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Tests.Storage;

public sealed class PreparingConnectionTests : IDisposable
{
    private readonly PreparingConnection _connection = new("Data Source=:memory:");

    public PreparingConnectionTests()
    {
        _connection.Open();
        Execute("CREATE TABLE dishes (id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
        Execute("INSERT INTO dishes (name) VALUES ('soup'), ('tea'), ('pie')");
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void A_statement_is_prepared_once_and_each_time_told_its_parameters_anew()
    {
        const string text = "SELECT name FROM dishes WHERE id = @id";
        _connection.ExecuteScalar<string>(text, new { id = 1 }).ShouldBe("soup");
        var prepared = _connection.Take(text);
        prepared.Parameters.Count.ShouldBe(0);
        _connection.Keep(prepared);
        _connection.ExecuteScalar<string>(text, new { id = 2 }).ShouldBe("tea");
        _connection.Take(text).ShouldBeSameAs(prepared);
    }

    [Fact]
    public void Two_at_once_of_the_same_text_do_not_disturb_each_other()
    {
        const string text = "SELECT id FROM dishes ORDER BY id";
        using var outer = Command(text);
        using var reader = outer.ExecuteReader();
        reader.Read().ShouldBeTrue();
        _connection.Query<long>(text).ShouldBe([1, 2, 3]);
        reader.Read().ShouldBeTrue();
        reader.GetInt64(0).ShouldBe(2);
    }

    [Fact]
    public void One_that_failed_is_prepared_anew()
    {
        const string text = "INSERT INTO dishes (name) VALUES (@name)";
        _connection.Execute(text, new { name = "beer" });
        var kept = _connection.Kept;
        Should.Throw<SqliteException>(() => _connection.Execute(text, new { name = "beer" }));
        _connection.Kept.ShouldBe(kept - 1);
        _connection.Execute(text, new { name = "wine" });
        _connection.Kept.ShouldBe(kept);
    }

    [Fact]
    public void Those_used_longest_ago_are_forgotten()
    {
        const string often = "SELECT count(*) FROM dishes";
        _connection.ExecuteScalar<long>(often);
        var kept = _connection.Take(often);
        _connection.Keep(kept);
        for (var i = 0; i < 300; i++)
        {
            _connection.ExecuteScalar<long>(string.Create(CultureInfo.InvariantCulture, $"SELECT {i}"));
            _connection.ExecuteScalar<long>(often).ShouldBe(3);
        }
        _connection.Kept.ShouldBeLessThan(100);
        _connection.Take(often).ShouldBeSameAs(kept);
    }

    [Fact]
    public void A_kept_statement_does_not_mind_that_a_table_changes()
    {
        const string text = "SELECT * FROM dishes WHERE id = 1";
        Read(text).ShouldBe(2);
        Execute("ALTER TABLE dishes ADD COLUMN price INTEGER");
        Read(text).ShouldBe(3);
    }

    private int Read(string text)
    {
        using var command = Command(text);
        using var reader = command.ExecuteReader();
        reader.Read().ShouldBeTrue();
        return reader.FieldCount;
    }

    private void Execute(string text)
    {
        using var command = Command(text);
        command.ExecuteNonQuery();
    }

    private DbCommand Command(string text)
    {
        var command = ((DbConnection)_connection).CreateCommand();
        command.CommandText = text;
        return command;
    }
}
