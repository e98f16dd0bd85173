using System.Globalization;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary>
/// The guided /subscribe: one message that is edited step by step. A button says what it wants done to what, so a
/// second press, another manager's press or a press on yesterday's picture does nothing twice and is answered.
/// </summary>
internal sealed class SubscribeDialog(CommandContext context, Restaurant restaurant, SubscriptionSetup subscribing)
{
    /// <summary>Asks.</summary>
    /// <param name="isQuick">See <see cref="SubscribeState.IsQuick"/>.</param>
    public void Open(bool isQuick = false)
    {
        var state = new SubscribeState { IsQuick = isQuick };
        var (html, buttons) = new SubscribeView(context, restaurant).Show(state);
        var notice = context.ReplyWithButtons(html, buttons);
        DialogStore.Open(context, SubscribeCommand.TheName, notice, state.ToJson());
    }

    public void Press(PressContext press, string payload)
    {
        if (press.NoticeId is not { } notice || DialogStore.Find(press.Transaction, SubscribeCommand.TheName, notice) is not { } dialog)
        {
            press.Toast(TextKeys.Dialog.Old);
            return;
        }
        if (dialog.EndedAt is not null)
        {
            press.Toast(TextKeys.Dialog.Over);
            return;
        }
        var state = SubscribeState.FromJson(dialog.State);
        var words = payload.Split(':');
        switch (words[0])
        {
            case "x" when state.Replaces is not null:
                Go(press, dialog, state, state with { Step = SubscribeStep.Done, Picked = [], Offered = [] });
                break;
            case "x" when state.Step != SubscribeStep.Done:
                End(press, dialog, press.Html(TextKeys.Dialog.Cancelled));
                break;
            case "role" when state is { Step: SubscribeStep.What, IsQuick: true } && words.Length == 2 && Role.Find(words[1]) is { } role:
                Finish(press, dialog, state with { Role = role.Name }, null, []);
                break;
            case "first" when state.Step == SubscribeStep.Tables && words.Length == 2 && Number(words[1]) is { } last and > 0 and <= 99:
                Finish(press, dialog, state, null, [.. Enumerable.Range(1, last).Select(number => new TableName($"{number}"))]);
                break;
            case "ask" when state.Step == SubscribeStep.Tables:
                AskForNumbers(press, notice, state);
                break;
            case "ok" when state.Step == SubscribeStep.Tables:
                Finish(press, dialog, state, null, [.. state.Picked.Select(name => new TableName(name))]);
                break;
            case "all" when state.Step == SubscribeStep.Place:
                Finish(press, dialog, state, null, []);
                break;
            case "hall" when state.Step == SubscribeStep.Place && words.Length == 2:
                FinishWithHall(press, dialog, state, words[1]);
                break;
            default:
                Go(press, dialog, state, Next(press, state, words));
                break;
        }
    }

    private SubscribeState? Next(PressContext press, SubscribeState state, string[] words) =>
        (state.Step, words) switch
        {
            (SubscribeStep.Done, ["fewer"]) => restaurant.Servers.Several
                ? state with
                {
                    Step = SubscribeStep.Server,
                    Offered = restaurant.Servers.All,
                    Page = 0,
                }
                : state with
                {
                    Step = SubscribeStep.Place,
                    Page = 0,
                },
            (_, ["p", var page]) when Number(page) is { } number => state with { Page = number },
            (not SubscribeStep.What, ["back"]) => Before(state),
            (SubscribeStep.What, ["role", var role]) when Role.Find(role) is { } known => restaurant.Servers.Several
                ? new SubscribeState
                {
                    Step = SubscribeStep.Server,
                    Role = known.Name,
                    Offered = restaurant.Servers.All,
                }
                : new SubscribeState { Step = SubscribeStep.Place, Role = known.Name },
            (SubscribeStep.Server, ["server", "all"]) => state with { Step = SubscribeStep.Place, Server = null, Offered = [], Page = 0 },
            (SubscribeStep.Server, ["server", var index]) when Offered(state, index) is { } server => state with
            {
                Step = SubscribeStep.Place,
                Server = server,
                Offered = [],
                Page = 0,
            },
            (SubscribeStep.Place, ["tables"]) => state with
            {
                Step = SubscribeStep.Tables,
                Offered = [.. restaurant.TablesOn(state.Server).Take(TableList.Most).Select(table => table.Text)],
                Page = 0,
            },
            (SubscribeStep.Tables, ["t", var index, var on]) when Offered(state, index) is { } table => Toggle(
                press,
                state,
                table,
                on == "1"
            ),
            _ => null,
        };

    private SubscribeState Before(SubscribeState state) =>
        state.Step switch
        {
            SubscribeStep.Tables => state with { Step = SubscribeStep.Place, Offered = [], Page = 0 },
            SubscribeStep.Place
            or SubscribeStep.Server when state.Replaces is not null && !(state.Step == SubscribeStep.Place && restaurant.Servers.Several) =>
                state with
                {
                    Step = SubscribeStep.Done,
                    Picked = [],
                    Offered = [],
                    Page = 0,
                },
            SubscribeStep.Place when restaurant.Servers.Several => state with
            {
                Step = SubscribeStep.Server,
                Server = null,
                Offered = restaurant.Servers.All,
                Picked = [],
                Page = 0,
            },
            _ => new SubscribeState { IsQuick = state.IsQuick },
        };

    private static SubscribeState Toggle(PressContext press, SubscribeState state, string table, bool on)
    {
        var others = state.Picked.Where(name => name != table);
        if (on == state.Picked.Contains(table))
        {
            press.Toast(on ? TextKeys.Dialog.AlreadyOn : TextKeys.Dialog.AlreadyOff, ("name", table));
        }
        return state with { Picked = on ? [.. others, table] : [.. others] };
    }

    // Shows the step again even where nothing follows: what was pressed may be an old picture of it.
    private void Go(PressContext press, Dialog dialog, SubscribeState state, SubscribeState? next)
    {
        if (next is null)
        {
            press.Toast(TextKeys.Dialog.Passed);
        }
        DialogStore.SetState(press.Transaction, dialog.Id, (next ?? state).ToJson());
        var (html, buttons) = new SubscribeView(press, restaurant).Show(next ?? state);
        press.Edit(html, buttons);
    }

    private void FinishWithHall(PressContext press, Dialog dialog, SubscribeState state, string id)
    {
        if (restaurant.Halls.FirstOrDefault(hall => hall.Id.ToString(CultureInfo.InvariantCulture) == id) is { } hall)
        {
            Finish(press, dialog, state, hall, []);
            return;
        }
        press.Toast(TextKeys.Dialog.NoSuchHall);
        var (html, buttons) = new SubscribeView(press, restaurant).Show(state);
        press.Edit(html, buttons);
    }

    private void Finish(PressContext press, Dialog dialog, SubscribeState state, Hall? hall, IReadOnlyList<TableName> tables)
    {
        if (hall is null && tables.Count == 0 && state.Step == SubscribeStep.Tables)
        {
            press.Toast(TextKeys.Dialog.NothingMarked);
            return;
        }
        var answer = subscribing.Do(press, restaurant, Wanted(press, state, hall, tables), state.Replaces);
        var done = state with
        {
            Step = SubscribeStep.Done,
            Replaces = answer.Number,
            Done = answer.Html,
            IsAll = hall is null && tables.Count == 0,
            Picked = [],
            Offered = [],
            Page = 0,
        };
        Go(press, dialog, done, done);
    }

    private static NewSubscription Wanted(CommandContext context, SubscribeState state, Hall? hall, IReadOnlyList<TableName> tables) =>
        new(context.Here, hall?.Server ?? state.Server, CodeList.From(Role.Find(state.Role!)!), hall, TableList.InOrder(tables));

    // Telegram shows whom it mentions an empty field to answer in.
    private static void AskForNumbers(PressContext press, long origin, SubscribeState state)
    {
        var html = press.Html(TextKeys.Subscribe.AskNumbers, ("id", press.From.Id), ("name", press.From.Name));
        var question = press.Outbox.Add(
            press.Transaction,
            new NewNotice(press.Here, Urgency.Reply, html) { ReplyHint = press.Plain(TextKeys.Subscribe.NumbersHint) }
        );
        var asked = state with { Step = SubscribeStep.Numbers, Origin = origin, Offered = [], Picked = [] };
        DialogStore.Open(press, SubscribeCommand.TheName, question, asked.ToJson());
    }

    /// <summary>A reply to the question for numbers: a list of tables, or a hall.</summary>
    public void Hear(Dialog dialog, string text)
    {
        var state = SubscribeState.FromJson(dialog.State);
        if (state.Step != SubscribeStep.Numbers)
        {
            return;
        }
        if (new PlaceParser(restaurant).Read(text, state.Server).IsWrong(out var complaint, out var place))
        {
            complaint.Reply(context);
        }
        else if (place.Doubts.Count > 0)
        {
            context.Reply(
                TextKeys.Subscribe.QuoteIt,
                ("tables", SubscriptionText.Tables(place.Doubts)),
                ("quoted", TableList.InQuotes(place.Doubts[0].Text))
            );
        }
        else
        {
            var answer = subscribing.Do(context, restaurant, Wanted(context, state, place.Hall, place.Tables), state.Replaces);
            DialogStore.End(context.Transaction, dialog.Id, context.Clock.Now);
            if (state.Origin is { } origin && DialogStore.Find(context.Transaction, SubscribeCommand.TheName, origin) is { } before)
            {
                DialogStore.End(context.Transaction, before.Id, context.Clock.Now);
                context.Outbox.Change(context.Transaction, origin, context.Html(TextKeys.Subscribe.ByReply), []);
            }
            context.ReplyWithButtons(answer.Html, SubscribeView.TryIt(context));
        }
    }

    private static void End(PressContext press, Dialog dialog, string html)
    {
        DialogStore.End(press.Transaction, dialog.Id, press.Clock.Now);
        press.Edit(html, []);
    }

    private static string? Offered(SubscribeState state, string index) =>
        Number(index) is { } number && number < state.Offered.Count ? state.Offered[number] : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
