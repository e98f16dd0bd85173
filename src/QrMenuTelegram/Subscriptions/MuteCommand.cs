using System.Globalization;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Subscriptions;

/// <summary>
/// <c>/mute 30m [@NAME] [ROLE or CODES] [TABLES or HALL]</c>: nothing of that comes to this chat (and topic) for a while;
/// managers, and in private the staff for themselves. Without words: what is muted here, and buttons.
/// </summary>
public sealed class MuteCommand(ServerNames servers, RestaurantOptions options, UnmuteCommand unmute) : Command
{
    private const string Off = "off";

    private static readonly string[] WordsForOff = [Off, "stop", "end", "выкл", "нет", "стоп"];

    private static readonly int[] Offered = [30, 60, 120];

    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public override string Name => "mute";

    public override bool IsOpenTo(CommandContext context) => context.InPrivate && context.IsStaff;

    public override void Run(CommandContext context, string words)
    {
        if (words.Length == 0)
        {
            var (html, buttons) = Show(context);
            context.ReplyWithButtons(html, buttons);
            return;
        }
        if (WordsForOff.Contains(words, StringComparer.OrdinalIgnoreCase))
        {
            unmute.Run(context, "");
            return;
        }
        if (
            SpanParser.Take(words, options.LocalNow(context.Clock), out var rest) is not { } span
            || span <= TimeSpan.Zero
            || span > Longest
        )
        {
            context.Reply(TextKeys.Mute.Form, ("several", servers.Several), ("days", (int)Longest.TotalDays));
            return;
        }
        var restaurant = Restaurant.Now(context, servers);
        if (Read(context, restaurant, rest, context.Clock.Now + span).IsWrong(out var wrong, out var typed))
        {
            wrong.Reply(context);
            return;
        }
        if (Doubt.Asks(this, context, restaurant, words, typed.Doubts, typed.Mute.Tables))
        {
            return;
        }
        Add(context, typed.Mute);
        context.Reply(
            TextKeys.Mute.Done,
            [.. MuteText.Values(context, typed.Mute), ("private", context.InPrivate), ("topic", context.Here.TopicId != 0)]
        );
    }

    public override void Press(PressContext context, string payload)
    {
        if (Doubt.Answers(this, context, payload))
        {
            return;
        }
        if (payload == Off)
        {
            MuteStore.End(context.Transaction, context.Here, context.Clock.Now);
        }
        else if (int.TryParse(payload, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && Offered.Contains(minutes))
        {
            Add(context, new Mute(0, context.Here, null, [], null, [], context.Clock.Now + TimeSpan.FromMinutes(minutes)));
        }
        else
        {
            context.Toast(TextKeys.Press.Old);
        }
        var (html, buttons) = Show(context);
        context.Edit(html, buttons);
    }

    private static void Add(CommandContext context, Mute mute) =>
        MuteStore.Add(context.Transaction, mute, context.From.Id, context.Clock.Now);

    // Codes come first, as in /subscribe; a word that is none of them begins the place.
    private static Parsed<TypedMute, Complaint> Read(CommandContext context, Restaurant restaurant, string words, Instant until)
    {
        if (restaurant.ReadServer(words).IsWrong(out var unknownServer, out var server))
        {
            return unknownServer;
        }
        if (WhatParser.Read(restaurant, server.Rest).IsWrong(out var misspelt, out var what))
        {
            return misspelt;
        }
        if (new PlaceParser(restaurant, context.IsManager).Read(what.Place, server.Server).IsWrong(out var wrong, out var place))
        {
            return wrong;
        }
        var codes = WhatParser.Codes(what.Found);
        var wanted = codes.Count == EventCodes.All.Count ? [] : codes;
        return new TypedMute(
            new Mute(0, context.Here, place.Hall?.Server ?? server.Server, wanted, place.Hall, place.Tables, until),
            place.Doubts
        );
    }

    private sealed record TypedMute(Mute Mute, IReadOnlyList<TableName> Doubts);

    private (string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons) Show(CommandContext context)
    {
        var here = MuteStore.In(context.Transaction, context.Here, context.Clock.Now);
        var html =
            context.Html(TextKeys.Mute.Ask, ("count", here.Count), ("private", context.InPrivate), ("topic", context.Here.TopicId != 0))
            + string.Concat(here.Select(mute => "\n" + MuteText.Line(context, mute)));
        List<IReadOnlyList<Button>> buttons =
        [
            [
                .. Offered.Select(minutes => new Button(
                    context.Plain(TextKeys.Mute.For, ("span", TimeSpan.FromMinutes(minutes))),
                    $"{Name}:{minutes}"
                )),
            ],
        ];
        if (here.Count > 0)
        {
            buttons.Add([new Button(context.Plain(TextKeys.Mute.Off), $"{Name}:{Off}", ButtonStyle.Success)]);
        }
        return (html, buttons);
    }
}
