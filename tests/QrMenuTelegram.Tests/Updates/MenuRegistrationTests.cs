using Microsoft.Extensions.Logging.Abstractions;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Staff;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Updates;

namespace QrMenuTelegram.Tests.Updates;

public sealed class MenuRegistrationTests : IDisposable
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

    private readonly UpdateRig _rig = new();

    [Fact]
    public void Private_chats_and_groups_get_their_menus_in_every_language()
    {
        var menu = Menu(new LanguageCommand(), new InviteCommand(_rig.Codes, _rig.Account));
        while (menu.Turn() is { } due)
        {
            due.ShouldBe(_rig.Clock.Now);
        }
        _rig.Telegram.Menus.Select(sent =>
                $"{sent.Scope} {sent.Language ?? "*"}: {string.Join(", ", sent.Commands.Select(command => command.Name + " " + command.Description))}"
            )
            .ShouldBe([
                "PrivateChats *: language Язык этого чата, invite Ссылка для менеджера или сотрудника",
                "PrivateChats ru: language Язык этого чата, invite Ссылка для менеджера или сотрудника",
                "PrivateChats en: language Language of this chat, invite A link for a manager or one of the staff",
                "Groups *: language Язык этого чата",
                "Groups ru: language Язык этого чата",
                "Groups en: language Language of this chat",
            ]);
    }

    [Fact]
    public void What_fails_is_tried_again_and_later()
    {
        var menu = Menu(new LanguageCommand());
        _rig.Telegram.MenuWillFail(TelegramFailure.Unreachable);
        _rig.Telegram.MenuWillFail(TelegramFailure.Throttled, TimeSpan.FromSeconds(40));
        menu.Turn().ShouldBe(_rig.Clock.Now + 1000);
        menu.Turn().ShouldBe(_rig.Clock.Now + 40_000);
        _rig.Telegram.Menus.ShouldBeEmpty();
        while (menu.Turn() is not null) { }
        _rig.Telegram.Menus.Count.ShouldBe(6);
    }

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

    public void Dispose() => _rig.Dispose();

    private MenuRegistration Menu(params Command[] commands) =>
        new(_rig.Telegram, new CommandTable(commands), UpdateRig.Texts, _rig.Clock, () => 0, NullLogger<MenuRegistration>.Instance);
}
