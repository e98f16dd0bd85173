using System.Globalization;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Calls;

/// <summary>
/// <c>/claim [TABLE]</c> and the buttons beneath a call: take, done, release. Whoever is in a chat that shows the call
/// may take it, but whoever was removed; with <c>Calls__OnlyStaff</c>, of those only staff and managers.
/// </summary>
public sealed class ClaimCommand(CallLifecycle book, CallTexts callTexts, CallsOptions options, ServerNames servers) : Command
{
    private const int MostLines = 20;

    internal const string TheName = "claim";

    public override string Name => TheName;

    public override Access Access => Access.Anyone;

    public override bool IsInMenu(CommandContext context) => base.IsInMenu(context) && MayTake(context);

    public override void Run(CommandContext context, string words)
    {
        if (context.IsAnonymous || !MayTake(context))
        {
            context.Reply(context.IsAnonymous ? TextKeys.Call.Anonymous : TextKeys.Call.OnlyStaff);
            return;
        }
        var open = CallStore
            .Open(context.Transaction)
            .Where(call => CallNoticeStore.IsShownIn(context.Transaction, call.Id, context.Chat.Id))
            .ToList();
        if (words.Length == 0)
        {
            if (!TakesReplied(context))
            {
                Ask(context, open);
            }
            return;
        }
        if (Restaurant.Now(context, servers).ReadServer(words).IsWrong(out var unknownServer, out var typed))
        {
            unknownServer.Reply(context);
            return;
        }
        var (server, rest) = typed;
        var tables = TableList.Read(PlainText.Visible(rest)).IsWrong(out _, out var list) ? [] : list.Tables;
        var wanted = open.Where(call => call.Table == new TableName(rest) || tables.Contains(call.Table))
            .Where(call => server is null || call.Server.Equals(server, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (wanted.Count == 0)
        {
            context.Reply(
                TextKeys.Call.NoneAt,
                ("table", tables is [var only] ? only.Text : rest),
                ("nearest", Nearest.Find(rest, [.. open.Select(call => call.TableName)]))
            );
            return;
        }
        var namesakes = wanted
            .GroupBy(call => call.Table)
            .Any(table => table.Select(call => (call.Server, call.TableId)).Distinct().Skip(1).Any() && table.Any(call => !call.IsClaimed));
        if (namesakes)
        {
            AskWhich(context, wanted);
            return;
        }
        Take(context, wanted);
    }

    private void Take(CommandContext context, List<Call> wanted)
    {
        foreach (var call in wanted)
        {
            var (answer, now) = book.Claim(context.Transaction, call, context.From.Id, NameOf(context));
            context.Reply(TextKeys.Call.ClaimAnswer, Answer(context, answer, now));
        }
    }

    /// <summary>A reply to a message that shows one call alone takes that call.</summary>
    /// <returns>False, and nothing done, where it is no such reply.</returns>
    internal bool TakesReplied(CommandContext context)
    {
        var meant = context
            .RepliedNotices.SelectMany(notice => CallNoticeStore.CallsOf(context.Transaction, notice))
            .Distinct()
            .Select(id => CallStore.Find(context.Transaction, id))
            .OfType<Call>()
            .Where(call => call.IsOpen)
            .ToList();
        if (meant.Count != 1 || context.IsAnonymous || !MayTake(context))
        {
            return false;
        }
        Take(context, meant);
        return true;
    }

    public override void Press(PressContext context, string payload)
    {
        if (CallOf(context, payload) is not { } call || !CallNoticeStore.IsShownIn(context.Transaction, call.Id, context.Chat.Id))
        {
            context.Toast(TextKeys.Press.Old);
            return;
        }
        Do(context, call, payload[0]);
    }

    /// <summary>The call that a button VERB:ID is about; null for none.</summary>
    internal static Call? CallOf(PressContext context, string payload) =>
        payload.Length > 2
        && payload[1] == ':'
        && long.TryParse(payload.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? CallStore.Find(context.Transaction, id)
            : null;

    /// <summary>What the button of a call does that this person is shown, and the answer to it.</summary>
    /// <param name="context">Who presses.</param>
    /// <param name="call">As it was.</param>
    /// <param name="verb">t takes, d ends, r releases.</param>
    internal void Do(PressContext context, Call call, char verb)
    {
        if (!MayTake(context))
        {
            context.Alert(TextKeys.Call.OnlyStaff);
            return;
        }
        var person = context.From.Id;
        var (key, (answer, now)) = verb switch
        {
            't' => (TextKeys.Call.ClaimAnswer, book.Claim(context.Transaction, call, person, NameOf(context))),
            'd' => (TextKeys.Call.DoneAnswer, book.Done(context.Transaction, call, person, context.IsManager)),
            'r' => (TextKeys.Call.ReleaseAnswer, book.Release(context.Transaction, call, person, context.IsManager)),
            _ => (TextKeys.Press.Old, (CallAnswer.Closed, call)),
        };
        context.Toast(key, Answer(context, answer, now));
    }

    private bool MayTake(CommandContext context) =>
        context.IsManager || context.IsStaff || !(options.OnlyStaff || PeopleStore.IsRemoved(context.Transaction, context.From.Id));

    // Two tables of one name, of two restaurants or of one.
    private void AskWhich(CommandContext context, List<Call> wanted) =>
        context.ReplyWithButtons(
            context.Html(TextKeys.Call.Which, ("table", wanted[0].TableName))
                + "\n"
                + callTexts.Summary(context.Transaction, context.Language, [.. wanted.Take(MostLines)]),
            callTexts.SummaryButtons(context.Transaction, context.Language, wanted)
        );

    private void Ask(CommandContext context, List<Call> open)
    {
        var free = open.Where(call => !call.IsClaimed).ToList();
        if (free.Count == 0)
        {
            context.Reply(TextKeys.Call.NoneOpen, ("claimed", open.Count));
            return;
        }
        context.ReplyWithButtons(
            callTexts.Summary(context.Transaction, context.Language, [.. open.Take(MostLines)]),
            callTexts.SummaryButtons(context.Transaction, context.Language, free)
        );
    }

    private (string Name, object? Value)[] Answer(CommandContext context, CallAnswer answer, Call call) =>
        [.. callTexts.Values(context.Transaction, call), ("answer", Word(answer)), ("own", call.ClaimedBy == context.From.Id)];

    private static string NameOf(CommandContext context) => PeopleStore.NameOf(context.Transaction, context.From.Id);

    // As the texts know them, whatever the code calls them.
    private static string Word(CallAnswer answer) =>
        answer switch
        {
            CallAnswer.Done => "Yes",
            CallAnswer.AlreadySo => "Already",
            CallAnswer.HeldByAnother => "Others",
            CallAnswer.NotHeld => "Nobodys",
            CallAnswer.Closed => "Closed",
            _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, null),
        };
}
