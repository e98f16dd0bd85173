using System.Text.RegularExpressions;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary>Links from the machine, by the program as it is shipped.</summary>
[Trait("Kind", "Process")]
public sealed partial class InviteTests
{
    [Theory]
    [InlineData(Form.Plain)]
    [InlineData(Form.Container)]
    public async Task A_link_from_the_machine_makes_whom_it_says_also_where_nobody_saw_the_log(Form form)
    {
        await using var whole = await WholeProgram.Start(form);
        (await whole.RunToEnd("invite")).ShouldSatisfyAllConditions(
            ended => ended.Code.ShouldBe(1),
            ended => ended.Output.ShouldContain("Start the bridge once")
        );
        await using var bridge = whole.Run();
        await bridge.Line(line => line.Contains("Telegram knows the bot", StringComparison.Ordinal));

        (await Start(whole, "Мария", "invite")).ShouldStartWith("Мария, теперь вы менеджер.");
        (await Start(whole, "Иван", "invite", "waiter")).ShouldStartWith("Иван, теперь вы в персонале");
        (await whole.RunToEnd("invite", "owner")).Code.ShouldBe(1);
        (await bridge.Stop()).Code.ShouldBe(0, bridge.Output);
    }

    private static async Task<string> Start(WholeProgram whole, string name, params string[] words)
    {
        var (code, output) = await whole.RunToEnd(words);
        code.ShouldBe(0, output);
        var person = whole.Telegram.AddPerson(name);
        person.Start(Link().Match(output).Groups["code"].Value);
        await person.PrivateChat.WaitForMessages(1);
        return person.PrivateChat.FromBot[0].Text;
    }

    [GeneratedRegex(@"\?start=(?<code>[A-Za-z0-9_-]+)")]
    private static partial Regex Link();
}
