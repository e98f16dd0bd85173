using System.Globalization;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Staff;

/// <summary><c>/pause [30m|off]</c>: a break, in which the calls of my tables go straight to the hall. Without words: buttons.</summary>
public sealed class PauseCommand(RestaurantOptions restaurant) : Command
{
    private const string Off = "off";

    private static readonly int[] Offered = [15, 30, 60];

    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private static readonly string[] WordsForOff = [Off, "stop", "end", "back", "выкл", "нет", "стоп", "вернулся", "вернулась", "конец"];

    public override string Name => "pause";

    public override Access Access => Access.Staff;

    public override void Run(CommandContext context, string words)
    {
        if (words.Length > 0)
        {
            var span =
                WordsForOff.Contains(words, StringComparer.OrdinalIgnoreCase) ? TimeSpan.Zero
                : SpanParser.Take(words, restaurant.LocalNow(context.Clock), out var rest) is { } read && rest.Length == 0 ? read
                : (TimeSpan?)null;
            if (span is null || span > Longest)
            {
                context.Reply(TextKeys.Pause.Form, ("most", Longest));
                return;
            }
            Set(context, span.Value);
            if (span == TimeSpan.Zero)
            {
                context.Reply(
                    TextKeys.Pause.IsBack,
                    ("name", PeopleStore.NameOf(context.Transaction, context.From.Id)),
                    ("private", context.InPrivate)
                );
                return;
            }
        }
        var (html, buttons) = Show(context);
        context.ReplyWithButtons(html, buttons);
    }

    public override void Press(PressContext context, string payload)
    {
        var words = payload.Split(':');
        if (words.Length != 2 || !long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var person))
        {
            context.Toast(TextKeys.Press.Old);
            return;
        }
        if (person != context.From.Id)
        {
            context.Alert(TextKeys.Pause.OthersButtons, ("name", PeopleStore.NameOf(context.Transaction, person)));
            return;
        }
        if (words[1] == Off)
        {
            Set(context, TimeSpan.Zero);
        }
        else if (int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && Offered.Contains(minutes))
        {
            Set(context, TimeSpan.FromMinutes(minutes));
        }
        var (html, buttons) = Show(context);
        context.Edit(html, buttons);
    }

    private static void Set(CommandContext context, TimeSpan span) =>
        StaffStore.Pause(context.Transaction, context.From.Id, span > TimeSpan.Zero ? context.Clock.Now + span : null);

    private (string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons) Show(CommandContext context)
    {
        var until = StaffStore.PausedUntil(context.Transaction, context.From.Id, context.Clock.Now);
        var html = context.Html(
            TextKeys.Pause.Now,
            ("name", PeopleStore.NameOf(context.Transaction, context.From.Id)),
            ("private", context.InPrivate),
            ("until", until is { } end ? context.Clock.ToWall(end) : null)
        );
        return (
            html,
            until is null
                ?
                [
                    [
                        .. Offered.Select(minutes => new Button(
                            context.Plain(TextKeys.Pause.For, ("span", TimeSpan.FromMinutes(minutes))),
                            Data(context, minutes.ToString(CultureInfo.InvariantCulture))
                        )),
                    ],
                ]
                :
                [
                    [new Button(context.Plain(TextKeys.Pause.Back), Data(context, Off), ButtonStyle.Success)],
                ]
        );
    }

    private string Data(CommandContext context, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}:{context.From.Id}:{what}");
}
