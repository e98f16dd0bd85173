using BenchmarkDotNet.Attributes;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QrMenuTelegram.Events;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Updates;

namespace QrMenuTelegram.Benchmarks.Micro;

/// <summary>
/// A press on a call's button, from the update to the commit that makes every chat show it: 500 open calls, each shown in
/// 50 chats, <c>synchronous=FULL</c>. The goal is 50 ms.
/// </summary>
[MemoryDiagnoser]
public class PressBenchmarks
{
    private const int Calls = 500;
    private const int Chats = 50;

    private readonly string _folder = Directory.CreateTempSubdirectory("qrmenu-bench-").FullName;
    private readonly Sender _waiter = new(7, "Иван", null, "ru");
    private ServiceProvider _services = null!;
    private int _presses;

    [GlobalSetup]
    public void Prepare()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddBridge(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        ["Telegram:Token"] = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                        ["QrMenu:Servers:Terrace:Url"] = "https://127.0.0.1:1",
                        ["QrMenu:Servers:Terrace:Token"] = "key",
                        ["Storage:Path"] = Path.Combine(_folder, "bridge.db"),
                    }
                )
                .Build()
        );
        _services = services.BuildServiceProvider();
        var (database, accept, _) = (Get<Database>(), Get<Accept>(), Get<UpdateHandler>());
        var memory = database.Write(transaction =>
        {
            for (var chat = 1; chat <= Chats; chat++)
            {
                transaction.Connection.Execute(
                    """
                    INSERT INTO chats (id, kind, title) VALUES (@id, 'supergroup', 'Зал');
                    INSERT INTO subscriptions (chat_id, role, created_at, created_by) VALUES (@id, 'waiter', 1, 1);
                    """,
                    new { id = -chat }
                );
            }
            return ServerMemory.Load(transaction, "Terrace", TimeSpan.FromMinutes(5), Instant.LongAgo);
        });
        accept.Take(memory, [.. Enumerable.Range(1, Calls).Select(table => Call(table))], TimeSpan.Zero);
        database.Write(transaction =>
            transaction.Connection.Execute(
                """
                INSERT INTO messages (id, chat_id, topic_id, telegram_id, begun_at, shown_at) SELECT id, chat_id, 0, id, created_at,
                    created_at FROM notices;
                UPDATE notices SET message_id = id, shown_version = 1;
                """
            )
        );
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _services.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Takes a call, or releases the one taken before.</summary>
    [Benchmark]
    public string? Press()
    {
        var data = $"claim:{(_presses % 2 == 0 ? 't' : 'r')}:{1 + (_presses / 2 % Calls)}";
        var press = new IncomingUpdate.ButtonPress(++_presses, "query", _waiter, new ChatInfo(-1, ChatKind.Supergroup, "Зал"), 0, 1, data);
        var handler = Get<UpdateHandler>();
        return Get<Database>().Write(transaction => handler.Handle(transaction, press))!.Text;
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private static MenuEvent Call(int table) =>
        ElementReader.Read(
            "Terrace",
            System.Text.Encoding.UTF8.GetBytes(
                $$"""{"hash": "h{{table}}", "code": "waiter_call", "table": { "id": {{table}} }, "table_repr": { "name": "{{table}}" } }"""
            )
        );
}
