using System.Globalization;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Staff;

/// <summary>
/// <c>/staff</c>: who serves guests, in private, with buttons; <c>/staff rename WHO NAME</c>; <c>/staff add</c> as the reply
/// to a person's message takes that person in, wherever it was written.
/// </summary>
public sealed class StaffCommand(
    StaffEnrolment hiring,
    OwnerStore owners,
    PersonalNotices personal,
    EndOfRights rights,
    StaffView view,
    BotAccount account
) : Command
{
    internal const string TheName = "staff";
    private const int LongestName = 40;

    private static readonly string[] WordsForAdd = ["add", "добавить", "+"];
    private static readonly string[] WordsForRename = ["rename", "переименовать", "имя", "name"];

    public override string Name => TheName;

    public override void Run(CommandContext context, string words)
    {
        var (verb, rest) = First(words);
        if (WordsForAdd.Contains(verb, StringComparer.OrdinalIgnoreCase))
        {
            Add(context);
        }
        else if (!context.InPrivate)
        {
            context.Reply(TextKeys.Staff.InPrivate, ("bot", account.Identity?.Username));
        }
        else if (words.Length == 0)
        {
            var (html, buttons) = view.List(context, 0);
            context.ReplyWithButtons(html, buttons);
        }
        else if (WordsForRename.Contains(verb, StringComparer.OrdinalIgnoreCase))
        {
            Rename(context, rest);
        }
        else
        {
            context.Reply(TextKeys.Staff.Form);
        }
    }

    /// <summary>Data is <c>VERB:PERSON[:WHAT]</c>.</summary>
    public override void Press(PressContext context, string payload)
    {
        var words = payload.Split(':');
        var id = words.Length > 1 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var what = words.Length > 2 ? words[2] : "";
        if (words[0] == "a")
        {
            AddByButton(context, id);
        }
        else if (words[0] != "l" && StaffStore.Find(context.Transaction, id) is { } member)
        {
            var (html, buttons) = Do(context, words[0], what, member);
            context.Edit(html, buttons);
            return;
        }
        else if (words[0] != "l")
        {
            context.Toast(TextKeys.Staff.IsNone);
        }
        var (list, rows) = view.List(context, words[0] == "l" ? (int)Math.Min(id, int.MaxValue) : 0);
        context.Edit(list, rows);
    }

    private (string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons) Do(
        PressContext context,
        string verb,
        string what,
        StaffMember member
    )
    {
        switch (verb)
        {
            case "n":
                return StaffView.Names(context, member);
            case "N":
                UseName(context, member, what);
                break;
            case "w":
                return view.Waiters(context, member);
            case "W":
                Tie(context, member, what);
                break;
            case "f":
                ReleaseTables(context, member);
                break;
            case "u":
                StaffStore.Pause(context.Transaction, member.Id, null);
                break;
            case "r":
                return StaffView.AskToRemove(context, member);
            case "R":
                Remove(context, member);
                return view.List(context, 0);
            default:
                break;
        }
        return view.Card(context, StaffStore.Find(context.Transaction, member.Id)!);
    }

    private void Add(CommandContext context)
    {
        if (context.RepliedTo is not { } person)
        {
            context.Reply(TextKeys.Staff.AddHow, ("private", context.InPrivate));
            return;
        }
        PeopleStore.Remember(context.Transaction, person, context.Clock.Now);
        var (isNew, reached) = hiring.Hire(context.Transaction, person.Id);
        context.Reply(
            TextKeys.Staff.Added,
            ("name", PeopleStore.NameOf(context.Transaction, person.Id)),
            ("new", isNew),
            ("bot", reached ? null : account.Identity?.Username ?? "")
        );
    }

    private void AddByButton(PressContext context, long id)
    {
        if (PeopleStore.Find(context.Transaction, id) is not { } person)
        {
            context.Toast(TextKeys.Press.Old);
            return;
        }
        var (isNew, reached) = hiring.Hire(context.Transaction, id);
        context.Alert(
            TextKeys.Staff.Added,
            ("name", person.Name),
            ("new", isNew),
            ("bot", reached ? null : account.Identity?.Username ?? "")
        );
    }

    private static void Rename(CommandContext context, string words)
    {
        var (who, name) = First(words);
        if (PlainText.IsBlank(name))
        {
            context.Reply(TextKeys.Staff.Form);
        }
        else if (StaffView.Called(context, who) is not { } before)
        {
            context.Reply(TextKeys.Staff.NoSuch, ("who", who));
        }
        else
        {
            StaffStore.Rename(context.Transaction, before.Id, name == "-" ? null : SafeText.Line(name, LongestName));
            context.Reply(TextKeys.Staff.Renamed, ("before", before.Name), ("name", PeopleStore.NameOf(context.Transaction, before.Id)));
        }
    }

    private static void UseName(PressContext context, StaffMember member, string what)
    {
        if (what == "tg")
        {
            StaffStore.Rename(context.Transaction, member.Id, null);
        }
        else if (what == "pos" && StaffView.Waiter(context, member) is { } waiter && !PlainText.IsBlank(waiter.Name))
        {
            StaffStore.Rename(context.Transaction, member.Id, SafeText.Line(waiter.Name, LongestName));
        }
    }

    private void Tie(PressContext context, StaffMember member, string what)
    {
        if (what == "-")
        {
            StaffStore.Untie(context.Transaction, member.Id);
        }
        else if (view.OfMark(context, what) is { } waiter)
        {
            StaffStore.Tie(context.Transaction, member.Id, waiter.Server, waiter.Id);
        }
        else
        {
            context.Toast(TextKeys.Press.Old);
        }
    }

    private void ReleaseTables(PressContext context, StaffMember member)
    {
        var released = owners.ReleaseAll(context.Transaction, member.Id);
        if (released.Count > 0 && member.Id != context.From.Id)
        {
            personal.Tell(
                context.Transaction,
                member.Id,
                TextKeys.Release.ByManager,
                ("name", PeopleStore.NameOf(context.Transaction, context.From.Id)),
                ("tables", TableAssignment.Text(released))
            );
        }
    }

    private void Remove(PressContext context, StaffMember member)
    {
        rights.OfStaff(context.Transaction, member.Id);
        context.Toast(TextKeys.Staff.Removed, ("name", member.Name));
        if (member.Id != context.From.Id)
        {
            personal.Tell(
                context.Transaction,
                member.Id,
                TextKeys.Staff.RemovedYou,
                ("name", PeopleStore.NameOf(context.Transaction, context.From.Id))
            );
        }
    }

    private static (string Word, string After) First(string words)
    {
        var parts = words.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        return (parts.Length > 0 ? parts[0] : "", parts.Length > 1 ? parts[1].Trim() : "");
    }
}
