using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

[Trait("Kind", "Process")]
public sealed class CheckAndHealthTests
{
    [Fact]
    public async Task Check_names_the_bot_and_what_each_server_has()
    {
        await using var whole = await WholeProgram.Start();
        whole.Menu.Table("12").CallWaiter();
        whole.Menu.Table("6").CallWaiter();
        whole.Menu.Table("6").AskForBill();
        var (code, output) = await whole.RunToEnd("check");
        output.ShouldContain("the bot is @qr_menu_playground_bot (QR Menu)");
        output.ShouldContain("3 events queued, of tables 6, 12");
        output.ShouldContain("All is well.");
        code.ShouldBe(0);
    }

    [Fact]
    public async Task Check_says_of_each_thing_which_variable_and_what_to_do()
    {
        await using var whole = await WholeProgram.Start();
        var fingerprint = whole.Variables["QrMenu__Servers__Terrace__CertificateSha256"];
        whole.Variables.Remove("QrMenu__Servers__Terrace__CertificateSha256");
        whole.Variables["Telegram__Token"] = "1234:wrong-secret";
        whole.Variables["QrMenu__Servers__Bar__Url"] = whole.Menu.Url;
        whole.Variables["QrMenu__Servers__Bar__Token"] = "wrong-key";
        whole.Variables["QrMenu__Servers__Bar__CertificateSha256"] = fingerprint;
        whole.Variables["QrMenu__Servers__Gone__Url"] = "https://127.0.0.1:9";
        whole.Variables["QrMenu__Servers__Gone__Token"] = "key";
        var (code, output) = await whole.RunToEnd("check");
        code.ShouldBe(1);
        output.ShouldContain("Telegram__Token: Telegram does not know this token");
        output.ShouldContain("set QrMenu__Servers__Terrace__CertificateSha256");
        output.ShouldContain(fingerprint);
        output.ShouldContain("QrMenu__Servers__Bar__Token");
        output.ShouldContain("QrMenu__Servers__Gone__Url");
        output.ShouldContain("4 things to fix.");
        output.ShouldNotContain("wrong-secret");
        output.ShouldNotContain("wrong-key");
    }

    [Fact]
    public async Task Check_tries_the_alarm_when_told_to_and_says_what_failed_at_which_stage()
    {
        await using var whole = await WholeProgram.Start();
        await using var mail = TestMailServer.Start();
        await using var monitor = await RecordedRequests.Start();
        whole.Variables["Alarm__Mail__Server"] = "127.0.0.1";
        whole.Variables["Alarm__Mail__Port"] = $"{mail.Port}";
        whole.Variables["Alarm__Mail__From"] = "bridge@example.com";
        whole.Variables["Alarm__Mail__To"] = "boss@example.com";
        whole.Variables["Alarm__Url"] = "https://127.0.0.1:9/key-of-the-gateway";
        whole.Variables["Heartbeat__Url"] = $"{monitor.Url}/uuid";
        var (code, output) = await whole.RunToEnd("check");
        code.ShouldBe(0, output);
        output.ShouldContain("after 2 min, by mail to boss@example.com and by Alarm__Url; a monitor is pinged each minute; not tried");
        mail.Mails.ShouldBeEmpty();

        (code, output) = await whole.RunToEnd("check", "--alarm");
        code.ShouldBe(1, output);
        output.ShouldContain("a test mail went to boss@example.com");
        mail.Mails.ShouldHaveSingleItem().Subject.ShouldStartWith("Проверка тревоги");
        output.ShouldContain("FAIL  Alarm__Url");
        output.ShouldNotContain("key-of-the-gateway");
        monitor.All.ShouldHaveSingleItem().Path.ShouldBe("/uuid");
    }

    [Fact]
    public async Task Check_names_a_webhook_and_removes_it_when_told_to()
    {
        await using var whole = await WholeProgram.Start();
        whole.Telegram.SetWebhook("https://old.example/hook/s3cret-path");
        await using var bridge = whole.Run();
        await bridge.Line(line =>
            line.Contains("a webhook is set for this bot", StringComparison.Ordinal)
            && line.Contains("check --remove-webhook", StringComparison.Ordinal)
        );

        var (code, output) = await whole.RunToEnd("check");
        code.ShouldBe(1);
        output.ShouldContain("FAIL  Webhook");
        output.ShouldContain("old.example");
        output.ShouldContain("QrMenuTelegram check --remove-webhook");
        output.ShouldNotContain("s3cret-path");

        var manager = whole.Telegram.AddPerson("Анна");
        manager.Say("/start");
        (code, output) = await whole.RunToEnd("check", "--remove-webhook");
        code.ShouldBe(0, output);
        output.ShouldContain("that of old.example is removed");
        // What waited is still there, and is answered.
        await manager.PrivateChat.WaitForMessages(1);
        (await whole.RunToEnd("check", "--remove-webhook")).Output.ShouldContain("none is set");
        (await bridge.Stop()).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Check_says_in_words_when_a_call_rings_again_and_asks_about_odd_times()
    {
        await using var whole = await WholeProgram.Start();
        (await whole.RunToEnd("check")).Output.ShouldContain(
            "a call that nobody takes rings again after 1 min and 2 min, managers after 3 min"
        );
        whole.Variables["Calls__Steps__1__After"] = "00:45";
        whole.Variables["Calls__Steps__2__After"] = "3m";
        whole.Variables["Calls__Steps__2__To"] = "managers";
        whole.Variables["Calls__Codes__bill_request__Steps__1__After"] = "00:20";
        whole.Variables["Calls__Halls__Bar__Steps__1__After"] = "90s";
        whole.Variables["QrMenu__PollInterval"] = "00:01";
        var (_, output) = await whole.RunToEnd("check");
        output.ShouldContain("rings again after 45 min, managers after 3 min");
        output.ShouldContain("in Bar it rings again after 1 min 30 s, managers never");
        output.ShouldContain("Calls__Steps__2__After is 3 min, not later than step 1 (45 min)");
        output.ShouldContain(
            "Calls__Codes__bill_request__Steps__1__After lets a guest wait 20 min before anybody is told again. If 20 s are meant, "
                + "write 00:00:20."
        );
        output.ShouldContain("QrMenu__PollInterval is 1 min");
    }

    [Fact]
    public async Task Check_works_beside_the_running_bridge_and_disturbs_it_not()
    {
        await using var whole = await WholeProgram.Start();
        await using var bridge = whole.Run();
        await whole.BecomeManager(bridge);
        var (code, output) = await whole.RunToEnd("check");
        code.ShouldBe(0, output);
        output.ShouldContain("the bridge is running with it");
        (await bridge.Stop()).Code.ShouldBe(0);
        bridge.Output.ShouldNotContain("another program");
    }

    [Fact]
    public async Task Health_follows_the_bridge_from_before_its_start_to_after_its_end()
    {
        await using var whole = await WholeProgram.Start();
        (await whole.RunToEnd("health")).ShouldBe((1, "not running"));
        await using var bridge = whole.Run();
        await whole.BecomeManager(bridge);
        await UntilWell(whole);
        await bridge.Stop();
        (await whole.RunToEnd("health")).ShouldBe((1, "not running"));
    }

    // The sign of life is renewed each second until both ends have answered once.
    private static async Task UntilWell(WholeProgram whole)
    {
        var last = await whole.RunToEnd("health");
        for (var asked = 1; last.Code != 0 && asked < 200; asked++)
        {
            last.Output.ShouldContain("no answer yet since the start");
            last = await whole.RunToEnd("health");
        }
        last.ShouldBe((0, "well"));
    }

    [Fact]
    public async Task A_word_that_is_no_command_is_told()
    {
        await using var whole = await WholeProgram.Start();
        var (code, output) = await whole.RunToEnd("chekc");
        code.ShouldBe(1);
        output.ShouldContain("'chekc' is neither a command nor --Section:Name=value");
    }

    [Fact]
    public async Task Help_and_version_need_no_configuration()
    {
        await using var whole = await WholeProgram.Start();
        whole.Variables.Clear();
        var help = await whole.RunToEnd("--help");
        help.Code.ShouldBe(0);
        help.Output.ShouldContain("check");
        (await whole.RunToEnd("--version")).Output.ShouldMatch(@"^\d+\.\d+\.\d+$");
    }
}
