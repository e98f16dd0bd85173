using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Telegram;

/// <summary>Answers over HTTP of which nobody has written down what they look like.</summary>
public sealed class OddAnswerTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SimulatedTelegram _telegram = null!;
    private TelegramGateway _gateway = null!;
    private Person _anna = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await SimulatedTelegram.Start(TimeProvider.System);
        _gateway = new TelegramGateway(Given.Telegram(_telegram.Token, _telegram.ApiUrl));
        _anna = _telegram.AddPerson("Анна");
        _anna.Start();
    }

    public async ValueTask DisposeAsync()
    {
        _gateway.Dispose();
        await _telegram.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"ok":true,"result":{"message_id":7,"date":"today","chat":{"id":{}},"forward_origin":{"type":"not known yet"}}}""", 7)]
    [InlineData("""{"result":{"new_thing":[[{"a":null}]],"message_id":7},"ok":true}""", 7)]
    [InlineData("""{"ok":true,"result":{"message_id":"7"}}""", 7)]
    [InlineData("""{"ok":true,"result":{"message_id":7.0}}""", 7)]
    [InlineData("""{"ok":true,"result":{"message_id":4294967303}}""", 4_294_967_303)]
    [InlineData("""{"ok":"true","result":{"message_id":7}}""", 7)]
    [InlineData("\uFEFF{\"ok\":true,\"result\":{\"message_id\":7}}", 7)]
    [InlineData("""{"ok":true,"result":{"message_id":7,"text":"cut of""", 7)]
    [InlineData("""{"ok":true,"result":{"message_id":12""", 0)]
    [InlineData("""{"ok":true,"result":{"message_id":"many"}}""", 0)]
    [InlineData("""{"ok":true,"result":{"message_id":-7}}""", 0)]
    [InlineData("""{"ok":true,"result":[]}""", 0)]
    [InlineData("""{"ok":true,"result":true}""", 0)]
    [InlineData("""{"ok":true,"result":null}""", 0)]
    [InlineData("""{"ok":true}""", 0)]
    [InlineData("""{"ok":true,"error_code":400,"description":"Bad Request: chat not found"}""", 0)]
    public async Task A_yes_means_that_it_is_shown_whatever_else_stands_there(string body, long id)
    {
        _telegram.Faults.Next(new Fault.Body(200, "application/json", body, AfterEffect: true));
        (await Send()).ShouldBe(new SendOutcome.Delivered(id));
    }

    [Fact]
    public async Task A_yes_that_lies_deep_in_what_nobody_knows_is_read_too()
    {
        var deep = new string('[', 20_000) + new string(']', 20_000);
        _telegram.Faults.Next(
            new Fault.Body(
                200,
                "application/json",
                "{\"new\":" + deep + ",\"ok\":true,\"result\":{\"x\":" + deep + ",\"message_id\":7}}",
                AfterEffect: true
            )
        );
        (await Send()).ShouldBe(new SendOutcome.Delivered(7));
    }

    [Theory]
    [InlineData(400, """{"ok":false,"error_code":400}""")]
    [InlineData(400, """{"ok":false,"error_code":"400","description":null}""")]
    [InlineData(400, """{"ok":false,"description":""}""")]
    public async Task A_no_without_a_reason_is_told_apart_from_no_answer(int status, string body)
    {
        _telegram.Faults.Next(new Fault.Body(status, "application/json", body));
        (await Send()).ShouldBeOfType<SendOutcome.Unexplained>();
    }

    [Theory]
    [InlineData(403)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(407)]
    public async Task A_page_of_something_between_is_neither_a_refusing_chat_nor_a_refused_token(int status)
    {
        _telegram.Faults.Next(Fault.Html(status));
        (await Send()).ShouldBeOfType<SendOutcome.Unknown>().Answered.ShouldBeTrue();
        _telegram.Faults.Next(Fault.Html(status));
        (await _gateway.GetMe(Cancel)).ShouldBeOfType<Answer<BotIdentity>.Failed>().Failure.ShouldBe(TelegramFailure.Unreachable);
    }

    [Fact]
    public async Task Migrated_to_the_id_that_it_has_is_no_migration()
    {
        _telegram.Faults.Next(Fault.Migrated(_anna.Id));
        (await Send()).ShouldBeOfType<SendOutcome.ChatRefused>();
        _telegram.Faults.Next(
            new Fault.Body(
                400,
                "application/json",
                """{"ok":false,"error_code":400,"description":"Bad Request: x","parameters":{"migrate_to_chat_id":"-1009"}}"""
            )
        );
        (await Send()).ShouldBe(new SendOutcome.Migrated(-1009));
    }

    [Theory]
    [InlineData("""{"ok":true,"result":{"id":"5","username":"bot","first_name":["x"],"added_to_attachment_menu":"maybe"}}""", 5)]
    [InlineData("""{"ok":true,"result":{"username":"bot"}}""", 42)]
    public async Task Who_we_are_is_read_as_far_as_it_is_told(string body, long id)
    {
        using var gateway = new TelegramGateway(Given.Telegram("42:x", _telegram.ApiUrl));
        _telegram.Token = "42:x";
        _telegram.Faults.Next(new Fault.Body(200, "application/json", body));
        (await gateway.GetMe(Cancel)).ShouldBeOfType<Answer<BotIdentity>.Ok>().Value.ShouldBe(new BotIdentity(id, "bot", ""));
    }

    [Theory]
    [InlineData(
        """{"ok":true,"result":[{"update_id":8,"message":{"deep":DEEP}},{"update_id":9,"message":{"chat":{"id":1},"from":{"id":1},"text":"x"}}]}""",
        "8 Unreadable, 9 TextMessage"
    )]
    [InlineData(
        """{"ok":true,"result":[{"update_id":"8"},{"of":"nobody"},5,{"update_id":4294967305,"new_kind":{}}]}""",
        "8 Other, 4294967305 Other"
    )]
    [InlineData("""{"ok":true,"result":[{"update_id":8,"new_kind":{}},{"update_id":9,"mess""", "8 Other")]
    public async Task Updates_of_which_one_can_not_be_read_are_read(string body, string read)
    {
        var deep = string.Concat(Enumerable.Repeat("{\"x\":[", 5000)) + string.Concat(Enumerable.Repeat("]}", 5000));
        _telegram.Faults.Next(new Fault.Body(200, "application/json", body.Replace("DEEP", deep, StringComparison.Ordinal)));
        var updates = (await _gateway.GetUpdates(0, TimeSpan.Zero, Cancel))
            .ShouldBeOfType<Answer<IReadOnlyList<IncomingUpdate>>.Ok>()
            .Value;
        string.Join(", ", updates.Select(update => $"{update.UpdateId} {update.GetType().Name}")).ShouldBe(read);
    }

    [Theory]
    [InlineData("""{"ok":true,"result":null}""")]
    [InlineData("""{"ok":true}""")]
    [InlineData("""{"ok":true,"result":[{"update_id":8,"mess""")]
    public async Task Updates_of_which_none_can_be_read_are_asked_for_again_later(string body)
    {
        _telegram.Faults.Next(new Fault.Body(200, "application/json", body));
        (await _gateway.GetUpdates(0, TimeSpan.Zero, Cancel))
            .ShouldBeOfType<Answer<IReadOnlyList<IncomingUpdate>>.Failed>()
            .Failure.ShouldBe(TelegramFailure.Unreachable);
    }

    private Task<SendOutcome> Send() => _gateway.Send(_anna.Id, 0, MessageContent.Html("x"), silent: false, Cancel);
}
