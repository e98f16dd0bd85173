using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Alarms;

/// <summary>The whole bridge: Telegram goes, a guest calls, somebody hears of it.</summary>
public sealed class AlarmOverHttpTests
{
    [Fact]
    public async Task With_Telegram_gone_both_channels_tell_of_a_call_and_with_Telegram_back_that_it_is_over()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 19, 0, 0, TimeSpan.Zero));
        await using var mail = TestMailServer.Start();
        await using var gateway = await RecordedRequests.Start();
        await using var bridge = await BridgeHost.Prepare(time);
        bridge.Settings["Alarm:Mail:Server"] = "127.0.0.1";
        bridge.Settings["Alarm:Mail:Port"] = $"{mail.Port}";
        bridge.Settings["Alarm:Mail:From"] = "bridge@example.com";
        bridge.Settings["Alarm:Mail:To"] = "boss@example.com";
        bridge.Settings["Alarm:Url"] = $"{gateway.Url}/key-of-the-gateway";
        bridge.Settings["Restaurant:Language"] = "en";
        bridge.Settings["QrMenu:PollInterval"] = "00:00:01";
        await bridge.Start();
        await bridge.BecomeManager();
        await bridge.Telegram.GoDown();
        bridge.Menu.Table("12").CallWaiter();
        await Until(() => !mail.Mails.IsEmpty && !gateway.All.IsEmpty);
        mail.Mails.Single().Subject.ShouldBe("Guests wait and the staff can't see it: 12 · Terrace");
        JsonNode.Parse(gateway.All.Single().Body)!["calls"]![0]!["waitsSeconds"]!.GetValue<int>().ShouldBeInRange(120, 125);

        await bridge.Telegram.GoUp();
        await Until(() => mail.Mails.Count == 2 && gateway.All.Count == 2);
        mail.Mails.Last().Subject.ShouldBe("Guests' calls can be seen again · Terrace");
        bridge.Log.Lines.ShouldNotContain(line => line.Text.Contains("key-of-the-gateway", StringComparison.Ordinal));

        // Half a second at a time: what answers over real sockets has the time for it.
        Task Until(Func<bool> isSo) =>
            Eventually.Until(() =>
            {
                time.Advance(TimeSpan.FromMilliseconds(500));
                return isSo();
            });
    }
}
