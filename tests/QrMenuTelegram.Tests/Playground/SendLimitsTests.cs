using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;
using Telegram.Bot;

namespace QrMenuTelegram.Tests.Playground;

public sealed class SendLimitsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private SimulatedTelegram _telegram = null!;
    private TelegramBotClient _bot = null!;
    private Person _anna = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await SimulatedTelegram.Start(_time);
        _telegram.Limits = SendLimits.Exact;
        _bot = BotClient.Connect(_telegram);
        _anna = _telegram.AddPerson("Анна");
        _anna.Start();
    }

    public ValueTask DisposeAsync() => _telegram.DisposeAsync();

    [Fact]
    public async Task A_private_chat_takes_one_a_second()
    {
        await Send(_anna.Id);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        (await Throttled(_anna.Id)).ShouldBe(1);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await Send(_anna.Id);
        _telegram.Log.Throttled.ShouldBe(1);
    }

    [Fact]
    public async Task A_burst_in_a_private_chat_may_be_allowed()
    {
        _telegram.Limits = SendLimits.Exact with { PrivateBurst = 3 };
        for (var i = 0; i < 3; i++)
        {
            await Send(_anna.Id);
        }
        await Throttled(_anna.Id);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Send(_anna.Id);
        await Throttled(_anna.Id);
    }

    [Fact]
    public async Task A_group_takes_twenty_sends_and_edits_in_any_minute()
    {
        var group = _telegram.World.AddGroup("Зал").AddBot(_anna);
        for (var i = 0; i < 10; i++)
        {
            await Send(group.Id);
            await _bot.EditMessageText(group.Id, group.Last.Id, $"y{i}", cancellationToken: TestContext.Current.CancellationToken);
            _time.Advance(TimeSpan.FromSeconds(2));
        }
        (await Throttled(group.Id)).ShouldBe(40);
        _time.Advance(TimeSpan.FromSeconds(40));
        await Send(group.Id);
        await Send(group.Id);
        (await Throttled(group.Id)).ShouldBe(2);
        group.FromBot.Count.ShouldBe(12);
    }

    [Fact]
    public async Task The_bot_takes_thirty_in_any_second()
    {
        var people = Enumerable.Range(0, 31).Select(i => _telegram.AddPerson($"P{i}")).ToList();
        people.ForEach(p => p.Start());
        foreach (var person in people.Take(30))
        {
            await Send(person.Id);
        }
        await Throttled(people[30].Id);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Send(people[30].Id);
    }

    [Fact]
    public async Task A_refused_message_does_not_count()
    {
        await BotClient.Refusal(() => _bot.SendMessage(_anna.Id, " "));
        await Send(_anna.Id);
    }

    private async Task Send(long chatId) => await _bot.SendMessage(chatId, "x", cancellationToken: TestContext.Current.CancellationToken);

    private async Task<int?> Throttled(long chatId)
    {
        var refusal = await BotClient.Refusal(() => Send(chatId));
        refusal.ErrorCode.ShouldBe(429);
        refusal.Message.ShouldBe($"Too Many Requests: retry after {refusal.Parameters!.RetryAfter}");
        return refusal.Parameters.RetryAfter;
    }
}
