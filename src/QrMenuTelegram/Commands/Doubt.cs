using System.Text.Json;
using System.Text.Json.Serialization;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Commands;

/// <summary>
/// A command with names that nobody knows is not obeyed but asked about, with the buttons Yes and No: a word that was
/// meant otherwise must not become a table. "Yes" runs the command as it was typed.
/// </summary>
internal static class Doubt
{
    private const string Payload = "sure";

    /// <summary>Asks, where there is something to ask about.</summary>
    /// <param name="command">The command, which runs again after "Yes".</param>
    /// <param name="context">Who asked for it.</param>
    /// <param name="restaurant">What there is.</param>
    /// <param name="words">What was typed after the command.</param>
    /// <param name="strange">Names that may be no tables.</param>
    /// <param name="tables">All that were named.</param>
    /// <returns>False where nothing is doubtful, or the answer was "Yes".</returns>
    public static bool Asks(
        Command command,
        CommandContext context,
        Restaurant restaurant,
        string words,
        IReadOnlyList<TableName> strange,
        IReadOnlyList<TableName> tables
    )
    {
        var alike = strange.Count > 0 ? [] : Alike(restaurant, tables);
        if (context.IsSure || (strange.Count == 0 && alike.Count == 0))
        {
            return false;
        }
        var html = Question(context, strange, alike);
        var notice = context.ReplyWithButtons(
            html,
            [
                [
                    new(context.Plain(TextKeys.Button.Yes), $"{command.Name}:{Payload}:1", Telegram.ButtonStyle.Success),
                    new(context.Plain(TextKeys.Button.No), $"{command.Name}:{Payload}:0"),
                ],
            ]
        );
        DialogStore.Open(context, Kind(command), notice, ToJson(new DoubtState(words, context.IsAnonymous ? null : context.From.Id, html)));
        return true;
    }

    /// <summary>Takes a press on such a button.</summary>
    /// <returns>False for the press of another button.</returns>
    public static bool Answers(Command command, PressContext press, string payload)
    {
        if (payload is not (Payload + ":1" or Payload + ":0"))
        {
            return false;
        }
        if (press.NoticeId is not { } notice || DialogStore.Find(press.Transaction, Kind(command), notice) is not { } dialog)
        {
            press.Toast(TextKeys.Dialog.Old);
            return true;
        }
        var state = JsonSerializer.Deserialize(dialog.State, DoubtJson.Default.DoubtState)!;
        if (dialog.EndedAt is not null)
        {
            press.Toast(TextKeys.Dialog.Over);
        }
        else if (state.Person is { } person && person != press.From.Id)
        {
            press.Alert(TextKeys.TableList.OthersQuestion);
        }
        else
        {
            DialogStore.End(press.Transaction, dialog.Id, press.Clock.Now);
            var isYes = payload.EndsWith('1');
            press.Edit(isYes ? state.Html : press.Html(TextKeys.TableList.NotSure, ("command", "/" + command.Name)), []);
            if (isYes)
            {
                press.IsSure = true;
                command.Run(press, state.Words);
            }
        }
        return true;
    }

    private static string Question(CommandContext context, IReadOnlyList<TableName> strange, IReadOnlyList<TableName> alike) =>
        strange.Count > 0
            ? context.Html(TextKeys.TableList.Sure, ("tables", SubscriptionText.Tables(strange)), ("count", strange.Count))
            : context.Html(TextKeys.TableList.Alike, ("tables", alike.Select(table => table.Text).ToList()));

    // Tables whose names differ only in letters that look alike: whoever names one of them gets the others too.
    private static List<TableName> Alike(Restaurant restaurant, IReadOnlyList<TableName> tables)
    {
        var wanted = tables.ToHashSet();
        return
        [
            .. restaurant
                .Seen.Select(seen => new TableName(seen.Name))
                .Where(wanted.Contains)
                .GroupBy(name => name)
                .Select(same => same.DistinctBy(name => name.Letters).ToList())
                .FirstOrDefault(spellings => spellings.Count > 1)
                ?? [],
        ];
    }

    private static string Kind(Command command) => command.Name + "?";

    private static string ToJson(DoubtState state) => JsonSerializer.Serialize(state, DoubtJson.Default.DoubtState);
}

/// <param name="Words">What was typed after the command.</param>
/// <param name="Person">Who may answer; null where somebody anonymous asked: whoever may use the command.</param>
/// <param name="Html">The question.</param>
internal sealed record DoubtState(string Words, long? Person, string Html);

[JsonSerializable(typeof(DoubtState))]
internal sealed partial class DoubtJson : JsonSerializerContext;
