using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Tests.Support;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace QrMenuTelegram.Tests.Playground;

public sealed class FaultTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private SimulatedTelegram _telegram = null!;
    private TelegramBotClient _bot = null!;
    private TelegramChat _group = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await SimulatedTelegram.Start(_time);
        _bot = BotClient.Connect(_telegram);
        _group = _telegram.World.AddGroup("Зал").AddBot(_telegram.AddPerson("Анна"));
    }

    public ValueTask DisposeAsync() => _telegram.DisposeAsync();

    public static TheoryData<Fault, bool> Unclear { get; } =
        new()
        {
            { new Fault.Reset(AfterEffect: false), false },
            { new Fault.Reset(AfterEffect: true), true },
            { new Fault.CutAnswer(), true },
            { Fault.Html(), false },
            { Fault.Html(afterEffect: true), true },
            { new Fault.Body(200, "text/html", "<html>login</html>"), false },
        };

    [Theory]
    [MemberData(nameof(Unclear), DisableDiscoveryEnumeration = true)]
    public async Task An_unclear_outcome_is_no_answer_of_Telegram(Fault fault, bool shown)
    {
        _telegram.Faults.Next(fault);

        var error = await Should.ThrowAsync<RequestException>(Send);

        error.ShouldNotBeOfType<ApiRequestException>();
        _group.FromBot.Count.ShouldBe(shown ? 1 : 0);
        _telegram.Faults.Pending.ShouldBe(0);
        await Send();
    }

    [Fact]
    public async Task Refusals_come_in_Telegrams_form()
    {
        _telegram.Faults.Next(Fault.TooManyRequests(9), "sendMessage", _group.Id);
        _telegram.Faults.Next(Fault.Forbidden("bot was blocked by the user"));
        _telegram.Faults.Next(Fault.Migrated(-1001));
        _telegram.Faults.Next(Fault.ServerError());

        (await BotClient.Refusal(Send)).Parameters!.RetryAfter.ShouldBe(9);
        (await BotClient.Refusal(Send)).Message.ShouldBe("Forbidden: bot was blocked by the user");
        (await BotClient.Refusal(Send)).Parameters!.MigrateToChatId.ShouldBe(-1001);
        (await BotClient.Refusal(Send)).ErrorCode.ShouldBe(500);
        _telegram.Log.Throttled.ShouldBe(1);
    }

    [Fact]
    public async Task A_fault_touches_only_its_method_and_chat_and_ends_when_disposed()
    {
        using (_telegram.Faults.Always(Fault.ServerError(), "sendMessage", _group.Id))
        using (_telegram.Faults.While(call => call.Method == "getchat", Fault.Unauthorized()))
        {
            await BotClient.Refusal(Send);
            await BotClient.Refusal(Send);
            await _bot.GetMe(TestContext.Current.CancellationToken);
            (await BotClient.Refusal(() => _bot.GetChat(_group.Id))).ErrorCode.ShouldBe(401);
        }
        await Send();
    }

    [Fact]
    public async Task A_flood_wait_counts_down_and_ends()
    {
        _telegram.Faults.Flood(TimeSpan.FromHours(1), _group.Id);
        _time.Advance(TimeSpan.FromMinutes(59.5));
        (await BotClient.Refusal(Send)).Parameters!.RetryAfter.ShouldBe(30);
        _time.Advance(TimeSpan.FromSeconds(30));
        await Send();
    }

    [Fact]
    public async Task A_delay_goes_by_the_given_time()
    {
        _telegram.Faults.Next(new Fault.Delay(TimeSpan.FromSeconds(10)));
        var sending = Send();
        await _telegram.WaitFor(() => _telegram.UnderWay == 1);
        sending.IsCompleted.ShouldBeFalse();

        await Eventually.Until(() =>
        {
            // The server may not have armed its timer yet when the first step is taken.
            _time.Advance(TimeSpan.FromSeconds(10));
            return sending.IsCompleted;
        });
        await sending;
    }

    [Fact]
    public async Task A_hanging_call_ends_when_the_client_gives_up()
    {
        _telegram.Faults.Next(new Fault.Hang(AfterEffect: true));
        using var patience = new CancellationTokenSource();
        var sending = _bot.SendMessage(_group.Id, "x", cancellationToken: patience.Token);
        await _group.WaitForMessages(1);
        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(sending);
        await _telegram.WaitFor(() => _telegram.Log.Answered(0) == 1);
    }

    [Fact]
    public async Task Down_refuses_connections_and_comes_back_at_the_same_address()
    {
        await Send();
        await _telegram.GoDown();
        await Should.ThrowAsync<RequestException>(Send);
        await _telegram.GoUp();
        await Send();
        _group.FromBot.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_log_tells_each_request_and_its_outcome()
    {
        _telegram.Faults.Next(new Fault.Reset(AfterEffect: true));
        await Should.ThrowAsync<RequestException>(Send);
        await Send();
        await _telegram.WaitFor(() => _telegram.Log.Count("sendMessage") == 2);

        _telegram
            .Log.Recent.Select(r => (r.Method, r.ChatId, r.Outcome, r.TookEffect))
            .ShouldBe([("sendmessage", _group.Id, 0, true), ("sendmessage", _group.Id, 200, true)]);
    }

    private async Task Send() => await _bot.SendMessage(_group.Id, "x", cancellationToken: TestContext.Current.CancellationToken);
}
