using System.Globalization;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Staff;

/// <summary>
/// <c>/take [@NAME] TABLES or HALL</c>: my tables for this shift; their calls come to me in private. Without words: what
/// is mine, and the halls as buttons, which are for the one who asked.
/// </summary>
public sealed class TakeCommand(
    OwnerStore owners,
    PersonalNotices personal,
    ServerNames servers,
    BotAccount account,
    RestaurantOptions options,
    ClaimCommand claiming
) : Command
{
    private const int HallsOnPage = 8;

    public override string Name => "take";

    public override Access Access => Access.Staff;

    public override void Run(CommandContext context, string words)
    {
        // A reply to a call means that call.
        if (words.Length == 0 && claiming.TakesReplied(context))
        {
            return;
        }
        var restaurant = Restaurant.Now(context, servers);
        if (words.Length == 0)
        {
            var (html, buttons) = Show(context, restaurant, 0);
            context.ReplyWithButtons(html, buttons);
            return;
        }
        if (restaurant.ReadServer(words).IsWrong(out var unknownServer, out var server))
        {
            unknownServer.Reply(context);
        }
        else if (new PlaceParser(restaurant, context.IsManager).Read(server.Rest, server.Server).IsWrong(out var wrong, out var place))
        {
            wrong.Reply(context);
        }
        else if (!Doubt.Asks(this, context, restaurant, words, place.Doubts, place.Tables))
        {
            Take(context, restaurant, server.Server, place.Hall, place.Tables);
        }
    }

    public override void Press(PressContext context, string payload)
    {
        if (Doubt.Answers(this, context, payload))
        {
            return;
        }
        var words = payload.Split(':');
        if (Number(words[0]) is not { } person || words.Length < 3)
        {
            context.Toast(TextKeys.Press.Old);
            return;
        }
        if (person != context.From.Id)
        {
            context.Alert(TextKeys.Take.OthersButtons, ("name", PeopleStore.NameOf(context.Transaction, person)));
            return;
        }
        var restaurant = Restaurant.Now(context, servers);
        var page = words[1] == "p" && Number(words[2]) is { } number ? (int)Math.Min(number, int.MaxValue) : 0;
        if (words[1] is "h" or "u")
        {
            TakeHall(context, restaurant.Halls.FirstOrDefault(hall => hall.Id == Number(words[2])), takes: words[1] == "h");
        }
        var (html, buttons) = Show(context, restaurant, page);
        context.Edit(html, buttons);
    }

    private bool IsTomorrow(CommandContext context, IReadOnlyList<OwnedTable> mine) =>
        mine.Count > 0
        && TimeZoneInfo.ConvertTime(context.Clock.ToWall(mine[0].UntilAt), options.TimeZone).Date > options.LocalNow(context.Clock).Date;

    private void Take(CommandContext context, Restaurant restaurant, string? server, Hall? hall, IReadOnlyList<TableName> listed)
    {
        var tables = hall?.Tables ?? (listed.Count > 0 ? listed : restaurant.TablesOn(server));
        if (tables.Count == 0)
        {
            context.Reply(TextKeys.Take.NoneKnown);
            return;
        }
        var before = TableAssignment.Take(context, owners, personal, context.From.Id, hall?.Server ?? server, tables);
        var mine = OwnerStore.TablesOf(context.Transaction, context.From.Id, context.Clock.Now);
        var done = context.Html(
            TextKeys.Take.Done,
            ("name", PeopleStore.NameOf(context.Transaction, context.From.Id)),
            ("private", context.InPrivate),
            ("tables", TableAssignment.Text(mine)),
            ("until", context.Clock.ToWall(mine[0].UntilAt)),
            ("tomorrow", IsTomorrow(context, mine)),
            ("others", TableAssignment.Others(before)),
            ("paused", PeopleStore.IsPaused(context.Transaction, context.From.Id, context.Clock.Now)),
            ("bot", PersonalNotices.Reaches(context.Transaction, context.From.Id) ? null : account.Identity?.Username ?? "")
        );
        var unseen = TableMessages.Unseen(context, restaurant, server, tables);
        context.Say(unseen is null ? done : done + "\n" + unseen);
    }

    private void TakeHall(PressContext context, Hall? hall, bool takes)
    {
        if (hall is null)
        {
            context.Toast(TextKeys.Dialog.NoSuchHall);
        }
        else if (takes)
        {
            var before = TableAssignment.Take(context, owners, personal, context.From.Id, hall.Server, hall.Tables);
            context.Toast(TextKeys.Take.Took, ("hall", hall.Name), ("others", TableAssignment.Others(before)));
        }
        else
        {
            owners.Release(context.Transaction, context.From.Id, hall.Server, hall.Tables);
            context.Toast(TextKeys.Take.GaveUp, ("hall", hall.Name));
        }
    }

    private (string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons) Show(CommandContext context, Restaurant restaurant, int wanted)
    {
        var mine = OwnerStore.TablesOf(context.Transaction, context.From.Id, context.Clock.Now);
        var page = ButtonPage.Cut(restaurant.Halls.Count, HallsOnPage, wanted);
        var html = context.Html(
            TextKeys.Take.Ask,
            ("name", PeopleStore.NameOf(context.Transaction, context.From.Id)),
            ("private", context.InPrivate),
            ("tables", mine.Count == 0 ? null : TableAssignment.Text(mine)),
            ("until", mine.Count == 0 ? null : context.Clock.ToWall(mine[0].UntilAt)),
            ("tomorrow", IsTomorrow(context, mine)),
            ("halls", restaurant.Halls.Count > 0)
        );
        return (
            html,
            [
                .. restaurant
                    .Halls.Skip(page.First)
                    .Take(page.Count)
                    .Select(hall => (IReadOnlyList<Button>)[HallButton(context, hall, mine)]),
                .. page.Row(context, Data(context)),
            ]
        );
    }

    private Button HallButton(CommandContext context, Hall hall, IReadOnlyList<OwnedTable> mine)
    {
        var isMine = hall.Tables.All(table =>
            mine.Any(owned => owned.Table == table && (owned.Server.Length == 0 || owned.Server == hall.Server))
        );
        return new Button(
            (isMine ? "✅ " : "") + TableAssignment.Label(hall, servers.Several),
            string.Create(CultureInfo.InvariantCulture, $"{Data(context)}:{(isMine ? 'u' : 'h')}:{hall.Id}"),
            isMine ? ButtonStyle.Primary : ButtonStyle.Plain
        );
    }

    private string Data(CommandContext context) => string.Create(CultureInfo.InvariantCulture, $"{Name}:{context.From.Id}");

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
