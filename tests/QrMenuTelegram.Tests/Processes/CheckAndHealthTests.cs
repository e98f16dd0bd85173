namespace QrMenuTelegram.Tests.Processes;

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
        output.ShouldContain("4 things to mend.");
        output.ShouldNotContain("wrong-secret");
        output.ShouldNotContain("wrong-key");
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
