using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Staff;

/// <summary>What /staff shows: the list, one person, the names and POS waiters to choose from.</summary>
public sealed class StaffView(RestaurantOptions options, ServerNames servers, BotAccount account)
{
    private const int OnPage = 10;
    private const int MostCandidates = 6;
    private const int MostWaiters = 40;
    private const int LongestName = 40;
    private const int LongestLabel = 24;
    private const int MarkLength = 12;
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Month = TimeSpan.FromDays(31);

    internal (string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons) List(CommandContext context, int wanted)
    {
        var all = StaffStore.All(context.Transaction);
        var owned = OwnerStore.All(context.Transaction, context.Clock.Now).ToLookup(table => table.PersonId);
        var page = ButtonPage.Cut(all.Count, OnPage, wanted);
        var shown = Enumerable.Range(page.First, page.Count).ToList();
        var html = context.Html(
            TextKeys.Staff.List,
            ("staff", shown.Select(i => Row(context, i + 1, all[i], owned[all[i].Id])).ToList()),
            ("count", all.Count),
            ("bot", all.All(member => member.Hears) ? null : account.Identity?.Username ?? "")
        );
        return (
            html,
            [
                .. shown.Select(i => Button(SafeText.Line($"{i + 1}. {all[i].Name}", LongestLabel), "c", all[i].Id)).Chunk(2),
                .. Turns(context, page),
                .. CallersStore
                    .NotStaff(context.Transaction, context.Clock.Now - Week, MostCandidates)
                    .Select(person =>
                        Button(context.Plain(TextKeys.Staff.Add, ("name", SafeText.Line(person.Name, LongestLabel))), "a", person.Id)
                    )
                    .Chunk(2),
            ]
        );
    }

    internal (string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons) Card(CommandContext context, StaffMember member)
    {
        var owned = OwnerStore.TablesOf(context.Transaction, member.Id, context.Clock.Now);
        var html =
            context.Html(TextKeys.Staff.Card, Row(context, 0, member, owned))
            + (member.Hears ? "" : "\n" + context.Html(TextKeys.Staff.Unreached, ("bot", account.Identity?.Username ?? "")));
        List<IReadOnlyList<Button>> buttons =
        [
            [Button(context.Plain(TextKeys.Staff.Rename), "n", member.Id), Button(context.Plain(TextKeys.Staff.Tie), "w", member.Id)],
        ];
        if (owned.Count > 0)
        {
            buttons.Add([Button(context.Plain(TextKeys.Staff.Release), "f", member.Id)]);
        }
        if (IsPaused(context, member))
        {
            buttons.Add([Button(context.Plain(TextKeys.Staff.Unpause), "u", member.Id)]);
        }
        buttons.Add([Button(context.Plain(TextKeys.Staff.Remove), "r", member.Id, style: ButtonStyle.Danger)]);
        buttons.Add([Button(context.Plain(TextKeys.Button.Back), "l", 0)]);
        return (html, buttons);
    }

    internal static (string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons) Names(CommandContext context, StaffMember member)
    {
        var waiter = Waiter(context, member);
        List<IReadOnlyList<Button>> buttons = [];
        if (waiter is not null && waiter.Name != member.Name)
        {
            buttons.Add([
                Button(context.Plain(TextKeys.Staff.NameOfPos, ("name", SafeText.Line(waiter.Name, LongestLabel))), "N", member.Id, "pos"),
            ]);
        }
        if (member.Name != member.TelegramName)
        {
            buttons.Add([
                Button(
                    context.Plain(TextKeys.Staff.NameOfTelegram, ("name", SafeText.Line(member.TelegramName, LongestLabel))),
                    "N",
                    member.Id,
                    "tg"
                ),
            ]);
        }
        buttons.Add([Button(context.Plain(TextKeys.Button.Back), "c", member.Id)]);
        return (
            context.Html(TextKeys.Staff.RenameHow, ("name", SafeText.Line(member.Name, LongestName)), ("who", Call(context, member))),
            buttons
        );
    }

    /// <summary>
    /// The member who is typed so: place in the list, <c>@username</c>, Telegram's number, name or first name. Null for nobody,
    /// and where several are.
    /// </summary>
    internal static StaffMember? Called(CommandContext context, string who)
    {
        var all = StaffStore.All(context.Transaction);
        if (
            int.TryParse(who.TrimEnd('.'), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            && place >= 1
            && place <= all.Count
        )
        {
            return all[place - 1];
        }
        var called = all.Where(member =>
                who.StartsWith('@')
                    ? string.Equals(member.Username, who[1..], StringComparison.OrdinalIgnoreCase)
                    : member.Id.ToString(CultureInfo.InvariantCulture) == who || IsCalled(member, who)
            )
            .ToList();
        return called is [var only] ? only : null;
    }

    // By the whole name, or its first word.
    private static bool IsCalled(StaffMember member, string who) =>
        TableName.MakeKey(member.Name) == TableName.MakeKey(who) || TableName.MakeKey(member.Name.Split(' ')[0]) == TableName.MakeKey(who);

    private static string Call(CommandContext context, StaffMember member) =>
        member.Username is { } username && Called(context, "@" + username) is not null
            ? "@" + username
            : member.Id.ToString(CultureInfo.InvariantCulture);

    internal (string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons) Waiters(CommandContext context, StaffMember member)
    {
        var waiters = Known(context);
        List<IReadOnlyList<Button>> buttons =
        [
            .. waiters.Select(waiter => Button(Label(waiter, member), "W", member.Id, Mark(waiter))).Chunk(2),
            .. member.PosWaiterId is null
                ? []
                : new IReadOnlyList<Button>[] { [Button(context.Plain(TextKeys.Staff.Untie), "W", member.Id, "-")] },
            [Button(context.Plain(TextKeys.Button.Back), "c", member.Id)],
        ];
        return (
            context.Html(TextKeys.Staff.TieAsk, ("name", SafeText.Line(member.Name, LongestName)), ("any", waiters.Count > 0)),
            buttons
        );
    }

    internal static (string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons) AskToRemove(CommandContext context, StaffMember member) =>
        (
            context.Html(
                TextKeys.Staff.RemoveAsk,
                ("name", SafeText.Line(member.Name, LongestName)),
                ("oneself", member.Id == context.From.Id)
            ),
            [
                [Button(context.Plain(TextKeys.Staff.RemoveYes), "R", member.Id, style: ButtonStyle.Danger)],
                [Button(context.Plain(TextKeys.Button.Cancel), "c", member.Id)],
            ]
        );

    /// <summary>The POS waiter that a button's mark means; null when none of those seen lately has it.</summary>
    internal PosWaiter? OfMark(CommandContext context, string mark) => Known(context).FirstOrDefault(waiter => Mark(waiter) == mark);

    internal static PosWaiter? Waiter(CommandContext context, StaffMember member) =>
        member.PosServer is { } server && member.PosWaiterId is { } id ? PosWaiterStore.Find(context.Transaction, server, id) : null;

    private List<PosWaiter> Known(CommandContext context) =>
        [
            .. PosWaiterStore
                .Since(context.Transaction, context.Clock.Now - Month, MostWaiters)
                .Where(waiter => !options.SystemWaiters.Contains(TableName.MakeKey(waiter.Name)))
                .OrderBy(waiter => waiter.Name, StringComparer.CurrentCulture)
                .ThenBy(waiter => waiter.Server, StringComparer.Ordinal),
        ];

    // Ids of POS systems may be longer than a button's data.
    private static string Mark(PosWaiter waiter) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(waiter.Server + "\0" + waiter.Id)))[..MarkLength];

    private string Label(PosWaiter waiter, StaffMember member) =>
        (waiter.Server == member.PosServer && waiter.Id == member.PosWaiterId ? "✅ " : "")
        + SafeText.Line(waiter.Name, LongestLabel)
        + (servers.Several ? " · " + SafeText.Line(waiter.Server, LongestLabel) : "");

    private static (string, object?)[] Row(CommandContext context, int number, StaffMember member, IEnumerable<OwnedTable> owned) =>
        [
            ("number", number),
            ("name", SafeText.Line(member.Name, LongestName)),
            ("telegram", member.Name == member.TelegramName ? null : SafeText.Line(member.TelegramName, LongestName)),
            ("username", member.Username),
            ("manager", member.IsManager),
            ("tables", TableAssignment.Text(owned) is { Length: > 0 } tables ? tables : null),
            ("paused", IsPaused(context, member) ? context.Clock.ToWall(member.PausedUntil!.Value) : null),
            ("pos", Waiter(context, member) is { } waiter ? SafeText.Line(waiter.Name, LongestName) : null),
            ("hears", member.Hears),
        ];

    private static bool IsPaused(CommandContext context, StaffMember member) => member.PausedUntil > context.Clock.Now;

    private static IReadOnlyList<IReadOnlyList<Button>> Turns(CommandContext context, ButtonPage page)
    {
        List<Button> row = [];
        if (page.Number > 0)
        {
            row.Add(Button(context.Plain(TextKeys.Pages.Back), "l", page.Number - 1));
        }
        if (page.Number < page.Pages - 1)
        {
            row.Add(Button(context.Plain(TextKeys.Pages.Next), "l", page.Number + 1));
        }
        return row.Count == 0 ? [] : [row];
    }

    private static Button Button(string label, string verb, long id, string? what = null, ButtonStyle style = ButtonStyle.Plain) =>
        new(
            label,
            string.Create(CultureInfo.InvariantCulture, $"{StaffCommand.TheName}:{verb}:{id}") + (what is null ? "" : ":" + what),
            style
        );
}
