using System.Globalization;
using QrMenuTelegram.Commands;
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
    public void Open()
    {
        var state = new SubscribeState();
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
            case "x":
                End(press, dialog, press.Html(TextKeys.Dialog.Cancelled));
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
            SubscribeStep.Place when restaurant.Servers.Several => state with
            {
                Step = SubscribeStep.Server,
                Server = null,
                Offered = restaurant.Servers.All,
                Picked = [],
                Page = 0,
            },
            _ => new SubscribeState(),
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
        var wanted = new NewSubscription(
            press.Here,
            hall?.Server ?? state.Server,
            CodeList.From(Role.Find(state.Role!)!),
            hall,
            TableList.InOrder(tables)
        );
        End(press, dialog, subscribing.Do(press, restaurant, wanted));
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
