using QrMenuTelegram.Configuration;
using QrMenuTelegram.Operations.Settings;

namespace QrMenuTelegram.Tests.Operations.Settings;

public sealed class EnvFileTests
{
    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("  A = b  ", "b")]
    [InlineData("export A=b", "b")]
    [InlineData("A=", "")]
    [InlineData("A= # nothing", "")]
    [InlineData("A=b # why", "b")]
    [InlineData("A=b#c", "b#c")]
    [InlineData("A=x=y", "x=y")]
    [InlineData("A='b # c'", "b # c")]
    [InlineData("A='b' # c", "b")]
    [InlineData("A=\" b \"", " b ")]
    [InlineData("A=\"say \\\"b\\\" \\\\ \\$c\"", "say \"b\" \\ $c")]
    [InlineData("A=\"c:\\new\"", "c:\\new")]
    [InlineData("A=it's", "it's")]
    public void A_value_is_what_stands_there(string line, string value) => EnvFile.Parse(line, ".env")["A"].ShouldBe(value);

    [Theory]
    [InlineData("A=pa$$word")]
    [InlineData("A=${HOME}")]
    [InlineData("A=\"pa$HOME\"")]
    [InlineData("A='pa$HOME'")]
    public void Nothing_is_put_in_for_a_dollar_sign(string line) => EnvFile.Parse(line, ".env")["A"].ShouldBe(line[2..].Trim('"', '\''));

    [Fact]
    public void Names_become_keys_of_the_configuration_in_any_alphabet() =>
        EnvFile
            .Parse("QrMenu__Servers__Летняя веранда__Url=https://10.0.0.5:8443", ".env")
            .Keys.ShouldBe(["QrMenu:Servers:Летняя веранда:Url"]);

    [Fact]
    public void Comments_and_empty_lines_and_the_line_ends_of_windows_are_passed_over() =>
        EnvFile
            .Parse("\uFEFF# first\r\n\r\nA=1\r\n  # B=2\r\nC=3\r\n".TrimStart('\uFEFF'), ".env")
            .ShouldBe(new Dictionary<string, string?> { ["A"] = "1", ["C"] = "3" }, ignoreOrder: true);

    [Theory]
    [InlineData("A=1\nsecret-without-equals\n")]
    [InlineData("A=1\n=secret\n")]
    [InlineData("A=1\nB='secret\n")]
    [InlineData("A=1\nB=\"secret\" and more\n")]
    public void A_line_that_can_not_be_understood_is_named_by_its_number_and_not_shown(string text)
    {
        var e = Should.Throw<SettingsException>(() => EnvFile.Parse(text, "/srv/.env"));
        e.Message.ShouldContain("/srv/.env line 2");
        e.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("A__B=1\nC=2\na__b=3", ".env: line 3 sets a__b again, which line 1 set; the last one counts.")]
    [InlineData(
        "Telegram_Token=5",
        ".env: line 1 sets Telegram_Token, which is not used. Did you mean Telegram__Token, with two underscores?"
    )]
    [InlineData(
        "QrMenu_Servers_Terrace_Url=x",
        ".env: line 1 sets QrMenu_Servers_Terrace_Url, which is not used. Did you mean QrMenu__Servers__Terrace__Url, with two underscores?"
    )]
    public void What_is_odd_is_said_with_its_line(string text, string said)
    {
        var told = new List<string>();
        EnvFile.Parse(text, ".env", told.Add);
        told.ShouldBe([said]);
    }

    [Fact]
    public void Names_of_other_programs_are_nobodys_business()
    {
        EnvFile
            .Parse("TZ=Europe/Moscow\nHTTP_PROXY=x\nTelegram__Token=1", ".env", said => throw new InvalidOperationException(said))
            .Count.ShouldBe(3);
    }
}
