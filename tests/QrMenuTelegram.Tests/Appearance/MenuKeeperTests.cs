using Microsoft.Extensions.Logging;
using QrMenuTelegram.Appearance;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Operations;
using QrMenuTelegram.People;
using QrMenuTelegram.Staff;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Updates;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Appearance;

public sealed class MenuKeeperTests : IDisposable
{
    private readonly CallRig _rig = new();

    private MenuKeeper Menus => _rig.Get<MenuKeeper>();

    private IReadOnlyList<Command> All => _rig.Get<CommandTable>().All;

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Strangers_see_what_they_may_use_and_groups_what_anybody_may_in_the_language_of_each_app()
    {
        Settle();
        foreach (
            var (language, help) in new[]
            {
                (null, "Что умеет бот, с примерами"),
                ("ru", "Что умеет бот, с примерами"),
                ("en", "What the bot can do, with examples"),
            }
        )
        {
            Names(CommandScope.PrivateChats, language).ShouldBe("help start");
            Names(CommandScope.Groups, language).ShouldBe("claim help");
            _rig.Telegram.Menus[(CommandScope.PrivateChats, language)][0].Description.ShouldBe(help);
        }
    }

    [Fact]
    public void Managers_and_staff_see_in_private_what_is_theirs_in_the_language_of_the_chat()
    {
        _rig.Write(t => StaffStore.Add(t, Ivan.Id));
        _rig.Write(t => StaffStore.Add(t, Olga.Id));
        _rig.Meet(Ivan);
        _rig.Say(Ivan, "/language en");
        Settle();
        Names(CommandScope.Chat(Boss.Id)).ShouldBe(string.Join(' ', All.Select(command => command.Name)));
        Names(CommandScope.Chat(Ivan.Id)).ShouldBe("claim open take release pause mute unmute me language help start");
        _rig.Telegram.Menus[(CommandScope.Chat(Ivan.Id), null)][0].Description.ShouldBe("Take a table's call");
        _rig.Telegram.Menus[(CommandScope.Chat(Boss.Id), null)][0].Description.ShouldBe("Принять вызов стола");
        Names(CommandScope.Chat(Olga.Id)).ShouldBeEmpty("she never pressed Start: Telegram knows no such chat");
    }

    [Fact]
    public void A_group_offers_what_anybody_may_use_there_and_to_those_with_rights_who_were_seen_there_what_is_theirs()
    {
        _rig.Write(t => StaffStore.Add(t, Ivan.Id));
        _rig.Say(Boss, "/subscriptions", Hall);
        _rig.Say(Olga, "/help", Hall);
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Press(Ivan, "Принять");
        Settle();
        Names(CommandScope.Chat(Hall.Id)).ShouldBe("claim open help", "it gets calls");
        Names(CommandScope.Member(Hall.Id, Boss.Id))
            .ShouldBe(string.Join(' ', All.Where(command => command.InGroups).Select(command => command.Name)));
        Names(CommandScope.Member(Hall.Id, Ivan.Id)).ShouldBe("claim open take release pause help");
        Names(CommandScope.Member(Hall.Id, Olga.Id)).ShouldBeEmpty("she has no rights");
        Names(CommandScope.Member(Cashiers.Id, Boss.Id)).ShouldBeEmpty("she was not seen there");

        _rig.Say(Boss, "/language en", Hall);
        Settle();
        _rig.Telegram.Menus[(CommandScope.Member(Hall.Id, Boss.Id), null)][0].Description.ShouldBe("Take a table's call");
        _rig.Telegram.Menus[(CommandScope.Chat(Hall.Id), null)][0].Description.ShouldBe("Take a table's call");
    }

    [Fact]
    public void Where_only_staff_takes_calls_nobody_else_is_offered_to()
    {
        using var strict = new CallRig(("Calls__OnlyStaff", "true"));
        var menus = strict.Get<MenuKeeper>();
        while (menus.Turn() is { } due)
        {
            strict.Time.Advance(due.Since(strict.Clock.Now));
        }
        strict.Telegram.Menus[(CommandScope.Groups, null)].Select(command => command.Name).ShouldBe(["help"]);
        strict.Telegram.Menus[(CommandScope.Chat(Hall.Id), null)].Select(command => command.Name).ShouldBe(["help"]);
    }

    [Fact]
    public void A_subscription_that_ends_takes_its_command_along()
    {
        Settle();
        _rig.Say(Boss, "/unsubscribe все", Hall);
        Settle().ShouldBe([$"set chat {Hall.Id} 0", $"set chat_member {Hall.Id} {Boss.Id}"]);
        Names(CommandScope.Chat(Hall.Id)).ShouldBe("claim help");
    }

    [Fact]
    public void Each_is_sent_once_also_over_a_restart()
    {
        _rig.Say(Boss, "/subscriptions", Hall);
        Settle().Count.ShouldBe(10);
        Settle().ShouldBeEmpty();
        _rig.Start();
        Settle().ShouldBeEmpty();
        _rig.Say(Boss, "/subscriptions", Cashiers);
        Settle().ShouldBe([$"set chat_member {Cashiers.Id} {Boss.Id}"]);
    }

    [Fact]
    public void Whoever_loses_his_rights_loses_his_menus_before_anybody_gets_one()
    {
        foreach (var person in new[] { Ivan, Olga })
        {
            _rig.Write(t => StaffStore.Add(t, person.Id));
            _rig.Meet(person);
            _rig.Say(person, "/open", Hall);
        }
        Settle();
        _rig.Write(t =>
        {
            PeopleStore.MakeManager(t, Olga.Id);
            _rig.Get<EndOfRights>().OfStaff(t, Ivan.Id);
        });
        Settle()
            .ShouldBe([
                $"delete chat {Ivan.Id} 0",
                $"delete chat_member {Hall.Id} {Ivan.Id}",
                $"set chat {Olga.Id} 0",
                $"set chat_member {Hall.Id} {Olga.Id}",
            ]);
        _rig.Count("SELECT count(*) FROM menus WHERE person_id = 11 OR chat_id = 11").ShouldBe(0);
        Settle().ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_changes_them_wakes_whoever_keeps_them()
    {
        var woken = _rig.Database.Signals.Listen(Menus.WakesOn);
        _rig.Meet(Ivan);
        Action[] changes =
        [
            () => _rig.Write(t => StaffStore.Add(t, Ivan.Id)),
            () => _rig.Say(Ivan, "/language en"),
            () => _rig.Say(Ivan, "/open", Hall),
            () => _rig.Say(Boss, "/subscribe kitchen", Hall),
            () => _rig.Write(t => PeopleStore.MakeManager(t, Ivan.Id)),
            () => _rig.Write(t => _rig.Get<EndOfRights>().OfManager(t, Ivan.Id)),
            () => _rig.Write(t => _rig.Get<EndOfRights>().OfStaff(t, Ivan.Id)),
            () => _rig.Write(t => ChatStore.Remember(t, Cashiers with { Id = -300 })),
            () => Handle(new IncomingUpdate.BotStatusChanged(1, Hall, Boss, BotStanding.Outside, BotStanding.MayWrite)),
            () => _rig.Write(t => _rig.Get<ChatStates>().Migrate(t, Cashiers.Id, -1001)),
        ];
        for (var i = 0; i < changes.Length; i++)
        {
            woken.Reset();
            changes[i]();
            woken.IsRaised.ShouldBeTrue($"change {i}");
        }
        woken.Reset();
        _rig.Say(Boss, "/open", Hall);
        woken.IsRaised.ShouldBeFalse("she was seen there a moment ago");
    }

    [Fact]
    public void What_is_refused_is_left_alone_until_somebody_is_seen_there_on_another_day()
    {
        _rig.Say(Boss, "/open", Hall);
        _rig.Telegram.RefusesMenusOf.Add(Hall.Id);
        Settle().ShouldContain($"set chat_member {Hall.Id} {Boss.Id}");
        Settle().ShouldBeEmpty();
        _rig.Say(Boss, "/language en", Hall);
        Settle().ShouldBeEmpty();
        _rig.Telegram.RefusesMenusOf.Clear();
        _rig.Time.Advance(TimeSpan.FromDays(1.1));
        Settle().ShouldBeEmpty();
        _rig.Say(Boss, "/open", Hall);
        Settle().ShouldBe([$"set chat {Hall.Id} 0", $"set chat_member {Hall.Id} {Boss.Id}"]);
        _rig.Log.Lines.ShouldNotContain(line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public void A_chat_that_refuses_messages_is_not_asked_about_until_it_is_back()
    {
        _rig.Say(Boss, "/open", Hall);
        Settle();
        _rig.Write(t => _rig.Get<ChatStates>().Refused(t, Hall.Id, RefusalReason.Kicked));
        _rig.Write(t => PeopleStore.RemoveManager(t, Boss.Id));
        Settle().ShouldBe([$"delete chat {Boss.Id} 0"]);
        Handle(new IncomingUpdate.BotStatusChanged(1, Hall, Olga, BotStanding.Outside, BotStanding.MayWrite));
        _rig.Write(t => _rig.Get<ChatStates>().Back(t, ChatStore.Find(t, Hall.Id)!));
        Settle().ShouldBe([$"delete chat_member {Hall.Id} {Boss.Id}", $"set chat {Hall.Id} 0"]);
    }

    [Fact]
    public void A_menu_that_could_not_be_removed_is_removed_when_the_bot_is_back()
    {
        _rig.Say(Boss, "/open", Hall);
        Settle();
        _rig.Telegram.RefusesMenusOf.Add(Hall.Id);
        _rig.Write(t => PeopleStore.RemoveManager(t, Boss.Id));
        Settle().ShouldBe([$"delete chat {Boss.Id} 0", $"delete chat_member {Hall.Id} {Boss.Id}"], ignoreOrder: true);
        Settle().ShouldBeEmpty();
        _rig.Telegram.RefusesMenusOf.Clear();
        Handle(new IncomingUpdate.BotStatusChanged(1, Hall, Olga, BotStanding.Outside, BotStanding.MayWrite));
        Settle().ShouldBe([$"delete chat_member {Hall.Id} {Boss.Id}", $"set chat {Hall.Id} 0"]);
    }

    [Fact]
    public void Guests_go_first()
    {
        _rig.ShowsAtOnce = false;
        _rig.Guest(EventCodes.WaiterCall);
        Menus.Turn().ShouldBe(_rig.Clock.Now + 2000);
        _rig.Telegram.SpareRequests.ShouldBeEmpty();

        // What waits for a chat that takes none is no reason.
        _rig.Write(t => _rig.Get<ChatStates>().Refused(t, Hall.Id, RefusalReason.Kicked));
        _rig.ShowAll();
        _rig.Guest(EventCodes.WaiterCall, "7");
        _rig.Write(t => _rig.Get<ChatStates>().AskedToWait(t, Boss.Id, TimeSpan.FromHours(1)));
        Settle().Count.ShouldBe(8);
    }

    [Fact]
    public void They_go_one_a_second_and_the_first_at_once()
    {
        var begun = _rig.Clock.Now;
        for (var sent = 1; sent <= 4; sent++)
        {
            Menus.Turn();
            _rig.Telegram.SpareRequests.Count.ShouldBe(sent);
            Menus.Turn().ShouldBe(begun + (sent * 1000));
            _rig.Telegram.SpareRequests.Count.ShouldBe(sent);
            _rig.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Only_one_is_under_way_whoever_asks()
    {
        var answers = new TaskCompletionSource();
        _rig.Telegram.SpareEnds = () => answers.Task;
        _rig.Get<BotStartup>().Initialise(_rig.Telegram.Me);
        var turn = Menus.Turn(TestContext.Current.CancellationToken);
        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        _rig.Get<Presentation>().Turn().ShouldBe(_rig.Clock.Now + 1000);
        _rig.Telegram.SpareRequests.Count.ShouldBe(1);
        answers.SetResult();
        await turn;
    }

    [Fact]
    public void Patience_is_kept_in_full_also_after_a_restart_and_what_has_no_answer_is_asked_again_later_and_later()
    {
        _rig.Telegram.SpareWillFail(TelegramFailure.Throttled, TimeSpan.FromHours(3));
        Menus.Turn();
        Menus.Turn().ShouldBe(_rig.Clock.Now + TimeSpan.FromHours(3));
        _rig.Start();
        Menus.Turn().ShouldBe(_rig.Clock.Now + TimeSpan.FromHours(3));
        _rig.Time.Advance(TimeSpan.FromHours(3));
        foreach (var wait in new[] { 1.5, 3, 6 })
        {
            _rig.Telegram.SpareWillFail(TelegramFailure.Unreachable);
            Menus.Turn();
            Menus.Turn().ShouldBe(_rig.Clock.Now + TimeSpan.FromSeconds(wait));
            _rig.Time.Advance(TimeSpan.FromSeconds(wait));
        }
        _rig.Telegram.Menus.ShouldBeEmpty();
        Settle().Count.ShouldBe(9);
        _rig.Log.Lines.Count(line => line.Level == LogLevel.Warning).ShouldBe(2, "one for each time that it began to fail");
    }

    [Fact]
    public void A_group_that_becomes_a_supergroup_gets_its_menus_anew()
    {
        _rig.Say(Boss, "/open", Cashiers);
        Settle();
        _rig.Write(t => _rig.Get<ChatStates>().Migrate(t, Cashiers.Id, -1001));
        Settle().ShouldBe(["set chat -1001 0", $"set chat_member -1001 {Boss.Id}"]);
        _rig.Count("SELECT count(*) FROM menus WHERE chat_id = -200").ShouldBe(0);
        _rig.Count("SELECT count(*) FROM presences WHERE chat_id = -200").ShouldBe(0);
    }

    [Fact]
    public void Another_bot_is_told_everything()
    {
        _rig.Get<BotStartup>().Initialise(_rig.Telegram.Me);
        Settle().Count.ShouldBe(9);
        _rig.Get<BotStartup>().Initialise(_rig.Telegram.Me);
        Settle().ShouldBeEmpty();
        _rig.Get<BotStartup>().Initialise(_rig.Telegram.Me with { Id = 4343 });
        Settle().Count.ShouldBe(9);
    }

    [Fact]
    public void Whoever_is_not_seen_for_long_loses_the_menu_of_that_group_and_all_others_are_told_again()
    {
        _rig.Say(Boss, "/open", Hall);
        Settle();
        _rig.Time.Advance(TimeSpan.FromDays(60));
        _rig.Say(Boss, "/open", Cashiers);
        Settle();
        _rig.Time.Advance(TimeSpan.FromDays(31));
        _rig.Get<Pruning>().Turn();
        var requests = Settle();
        requests.ShouldContain($"set chat {Boss.Id} 0");
        requests.ShouldNotContain($"set chat_member {Hall.Id} {Boss.Id}");
        requests.ShouldNotContain($"set chat_member {Cashiers.Id} {Boss.Id}", "that was told 31 days ago");
        _rig.Count("SELECT count(*) FROM presences").ShouldBe(1);
    }

    [Fact]
    public void One_that_cant_be_written_down_holds_up_no_other()
    {
        _rig.Write(t =>
            DatabaseFile.Execute(
                t.Connection,
                "CREATE TEMP TRIGGER broken BEFORE INSERT ON menus WHEN NEW.chat_id = 13 BEGIN SELECT raise(ABORT, 'broken on purpose'); END"
            )
        );
        Settle().Count.ShouldBe(9);
        Settle().ShouldBeEmpty("it is left alone for a minute");
        _rig.Log.Lines.ShouldHaveSingleItem().Text.ShouldStartWith("A menu of commands could not be written down");
        _rig.Write(t => DatabaseFile.Execute(t.Connection, "DROP TRIGGER broken"));
        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        Settle().ShouldBe([$"set chat {Boss.Id} 0"]);
    }

    [Fact]
    public void A_failed_commit_costs_nothing_but_the_turn()
    {
        _rig.Database.Passing = step =>
        {
            if (step == WriteStep.Commits)
            {
                throw new StorageException("the disk is full");
            }
        };
        Should.Throw<StorageException>(() => Menus.Turn());
        _rig.Database.Passing = null;
        Settle().Count.ShouldBe(9);
    }

    private void Handle(IncomingUpdate update) => _rig.Write(t => _rig.Get<UpdateHandler>().Handle(t, update));

    private string Names(CommandScope scope, string? language = null) =>
        string.Join(' ', _rig.Telegram.Menus.GetValueOrDefault((scope, language), []).Select(command => command.Name));

    /// <summary>Time passes until there is nothing more to tell; what was asked.</summary>
    private IReadOnlyList<string> Settle()
    {
        _rig.Telegram.SpareRequests.Clear();
        while (Menus.Turn() is { } due)
        {
            _rig.Time.Advance(due.Since(_rig.Clock.Now));
        }
        return [.. _rig.Telegram.SpareRequests];
    }
}
