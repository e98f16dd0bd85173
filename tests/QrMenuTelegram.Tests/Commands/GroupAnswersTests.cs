using System.Text.RegularExpressions;
using Dapper;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Commands;

/// <summary>What a manager asks in a group that is not the managers' tells the group nothing of other chats.</summary>
public sealed partial class GroupAnswersTests : IDisposable
{
    private const string Title = "Личные дела";
    private static readonly ChatInfo Secret = new(-300, ChatKind.Supergroup, Title);

    private readonly CallRig _rig = new();

    public GroupAnswersTests()
    {
        _rig.Write(t => ChatStore.Remember(t, Secret));
        _rig.Say(Boss, "/hall Терраса 6 7", Private(Boss));
        _rig.Say(Boss, "/subscribe waiter Терраса", Secret);
        _rig.Say(Boss, "/subscribe kitchen", Secret);
        _rig.Guest(EventCodes.WaiterCall);
        _rig.Say(Boss, "/mute 1h bill_request", Secret);
        _rig.Write(t => _rig.Get<ChatStates>().Refused(t, Secret.Id, RefusalReason.Kicked));
    }

    public void Dispose() => _rig.Dispose();

    public static TheoryData<string> Said { get; } =
    [
        "/status",
        "/why 6",
        "/why 6 waiter_call",
        "/tables",
        "/subscriptions",
        "/hall Терраса",
        "/hall Терраса -",
        "/halls",
        "/open",
        "/claim",
        "/staff",
        "/managers",
        "/export",
        "/report",
        "/report week",
        "/report at",
        "/board",
        "/unsubscribe 3",
        "/unsubscribe",
        "/subscribe waiter 6",
        "/subscribe",
        "/mute",
        "/take",
        "/release",
        "/invite",
        "/me",
        "/help",
        "/start",
        "/test",
        "/language",
    ];

    [Theory]
    [MemberData(nameof(Said))]
    public void The_group_reads_no_title_of_another_chat(string said)
    {
        var answers = _rig.Say(Boss, said, Hall);
        answers.Where(seen => seen.ChatId == Hall.Id).ShouldAllBe(seen => !seen.Text.Contains(Title));
    }

    [Theory]
    [InlineData("/status")]
    [InlineData("/why 6")]
    [InlineData("/hall Терраса -")]
    public void A_managers_group_and_a_manager_in_private_read_it(string said)
    {
        _rig.Say(Boss, said).ShouldContain(seen => seen.Text.Contains(Title));
        _rig.Write(t =>
            t.Connection.Execute(
                "INSERT INTO subscriptions (chat_id, role, created_at, created_by) VALUES (@id, 'manager', 1, 13)",
                new { id = Cashiers.Id }
            )
        );
        _rig.Say(Boss, said, Cashiers).ShouldContain(seen => seen.ChatId == Cashiers.Id && seen.Text.Contains(Title));
    }

    [Fact]
    public void The_manual_says_of_each_command_what_a_group_is_told()
    {
        var manual = Repository.Read("docs/operating.md").Split("### What a group is told")[1].Split("\n#")[0];
        var listed = Name().Matches(manual).Select(match => match.Groups["name"].Value).ToHashSet();
        listed.Order().ShouldBe(_rig.Get<CommandTable>().All.Select(command => command.Name).Order());
    }

    [GeneratedRegex("`/(?<name>[a-z]+)`")]
    private static partial Regex Name();
}
