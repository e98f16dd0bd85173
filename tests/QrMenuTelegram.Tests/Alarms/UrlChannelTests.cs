using System.Text.Json.Nodes;
using QrMenuTelegram.Alarms;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Alarms;

public sealed class UrlChannelTests : IDisposable
{
    private readonly AlarmRig _alarm = new();

    public void Dispose() => _alarm.Dispose();

    [Fact]
    public async Task The_alarm_is_posted_in_the_form_that_the_manual_describes()
    {
        await using var gateway = await RecordedRequests.Start();
        (await Send($"{gateway.Url}/sms?key=geheim", AlarmKind.Raised)).ShouldBe(new AlarmOutcome.Sent());
        var request = gateway.All.ShouldHaveSingleItem();
        (request.Method, request.Path, request.ContentType).ShouldBe(("POST", "/sms?key=geheim", "application/json; charset=utf-8"));
        JsonNode
            .DeepEquals(
                JsonNode.Parse(request.Body),
                JsonNode.Parse(
                    """
                    {
                      "event": "raised",
                      "since": "2026-11-23T19:00:00+03:00",
                      "restaurant": "Берег",
                      "calls": [
                        { "server": "Берег", "table": "6", "code": "waiter_call", "since": "2026-11-23T19:00:00+03:00", "waitsSeconds": 135 }
                      ],
                      "text": "Гости ждут, а персонал этого не видит: 6 · Берег"
                    }
                    """
                )
            )
            .ShouldBeTrue(request.Body);
    }

    [Fact]
    public async Task That_it_is_over_tells_from_when_to_when()
    {
        await using var gateway = await RecordedRequests.Start();
        await Send(gateway.Url, AlarmKind.Over);
        var body = JsonNode.Parse(gateway.All.ShouldHaveSingleItem().Body)!;
        body["event"]!.GetValue<string>().ShouldBe("over");
        body["until"]!.GetValue<string>().ShouldBe("2026-11-23T19:02:15+03:00");
        body["calls"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(204, null)]
    [InlineData(403, "it answers 403 (Forbidden)")]
    [InlineData(500, "it answers 500 (InternalServerError)")]
    public async Task Any_2xx_is_taken_and_everything_else_is_not(int answer, string? why)
    {
        await using var gateway = await RecordedRequests.Start();
        gateway.Answer = answer;
        ((await Send(gateway.Url, AlarmKind.Test)) as AlarmOutcome.Failed)?.Why.ShouldBe(why);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_to_wherever_it_leads()
    {
        await using var gateway = await RecordedRequests.Start();
        (gateway.Answer, gateway.Location) = (302, "/elsewhere");
        Why(await Send(gateway.Url, AlarmKind.Test)).ShouldContain("redirect");
        gateway.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_gateway_that_is_down_or_not_trusted_is_said_without_its_address()
    {
        await using var gateway = await RecordedRequests.Start();
        await gateway.GoDown();
        Why(await Send($"{gateway.Url}/key-of-the-gateway", AlarmKind.Test)).ShouldNotContain("key-of-the-gateway");

        await using var stranger = await RecordedRequests.Start(
            ServerCertificate.SignedByAuthority(TimeProvider.System.GetUtcNow()).Certificate
        );
        Why(await Send($"{stranger.Url}/key-of-the-gateway", AlarmKind.Test)).ShouldStartWith("its certificate is not trusted");
    }

    [Fact]
    public async Task TLS_with_a_certificate_that_is_trusted_works()
    {
        var certificate = ServerCertificate.SignedByAuthority(TimeProvider.System.GetUtcNow());
        await using var gateway = await RecordedRequests.Start(certificate.Certificate);
        (await Send(gateway.Url, AlarmKind.Test, certificate)).ShouldBe(new AlarmOutcome.Sent());
    }

    private static string Why(AlarmOutcome outcome) => outcome.ShouldBeOfType<AlarmOutcome.Failed>().Why;

    private async Task<AlarmOutcome> Send(string url, AlarmKind kind, ServerCertificate? trusted = null)
    {
        using var channel = new UrlChannel(
            new AlarmOptions { Url = new Uri(url) },
            _alarm.Texts,
            new RestaurantOptions(),
            _alarm.Rig.Clock,
            trusted is null ? null : TrustOf.Authority(trusted.AuthorityPem!)
        );
        // The rig begins at 19:02 and has waited 15 s.
        var (since, now) = (_alarm.Rig.Clock.Now - 135_000, _alarm.Rig.Clock.Now);
        return await channel.Send(
            new AlarmNews(kind, since, now, kind == AlarmKind.Raised ? [new UnseenCall("Берег", "6", "waiter_call", since)] : []),
            TestContext.Current.CancellationToken
        );
    }
}
