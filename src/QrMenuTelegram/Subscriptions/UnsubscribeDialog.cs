using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Subscriptions;

/// <summary>/unsubscribe without words: this chat's subscriptions as buttons to mark, in one message.</summary>
internal sealed class UnsubscribeDialog(CommandContext context, SubscriptionStore subscriptions)
{
    private const int MostNamed = 20;

    public void Open(IReadOnlyList<Subscription> here)
    {
        if (here.Count == 0)
        {
            context.Reply(TextKeys.Unsubscribe.NoneHere, ("topic", context.Here.TopicId != 0));
            return;
        }
        var (html, buttons) = Show(here, new UnsubscribeState([], 0));
        DialogStore.Open(context, UnsubscribeCommand.TheName, context.ReplyWithButtons(html, buttons), ToJson(new UnsubscribeState([], 0)));
    }

    public void Press(PressContext press, string payload)
    {
        if (press.NoticeId is not { } notice || DialogStore.Find(press.Transaction, UnsubscribeCommand.TheName, notice) is not { } dialog)
        {
            press.Toast(TextKeys.Dialog.Old);
            return;
        }
        if (dialog.EndedAt is not null)
        {
            press.Toast(TextKeys.Dialog.Over);
            return;
        }
        var here = SubscriptionStore.All(press.Transaction).Where(subscription => subscription.To == press.Here).ToList();
        var read = JsonSerializer.Deserialize(dialog.State, UnsubscribeJson.Default.UnsubscribeState)!;
        // What somebody ended elsewhere meanwhile is no longer marked.
        var state = read with
        {
            Picked = [.. read.Picked.Where(id => here.Any(subscription => subscription.Id == id))],
        };
        switch (payload.Split(':'))
        {
            case ["x"]:
                End(press, dialog, press.Html(TextKeys.Dialog.Cancelled));
                break;
            case ["ok"] when state.Picked.Count > 0:
                Finish(press, dialog, [.. here.Where(subscription => state.Picked.Contains(subscription.Id))]);
                break;
            case ["ok"]:
                press.Toast(TextKeys.Dialog.NothingMarked);
                Go(press, dialog, here, state);
                break;
            case ["p", var page] when Number(page) is { } number:
                Go(press, dialog, here, state with { Page = (int)Math.Min(number, int.MaxValue) });
                break;
            case ["t", var id, var on] when Number(id) is { } number:
                Go(press, dialog, here, Toggle(press, here, state, number, on == "1"));
                break;
            default:
                press.Toast(TextKeys.Dialog.Old);
                break;
        }
    }

    /// <summary>What is said when subscriptions ended; HTML.</summary>
    public static string Ended(CommandContext context, IReadOnlyList<Subscription> ended)
    {
        if (ended.Count == 0)
        {
            return context.Html(TextKeys.Unsubscribe.NoneHere, ("topic", context.Here.TopicId != 0));
        }
        var lines = ended
            .Take(MostNamed)
            .Select(subscription =>
                SubscriptionText.Line(context, subscription)
                + (subscription.To == context.Here ? "" : " · " + PlaceText.Html(context, subscription.To))
            );
        var more = ended.Count > MostNamed ? "\n" + context.Html(TextKeys.Lines.More, ("count", ended.Count - MostNamed)) : "";
        return context.Html(TextKeys.Unsubscribe.Done, ("count", ended.Count)) + "\n" + string.Join('\n', lines) + more;
    }

    private static UnsubscribeState Toggle(PressContext press, IReadOnlyList<Subscription> here, UnsubscribeState state, long id, bool on)
    {
        if (here.All(subscription => subscription.Id != id))
        {
            press.Toast(TextKeys.Unsubscribe.Gone, ("number", id));
            return state;
        }
        if (on == state.Picked.Contains(id))
        {
            press.Toast(on ? TextKeys.Dialog.AlreadyOn : TextKeys.Dialog.AlreadyOff, ("name", "№" + id));
        }
        var others = state.Picked.Where(picked => picked != id);
        return state with { Picked = on ? [.. others, id] : [.. others] };
    }

    private void Finish(PressContext press, Dialog dialog, IReadOnlyList<Subscription> ended)
    {
        foreach (var subscription in ended)
        {
            subscriptions.Remove(press.Transaction, subscription.Id);
        }
        End(press, dialog, Ended(press, ended));
    }

    private void Go(PressContext press, Dialog dialog, IReadOnlyList<Subscription> here, UnsubscribeState state)
    {
        if (here.Count == 0)
        {
            End(press, dialog, press.Html(TextKeys.Unsubscribe.NoneHere, ("topic", press.Here.TopicId != 0)));
            return;
        }
        DialogStore.SetState(press.Transaction, dialog.Id, ToJson(state));
        var (html, buttons) = Show(here, state);
        press.Edit(html, buttons);
    }

    private static void End(PressContext press, Dialog dialog, string html)
    {
        DialogStore.End(press.Transaction, dialog.Id, press.Clock.Now);
        press.Edit(html, []);
    }

    private (string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons) Show(IReadOnlyList<Subscription> here, UnsubscribeState state)
    {
        var page = ButtonPage.Cut(here.Count, ButtonPage.Rows, state.Page);
        IReadOnlyList<IReadOnlyList<Button>> buttons =
        [
            .. here.Skip(page.First)
                .Take(page.Count)
                .Select(subscription => (IReadOnlyList<Button>)[Mark(subscription, state.Picked.Contains(subscription.Id))]),
            .. page.Row(context, UnsubscribeCommand.TheName),
            .. state.Picked.Count == 0
                ? []
                : new IReadOnlyList<Button>[]
                {
                    [new Button(context.Plain(TextKeys.Button.Unsubscribe, ("count", state.Picked.Count)), Data("ok"), ButtonStyle.Danger)],
                },
            [new Button(context.Plain(TextKeys.Button.Cancel), Data("x"))],
        ];
        return (context.Html(TextKeys.Unsubscribe.Ask, ("topic", context.Here.TopicId != 0)), buttons);
    }

    private Button Mark(Subscription subscription, bool isPicked) =>
        new(
            (isPicked ? "❌ " : "") + SubscriptionText.Label(context, subscription),
            Data(string.Create(CultureInfo.InvariantCulture, $"t:{subscription.Id}:{(isPicked ? 0 : 1)}"))
        );

    private static string Data(string payload) => UnsubscribeCommand.TheName + ":" + payload;

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string ToJson(UnsubscribeState state) => JsonSerializer.Serialize(state, UnsubscribeJson.Default.UnsubscribeState);
}

/// <param name="Picked">The numbers of the subscriptions that are marked.</param>
/// <param name="Page">The page that is shown.</param>
internal sealed record UnsubscribeState(IReadOnlyList<long> Picked, int Page);

[JsonSerializable(typeof(UnsubscribeState))]
internal sealed partial class UnsubscribeJson : JsonSerializerContext;
