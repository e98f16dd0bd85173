using QrMenuTelegram.Messages;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Commands;

public sealed class HelpTests
{
    /// <summary>The contract's.</summary>
    private static readonly string[] Everything =
    [
        "subscribe",
        "unsubscribe",
        "subscriptions",
        "hall",
        "halls",
        "tables",
        "why",
        "test",
        "language",
        "status",
        "start",
        "help",
        "invite",
        "managers",
        "report",
        "export",
        "me",
    ];

    [Fact]
    public void Every_command_of_the_contract_has_a_plain_description_in_every_language()
    {
        foreach (var language in UpdateRig.Texts.Languages)
        {
            foreach (var name in Everything)
            {
                var description = UpdateRig.Texts.Plain(language, TextKey.MenuLine(name));
                description.Length.ShouldBeInRange(1, 256);
                description.ShouldNotContain("<");
            }
        }
    }

    [Fact]
    public void Help_names_every_command()
    {
        foreach (var language in UpdateRig.Texts.Languages)
        {
            var help = UpdateRig.Texts.Plain(language, TextKeys.Help.Manager);
            Everything.ShouldAllBe(name => help.Contains("/" + name));
        }
    }

    [Fact]
    public void Help_differs_for_managers_others_and_groups()
    {
        using var rig = new UpdateRig("1").Arrive();
        string[] answers =
        [
            rig.Say(UpdateRig.Anna, "/help"),
            rig.Say(UpdateRig.Stranger, "/help"),
            rig.Say(UpdateRig.Anna, "/help", UpdateRig.Hall),
            rig.Say(UpdateRig.Stranger, "/help", UpdateRig.Hall),
        ];
        answers.Distinct().Count().ShouldBe(4);
        answers[1].ShouldNotContain("/subscribe");
        answers[3].ShouldNotContain("/subscribe");
    }
}
