using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Reach;

public sealed class WaySettingsTests
{
    [Fact]
    public void The_names_give_the_order_and_numbers_count_as_numbers()
    {
        var options = Given.Read(
            read => new TelegramOptions(read),
            ("Telegram__Token", "1:a"),
            ("Telegram__Ways__10-relay__ApiUrl", "https://relay.example/tg"),
            ("Telegram__Ways__2-proxy__Proxy", "socks5://me:pw@10.0.0.1:1080"),
            ("Telegram__Ways__1-direct__Proxy", "direct")
        );
        options.Ways.Select(way => way.Name).ShouldBe(["1-direct", "2-proxy", "10-relay"]);
        options.Ways[0].ShouldBe(new WayOptions("1-direct"));
        options.Ways[1].Proxy!.Address.ShouldBe(new Uri("socks5://10.0.0.1:1080"));
        options.Ways[2].ApiUrl.ShouldBe(new Uri("https://relay.example/tg"));
    }

    [Fact]
    public void Without_any_the_proxy_and_the_address_are_the_one_way()
    {
        var way = Given.Telegram("1:a", "http://10.0.0.2:8081", "http://10.0.0.3:3128").Ways.ShouldHaveSingleItem();
        way.ApiUrl.ShouldBe(new Uri("http://10.0.0.2:8081"));
        way.Proxy!.Address.ShouldBe(new Uri("http://10.0.0.3:3128"));
    }

    [Theory]
    [InlineData("Telegram__Ways__a__Proxy", "10.0.0.1:1080", "Telegram__Ways__a__Proxy does not say which kind of proxy it is")]
    [InlineData("Telegram__Ways__a__ApiUrl", "relay", "Telegram__Ways__a__ApiUrl is 'relay'")]
    [InlineData("Telegram__Ways__a__Header", "just-a-secret", "Telegram__Ways__a__Header is not a header")]
    [InlineData("Telegram__Ways__a__Header", "X Key: 1", "Telegram__Ways__a__Header is not a header")]
    public void What_is_wrong_is_named_with_the_fix_and_without_the_secret(string variable, string value, string begins)
    {
        var findings = new Findings();
        _ = new TelegramOptions(new VariableReader(Given.Configuration([new("Telegram__Token", "1:a"), new(variable, value)]), findings));
        var error = findings.Errors.ShouldHaveSingleItem().ToString();
        error.ShouldStartWith(begins);
        error.ShouldNotContain("just-a-secret");
    }

    [Fact]
    public void A_proxy_beside_ways_is_warned_of()
    {
        var settings = BridgeSettings.Read(
            Given.Configuration([
                new("Telegram__Token", "1:a"),
                new("Telegram__Proxy", "http://10.0.0.3:3128"),
                new("Telegram__Ways__a__Proxy", "direct"),
                new("QrMenu__Servers__Terrace__Url", "https://10.0.0.4"),
                new("QrMenu__Servers__Terrace__Token", "key"),
            ])
        );
        settings.Warnings.ShouldHaveSingleItem().ToString().ShouldStartWith("Telegram__Proxy is not used, since ways are set");
    }

    [Fact]
    public void The_header_is_a_secret_also_where_it_is_misspelt()
    {
        var masks = new Masks();
        masks.Learn((IConfiguration)Given.Configuration([new("Telegram__Ways__a__Headr", "X-Relay-Key: very-secret-key")]));
        masks.Apply("it said X-Relay-Key: very-secret-key").ShouldNotContain("very-secret-key");
    }
}
