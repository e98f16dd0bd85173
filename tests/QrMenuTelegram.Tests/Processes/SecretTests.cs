namespace QrMenuTelegram.Tests.Processes;

/// <summary>Secrets, and whatever looks like a bot token, are masked wherever somebody typed them.</summary>
[Trait("Kind", "Process")]
public sealed class SecretTests
{
    private const string Token = "5123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc";

    private static readonly string Part = Token.Split(':')[1];

    [Theory]
    [InlineData("Telegram__Token", "https://" + Token)]
    [InlineData("Telegram__ApiUrl", Token)]
    [InlineData("Telegram__ApiUrl", "https://api.telegram.org/bot" + Token)]
    [InlineData("Telegram__Proxy", Token)]
    [InlineData("Telegram__Managers", Token)]
    [InlineData("Telegram__TokenFile", Token)]
    [InlineData("QrMenu__Servers__Terrace__Url", Token)]
    [InlineData("QrMenu__Servers__Terrace__Url", "https://127.0.0.1:1/" + Token)]
    [InlineData("QrMenu__Servers__Terrace__TokenFile", Token)]
    [InlineData("QrMenu__Servers__Terrace__CaFile", Token)]
    [InlineData("QrMenu__Servers__Terrace__CertificateSha256", Token)]
    [InlineData("QrMenu__Timeout", Token)]
    [InlineData("Restaurant__Language", Token)]
    [InlineData("Restaurant__TimeZone", Token)]
    [InlineData("Restaurant__Hours", Token)]
    [InlineData("Restaurant__Currency", Token)]
    [InlineData("Messages__Folder", Token)]
    [InlineData("Calls__AgeSteps", Token)]
    [InlineData("Calls__Steps__1__To", Token)]
    [InlineData("Storage__Path", "data/" + Token)]
    [InlineData("QrMenu__Servers__" + Token + "__Url", "https://127.0.0.1:1")]
    [InlineData("QrMenu__" + Token, "x")]
    public async Task A_token_in_a_wrong_place_is_not_shown(string variable, string value)
    {
        await using var whole = await WholeProgram.Start();
        whole.Variables[variable] = value;
        foreach (var word in new[] { "check", "health" })
        {
            (await whole.RunToEnd(word)).Output.ShouldNotContain(Part);
        }
        whole.Variables["Telegram__Managers"] = whole.Variables.GetValueOrDefault("Telegram__Managers") + ",x";
        (await whole.RunToEnd("run")).Output.ShouldNotContain(Part);
    }

    [Fact]
    public async Task A_token_among_the_arguments_is_not_shown_and_warned_of()
    {
        await using var whole = await WholeProgram.Start();
        (await whole.RunToEnd("check", Token)).Output.ShouldNotContain(Part);
        (await whole.RunToEnd(Token)).Output.ShouldNotContain(Part);
        (await whole.RunToEnd("check", "--token=" + Token)).Output.ShouldNotContain(Part);
        var (_, output) = await whole.RunToEnd("check", "--Telegram:Token=" + whole.Variables["Telegram__Token"]);
        output.ShouldContain("Telegram__Token is given as an argument, which every user of this machine can read");
        await using var bridge = whole.Run("run", "--QrMenu:Servers:Terrace:Token", whole.Menu.Token);
        await bridge.Line(line => line.Contains("QrMenu__Servers__Terrace__Token is given as an argument", StringComparison.Ordinal));
        (await bridge.Stop()).Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("line")]
    [InlineData("json")]
    public async Task A_server_named_by_a_token_and_what_it_answers_are_masked_in_log_health_status_and_alerts(string format)
    {
        await using var whole = await WholeProgram.Start();
        whole.Variables["Logging__Console__FormatterName"] = format;
        const string Key = "k3y\"<&>+/secret";
        whole.Variables["QrMenu__Servers__" + Part + "__Url"] = "http://127.0.0.1:9";
        whole.Variables["QrMenu__Servers__" + Part + "__Token"] = Key;
        whole.Variables["QrMenu__Servers__Bar__Url"] = "http://127.0.0.1:9";
        whole.Variables["QrMenu__Servers__Bar__Token"] = Part;
        await using var bridge = whole.Run();
        await bridge.Line(line => line.Contains("t.me", StringComparison.Ordinal));
        var manager = await whole.BecomeManager(bridge);
        manager.Say("/status");
        await manager.PrivateChat.WaitForMessage(message => message.Text.Contains("Terrace", StringComparison.Ordinal));
        var (_, health) = await whole.RunToEnd("health");
        (await bridge.Stop()).Code.ShouldBe(0);
        foreach (var shown in manager.PrivateChat.FromBot.Select(message => message.Text).Append(health).Append(bridge.Output))
        {
            shown.ShouldNotContain(Part);
            shown.ShouldNotContain(Key);
        }
    }

    [Fact]
    public async Task A_password_of_a_proxy_is_not_shown()
    {
        await using var whole = await WholeProgram.Start();
        whole.Variables["Telegram__Proxy"] = "http://user:pass%2Fword-9@127.0.0.1:9";
        foreach (var word in new[] { "check", "health" })
        {
            var (_, output) = await whole.RunToEnd(word);
            output.ShouldNotContain("word-9");
        }
        await using var bridge = whole.Run();
        await bridge.Line(line => line.Contains("can't be reached", StringComparison.Ordinal));
        await bridge.Stop();
        bridge.Output.ShouldNotContain("word-9");
        (await whole.RunToEnd("check", "--Telegram:Proxy=http://user:pass%2Fword-9@127.0.0.1:9")).Output.ShouldContain(
            "Telegram__Proxy is given as an argument"
        );
    }
}
