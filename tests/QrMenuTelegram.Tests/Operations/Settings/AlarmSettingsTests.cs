using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Operations.Settings;

namespace QrMenuTelegram.Tests.Operations.Settings;

public sealed class AlarmSettingsTests
{
    private readonly Dictionary<string, string?> _set = new()
    {
        ["Telegram:Token"] = "123456789:AAE-secret_secret_secret_secret_secre",
        ["QrMenu:Servers:Terrace:Url"] = "https://10.0.0.5:8443",
        ["QrMenu:Servers:Terrace:Token"] = "key",
    };

    [Fact]
    public void Mail_needs_a_server_and_recipients_and_is_from_the_user_where_that_is_an_address()
    {
        _set["Alarm:Mail:Server"] = "smtp.example";
        _set["Alarm:Mail:User"] = "bridge@example.com";
        _set["Alarm:Mail:Password"] = "correct horse";
        _set["Alarm:Mail:To"] = "boss@example.com, Chef <chef@example.com>";
        var mail = Read().Alarm.Mail;
        mail.Port.ShouldBe(465);
        mail.Recipients.ShouldBe("boss@example.com, chef@example.com");
        mail.Sender!.Address.ShouldBe("bridge@example.com");
    }

    [Theory]
    [InlineData("Alarm__Mail__Server", "Alarm:Mail:To=boss@example.com")]
    [InlineData("Alarm__Mail__To", "Alarm:Mail:Server=smtp.example", "Alarm:Mail:From=a@example.com")]
    [InlineData("Alarm__Mail__To", "Alarm:Mail:Server=smtp.example", "Alarm:Mail:From=a@example.com", "Alarm:Mail:To=boss")]
    [InlineData("Alarm__Mail__From", "Alarm:Mail:Server=smtp.example", "Alarm:Mail:To=boss@example.com")]
    [InlineData(
        "Alarm__Mail__Password",
        "Alarm:Mail:Server=smtp.example",
        "Alarm:Mail:To=boss@example.com",
        "Alarm:Mail:User=bridge@example.com"
    )]
    [InlineData("Alarm__Url", "Alarm:Url=sms.example/send")]
    [InlineData("Heartbeat__Url", "Heartbeat:Url=ftp://hc.example/uuid")]
    public void What_is_missing_or_wrong_is_named(string variable, params string[] set)
    {
        foreach (var one in set)
        {
            _set[one.Split('=')[0]] = one.Split('=')[1];
        }
        Should.Throw<SettingsException>(Read).Problems.Select(problem => problem.Variable).ShouldBe([variable]);
    }

    [Fact]
    public void Addresses_that_hold_keys_and_the_password_are_masked()
    {
        _set["Alarm:Url"] = "https://sms.example/send/key-of-the-gateway";
        _set["Heartbeat:Url"] = "https://hc.example/0f1e2d3c-aaaa";
        _set["Alarm:Mail:Server"] = "smtp.example";
        _set["Alarm:Mail:User"] = "bridge@example.com";
        _set["Alarm:Mail:Password"] = "correct horse";
        _set["Alarm:Mail:To"] = "boss@example.com";
        var masks = new Masks();
        masks.Learn(Read());
        var line = masks.Apply("POST https://sms.example/send/key-of-the-gateway, /0f1e2d3c-aaaa/fail, correct horse");
        line.ShouldBe($"POST {Masks.Mask}, {Masks.Mask}/fail, {Masks.Mask}");

        var before = new Masks();
        before.Learn(Configuration());
        before.Apply("https://sms.example/send/key-of-the-gateway").ShouldNotContain("key-of-the-gateway");
    }

    private BridgeSettings Read() => BridgeSettings.Read(Configuration());

    private IConfigurationRoot Configuration() => new ConfigurationBuilder().AddInMemoryCollection(_set).Build();
}
