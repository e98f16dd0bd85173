using System.Net;
using System.Security.Authentication;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Menu;

namespace QrMenuTelegram.Tests.Playground;

public sealed class SimulatedMenuServerTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly HttpClient _client = new();
    private SimulatedMenuServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await SimulatedMenuServer.Start(_time);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Answers_what_came_after_the_cursor_in_order()
    {
        var table = _server.Table("6");
        var first = table.CallWaiter();
        var second = table.AskForBill();

        (await Hashes("none")).ShouldBe([first.Hash, second.Hash]);
        (await Hashes(first.Hash)).ShouldBe([second.Hash]);
        (await Hashes(second.Hash)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Forgets_events_after_five_minutes()
    {
        _server.Table("6").CallWaiter();
        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        (await Hashes("none")).Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromTicks(1));
        (await Hashes("none")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(UnknownCursor.AnswersEverything, 200, 1)]
    [InlineData(UnknownCursor.AnswersNothing, 200, 0)]
    [InlineData(UnknownCursor.AnswersBadRequest, 400, 0)]
    [InlineData(UnknownCursor.AnswersServerError, 500, 0)]
    [InlineData(UnknownCursor.AnswersResultFalse, 200, 0)]
    public async Task An_unknown_cursor_is_answered_by_the_switch(UnknownCursor behaviour, int status, int events)
    {
        _server.Switches.UnknownCursor = behaviour;
        _server.Table("6").CallWaiter();

        using var response = await Get("0xunknown");

        ((int)response.StatusCode).ShouldBe(status);
        await _server.WaitFor(() => _server.Requests.Count == 1);
        _server.Requests[0].Events.ShouldBe(events);
    }

    [Theory]
    [InlineData(WrongToken.Unauthorized, 401)]
    [InlineData(WrongToken.Forbidden, 403)]
    [InlineData(WrongToken.ResultFalse, 200)]
    public async Task A_wrong_key_is_answered_by_the_switch(WrongToken behaviour, int status)
    {
        _server.Switches.WrongToken = behaviour;
        _server.Table("6").CallWaiter();

        using var response = await Get("none", "wrong");

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("\"result\": false");
        await _server.WaitFor(() => _server.Requests.Count == 1);
        _server.Requests[0].TokenIsRight.ShouldBeFalse();
    }

    [Fact]
    public async Task Forgetting_the_queue_makes_other_hashes()
    {
        var before = _server.Table("6").CallWaiter();
        _server.ForgetQueue();
        var after = _server.Table("6").CallWaiter();

        after.Hash.ShouldNotBe(before.Hash);
        (await Hashes("none")).ShouldBe([after.Hash]);
    }

    [Fact]
    public async Task Duplicates_and_a_repeated_cursor_by_switch()
    {
        var first = _server.Table("6").CallWaiter();
        var second = _server.Table("7").CallWaiter();
        _server.Switches.RepeatsCursor = true;
        (await Hashes(first.Hash)).ShouldBe([first.Hash, second.Hash]);
        _server.Switches.Duplicates = true;
        (await Hashes(second.Hash)).ShouldBe([second.Hash, second.Hash]);
    }

    [Fact]
    public async Task Broken_answers()
    {
        _server.Table("6").CallWaiter();
        _server.BreakNext(
            new BrokenAnswer.Html(),
            new BrokenAnswer.Empty(),
            new BrokenAnswer.Text(),
            new BrokenAnswer.Huge(2),
            new BrokenAnswer.Cut(),
            new BrokenAnswer.Cut(Chunked: true),
            new BrokenAnswer.Reset()
        );

        (await Get("none")).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await Body()).ShouldBeEmpty();
        (await Body()).ShouldStartWith("<html>");
        (await Body()).Length.ShouldBeGreaterThan(2 << 20);
        for (var i = 0; i < 3; i++)
        {
            await Should.ThrowAsync<HttpRequestException>(Body);
        }
        (await Body()).ShouldContain("waiter_call");
    }

    [Fact]
    public async Task Down_refuses_connections_and_comes_back_with_its_queue()
    {
        _server.Table("6").CallWaiter();
        await _server.GoDown();
        await Should.ThrowAsync<HttpRequestException>(Body);
        await _server.GoUp();
        (await Hashes("none")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Tells_of_kept_connections_and_of_how_many_at_once()
    {
        await Body();
        await Body();
        await _server.WaitFor(() => _server.Requests.Count == 2);

        _server.Requests.Select(r => r.ConnectionId).Distinct().ShouldHaveSingleItem();
        _server.MostAtOnce.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Made_events_have_the_shape_of_the_samples(string code)
    {
        var sample = MenuSamples.Event(code);
        var made = JsonNode.Parse(Make(_server.Table("6"), code).Json)!;

        Shape(made).ShouldBe(Shape(sample));
        made["table"]!.GetValue<int>().ShouldBe(sample["table"]!.GetValue<int>());
    }

    public static TheoryData<string> Codes { get; } = [.. MenuSamples.Codes];

    [Fact]
    public void Orders_accumulate()
    {
        var table = _server.Table("6");
        table.SaveOrder(new Dish(1, "Пицца", 500) { Modifiers = [new Dish(2, "Сыр", 50, 2)] }, new Dish(3, "Рыба", 1_000, 0.35m));
        var more = JsonNode.Parse(table.SaveOrder(new Dish(4, "Чай", 100, 2)).Json)!;

        more["code"]!.ToString().ShouldBe("additional_order");
        more["invoice"]!["session"]!["items"]!.AsArray().Single()!["name"]!.ToString().ShouldBe("Чай");
        more["order"]!["dishes"]!.AsArray().Count.ShouldBe(3);
        more["order"]!["sum"]!.ToJsonString().ShouldBe("1150.0");
        more["invoice"]!["unpaid_sum"]!.ToJsonString().ShouldBe("1150.0");
        table.Discounts = [new OrderExtra("Карта гостя", 150)];
        var bill = JsonNode.Parse(table.AskForBill().Json)!;
        bill["order"]!["sum"]!.ToJsonString().ShouldBe("1000.0");
        bill["order"]!["pricelist_sum"]!.ToJsonString().ShouldBe("1150.0");
        table.Clear();
        JsonNode.Parse(table.AskForBill().Json)!["order"].ShouldBeNull();
        JsonNode.Parse(table.SaveOrder(new Dish(4, "Чай", 100)).Json)!["code"]!.ToString().ShouldBe("save_order");
    }

    [Fact]
    public async Task Https_with_a_certificate_of_its_own_or_of_an_authority()
    {
        var self = ServerCertificate.SelfSigned(TimeProvider.System.GetUtcNow());
        var signed = ServerCertificate.SignedByAuthority(TimeProvider.System.GetUtcNow());
        foreach (var certificate in (ServerCertificate[])[self, signed])
        {
            await using var server = await SimulatedMenuServer.Start(_time, certificate: certificate);
            string? offered = null;
            using var handler = new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (_, c, _, _) =>
                    (offered = c!.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)) is not null,
            };
            using var trusting = new HttpClient(handler);
            (
                await trusting.GetAsync(new Uri(server.Url + "/api/v4/events?hash=none"), TestContext.Current.CancellationToken)
            ).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            offered.ShouldBe(certificate.Sha256);
            (
                await Should.ThrowAsync<HttpRequestException>(() =>
                    _client.GetAsync(new Uri(server.Url), TestContext.Current.CancellationToken)
                )
            ).InnerException.ShouldBeOfType<AuthenticationException>();
        }
        signed.AuthorityPem.ShouldStartWith("-----BEGIN CERTIFICATE-----");
    }

    private static QueuedEvent Make(GuestTable table, string code)
    {
        var first = code is "waiter_call" or "save_order" ? null : table.SaveOrder(new Dish(1, "Блюдо", 150));
        return code switch
        {
            "waiter_call" => table.CallWaiter(),
            "bill_request" => table.AskForBill(),
            "online_payment" => table.PayOnline(),
            _ => table.SaveOrder(new Dish(1, "Блюдо", 12, 3)),
        };
    }

    /// <summary>Names and kinds in order, of a list its first element's.</summary>
    private static string Shape(JsonNode? node) =>
        node switch
        {
            JsonObject o => "{" + string.Join(",", o.Select(p => p.Key + ":" + Shape(p.Value))) + "}",
            JsonArray a => "[" + (a.Count == 0 ? "" : Shape(a[0])) + "]",
            null => "null",
            _ => node.GetValueKind() is System.Text.Json.JsonValueKind.Number
                ? (node.ToJsonString().Contains('.', StringComparison.Ordinal) ? "decimal" : "integer")
                : "text",
        };

    private async Task<HttpResponseMessage> Get(string hash, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_server.Url}/api/v4/events?hash={hash}");
        request.Headers.Add("token", token ?? _server.Token);
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<string> Body()
    {
        using var response = await Get("none");
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<List<string>> Hashes(string hash)
    {
        using var response = await Get(hash);
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return [.. json["data"]!["updates"]!.AsArray().Select(e => e!["hash"]!.ToString())];
    }
}
