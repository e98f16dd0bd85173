using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests;

/// <summary>
/// Reads the SQL of the built program. Whoever adds a table finds here what it needs: one folder that writes it, and, where it
/// names chats or grows, somebody who moves and prunes its rows.
/// </summary>
public sealed partial class TableOwnershipTests : IDisposable
{
    private const string Topic = "chat_id = @chatId AND topic_id = @topicId";

    private static readonly IReadOnlyList<(TypeDefinition Type, string Method, string Sql)> Statements = ReadStatements();

    /// <summary>What stays, and why it doesn't fill the disk.</summary>
    private static readonly Dictionary<string, string> Permanent = new()
    {
        ["state"] = "a row for each name",
        ["servers"] = "a row for each server",
        ["tables"] = "a row for each table of the restaurant",
        ["pos_waiters"] = "a row for each waiter of the POS",
        ["unclaimed"] = "a row for each table and reason",
        ["halls"] = "what people define, until they remove it",
        ["hall_tables"] = "what people define, until they remove it",
        ["subscriptions"] = "what people define, until they remove it",
        ["mutes"] = "what people define; what is over goes with the next",
        ["boards"] = "one for each chat and topic",
        ["report_times"] = "one for each chat and topic",
        ["report_requests"] = "gone when the report is made",
        ["table_owners"] = "one for each table, gone when the shift ends",
        ["people"] = "a row for each person of the restaurant",
        ["chats"] = "a row for each chat of the restaurant",
        ["starters"] = "the newest thousand",
        ["attempts"] = "the last two minutes",
        ["wall_offsets"] = "the newest thousand",
    };

    /// <summary>What keeps the topic that it names.</summary>
    private static readonly Dictionary<string, string> WithoutTheirTopic = new()
    {
        ["messages"] = "they went with it",
        ["dialogs"] = "their messages went with it",
    };

    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Each_table_is_written_by_one_folder()
    {
        var tables = Tables();
        tables.Count.ShouldBeGreaterThan(20);
        Writes()
            .Where(write => tables.Contains(write.Table))
            .GroupBy(write => write.Table)
            .Where(table => table.Select(write => write.Folder).Distinct().Count() != 1)
            .Select(table => $"{table.Key}: {string.Join(", ", table.Select(write => write.By).Distinct())}")
            .ShouldBeEmpty();
        tables.Except(Writes().Select(write => write.Table)).ShouldBeEmpty("written by nobody?");
    }

    [Fact]
    public void What_names_a_chat_is_moved_with_it_by_its_owner() =>
        Tables()
            .Where(table =>
                Columns(table).Contains("chat_id")
                && !Done<IChatRows>(nameof(IChatRows.Migrate), table, "UPDATE", "SET chat_id = @newId WHERE chat_id = @oldId")
            )
            .ShouldBeEmpty("a line in IChatRows.Migrate of its folder");

    [Fact]
    public void What_names_a_topic_is_looked_after_when_that_is_gone() =>
        Tables()
            .Where(table =>
                Columns(table).Contains("topic_id")
                && !WithoutTheirTopic.ContainsKey(table)
                && !Done<IChatRows>(nameof(IChatRows.LoseTopic), table, "UPDATE", "SET topic_id = 0 WHERE " + Topic)
                && !Done<IChatRows>(nameof(IChatRows.LoseTopic), table, "DELETE FROM", "WHERE " + Topic)
            )
            .ShouldBeEmpty("a line in IChatRows.LoseTopic of its folder, or a reason why not");

    [Fact]
    public void What_grows_is_pruned()
    {
        var pruned = Tables().Where(table => Done<IPrunable>(nameof(IPrunable.Prune), table, "DELETE FROM", "@before")).ToHashSet();
        Permanent.Keys.Intersect(pruned).ShouldBeEmpty();
        Tables()
            .Where(table => !pruned.Contains(table) && !Permanent.ContainsKey(table) && !Parents(table).Any(pruned.Contains))
            .ShouldBeEmpty("a line in IPrunable.Prune of its folder, or a reason why not");
    }

    [Fact]
    public void Whoever_moves_or_prunes_is_asked()
    {
        using var bridge = new BridgeParts(DateTimeOffset.UnixEpoch, "R");
        bridge.Start();
        bridge.GetAll<IChatRows>().Select(rows => rows.GetType()).OrderBy(type => type.FullName).ShouldBe(Upkeep.TypesOf<IChatRows>());
        bridge.GetAll<IPrunable>().Select(rows => rows.GetType()).OrderBy(type => type.FullName).ShouldBe(Upkeep.TypesOf<IPrunable>());
    }

    // In the owner's folder, and not in a statement that only looks like it.
    private static bool Done<T>(string method, string table, string verb, string rest)
    {
        var owner = Writes().First(write => write.Table == table).Folder;
        return Statements.Any(statement =>
            statement.Method == method
            && Folder(statement.Type) == owner
            && statement.Type.Interfaces.Any(one => one.InterfaceType.FullName == typeof(T).FullName)
            && Regex.IsMatch(statement.Sql, $@"{verb} (OR IGNORE )?{table} ", RegexOptions.CultureInvariant)
            && statement.Sql.Contains(rest, StringComparison.Ordinal)
        );
    }

    private IReadOnlyList<string> Tables() => Rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");

    private IReadOnlyList<string> Columns(string table) => Rows($"SELECT name FROM pragma_table_info('{table}')");

    // Its rows go with those of these.
    private IReadOnlyList<string> Parents(string table) =>
        Rows($"SELECT \"table\" FROM pragma_foreign_key_list('{table}') WHERE on_delete = 'CASCADE'");

    private IReadOnlyList<string> Rows(string sql) =>
        _database.Database.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var rows = new List<string>();
            while (reader.Read())
            {
                rows.Add(reader.GetString(0));
            }
            return rows;
        });

    private static IEnumerable<(string Table, string Folder, string By)> Writes() =>
        from statement in Statements
        from Match match in Write().Matches(statement.Sql)
        select (match.Groups[1].Value, Folder(statement.Type), $"{Folder(statement.Type)}/{Outermost(statement.Type).Name}");

    private static string Folder(TypeDefinition type) => Outermost(type).Namespace["QrMenuTelegram".Length..].TrimStart('.').Split('.')[0];

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    private static IReadOnlyList<(TypeDefinition Type, string Method, string Sql)> ReadStatements()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Clock).Assembly.Location);
        return
        [
            .. from type in module.GetAllTypes()
            where Outermost(type).Namespace.StartsWith("QrMenuTelegram", StringComparison.Ordinal)
            from method in type.Methods
            where method.HasBody
            from instruction in method.Body.Instructions
            where instruction.OpCode == OpCodes.Ldstr && Write().IsMatch((string)instruction.Operand)
            select (type, method.Name, (string)instruction.Operand),
        ];
    }

    [GeneratedRegex("(?:INSERT (?:OR [A-Z]+ )?INTO|DELETE FROM|UPDATE(?: OR [A-Z]+)?) +([a-z_]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Write();
}
