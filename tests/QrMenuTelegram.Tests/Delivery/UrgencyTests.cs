using QrMenuTelegram.Delivery;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

public sealed class UrgencyTests : IDisposable
{
    private readonly DeliveryRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void With_thousands_of_orders_waiting_a_call_is_shown_with_the_next_message_of_its_chat()
    {
        for (var i = 0; i < 2000; i++)
        {
            _run.Wish(-1, $"order {i}: a soup, a salad and something to drink, with a few words about how to make them");
        }
        for (var i = 0; i < 1000; i++)
        {
            _run.Wish(-2 - (i % 50), $"order {i}");
        }
        _run.Pass(TimeSpan.FromSeconds(30));
        _run.Wish(-1, "CALL", Urgency.Call);
        var before = _run.Telegram.In(-1).Count();
        _run.Pass(TimeSpan.FromSeconds(2));
        _run.Telegram.In(-1).Skip(before).First().Text.ShouldStartWith("CALL");
        _run.Telegram.Throttled.ShouldBe(0);
    }

    [Fact]
    public void A_stream_of_orders_leaves_room_for_calls_in_every_minute()
    {
        for (var second = 0; second < 300; second++)
        {
            _run.Wish(-1, $"order {second}");
            if (second % 30 == 29)
            {
                _run.Wish(-1, $"CALL {second}", Urgency.Call);
                _run.Pass(TimeSpan.FromMilliseconds(200));
                _run.Telegram.In(-1).Last().Text.ShouldContain($"CALL {second}");
                _run.Pass(TimeSpan.FromMilliseconds(800));
            }
            else
            {
                _run.Pass(TimeSpan.FromSeconds(1));
            }
        }
        _run.Telegram.Throttled.ShouldBe(0);
        _run.Pass(TimeSpan.FromSeconds(10));
        _run.Count("SELECT count(*) FROM notices WHERE shown_version = 0").ShouldBe(0);
    }

    [Fact]
    public void Edits_neither_starve_nor_are_starved()
    {
        var calls = Enumerable.Range(0, 10).Select(i => _run.Wish(-1, $"call {i}", Urgency.Call)).ToList();
        _run.Pass(TimeSpan.FromSeconds(5));
        for (var second = 0; second < 240; second++)
        {
            _run.Wish(-1, $"order {second}");
            _run.Change(calls[second % 10], $"call {second % 10}, waits {second} s");
            _run.Pass(TimeSpan.FromSeconds(1));
        }
        var text = string.Join('\n', _run.Telegram.In(-1).Select(message => message.Text));
        text.ShouldContain("waits 2");
        text.ShouldContain("order 19");
        _run.Telegram.Throttled.ShouldBe(0);
    }

    [Fact]
    public void The_hot_queries_use_their_indexes()
    {
        Plan("SELECT id FROM notices WHERE chat_id = 1 AND message_id IS NULL AND ended_at IS NULL ORDER BY urgency, id LIMIT 1")
            .ShouldContain("notices_waiting");
        Plan("SELECT id FROM notices WHERE chat_id = 1 AND message_id IS NULL AND ended_at IS NULL ORDER BY urgency, id LIMIT 1")
            .ShouldNotContain("TEMP B-TREE");
        Plan("SELECT id FROM notices WHERE message_id = 1 ORDER BY urgency, id").ShouldContain("notices_by_message");
        Plan("SELECT id FROM messages WHERE chat_id = 1 AND changed = 1 AND telegram_id IS NOT NULL AND gone = 0 ORDER BY id LIMIT 1")
            .ShouldContain("messages_changed");
        Plan("DELETE FROM messages WHERE telegram_id IS NULL AND id NOT IN (SELECT value FROM json_each('[1]'))")
            .ShouldContain("messages_in_doubt");
        Plan("SELECT 1 FROM messages WHERE chat_id = 1 AND telegram_id = 2 AND gone = 0").ShouldContain("messages_by_telegram_id");
        Plan("SELECT chat_id FROM messages WHERE changed = 1").ShouldContain("messages_changed");
        Plan("SELECT chat_id FROM notices WHERE message_id IS NULL AND ended_at IS NULL").ShouldContain("notices_waiting");
        Plan("SELECT id FROM notices WHERE subject = 'x' ORDER BY id").ShouldContain("notices_by_subject");
        Plan("DELETE FROM attempts WHERE begun_at < 1 AND done_at < 1").ShouldContain("attempts_by_time");
    }

    private string Plan(string sql) =>
        _run.Database.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + sql;
            using var reader = command.ExecuteReader();
            var lines = new List<string>();
            while (reader.Read())
            {
                lines.Add(reader.GetString(3));
            }
            return string.Join('\n', lines);
        });
}
