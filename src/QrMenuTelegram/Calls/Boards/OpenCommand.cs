using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Calls.Boards;

/// <summary>
/// <c>/open</c>: what waits now, oldest first. In private the staff and managers see every call. In a group that gets
/// calls whoever may take them sees those that the group gets, whoever asks; a group that gets none is told none.
/// </summary>
public sealed class OpenCommand(OpenCallsText text, Routes routes, CallsOptions options, BotAccount account, ClaimCommand claiming)
    : Command
{
    internal const string TheName = "open";

    public override string Name => TheName;

    public override Access Access => Access.Staff;

    public override bool IsOpenTo(CommandContext context) => !context.InPrivate && !options.OnlyStaff && GetsCalls(context);

    public override void Run(CommandContext context, string words)
    {
        if (!context.InPrivate && !GetsCalls(context))
        {
            context.Reply(TextKeys.Open.Elsewhere, ("bot", account.Identity?.Username));
            return;
        }
        var (html, buttons) = Show(context);
        context.ReplyWithButtons(html, buttons);
    }

    public override void Press(PressContext context, string payload)
    {
        var isBoard = BoardStore.Find(context.Transaction, context.Here) is { } board && board.NoticeId == context.NoticeId;
        if (ClaimCommand.CallOf(context, payload) is { } call && payload[0] == 't')
        {
            if (isBoard || context.InPrivate || Comes(context, call))
            {
                claiming.Do(context, call, 't');
            }
            else
            {
                context.Toast(TextKeys.Press.Old);
            }
        }
        // A board is kept current by itself.
        if (!isBoard && (context.InPrivate || GetsCalls(context)))
        {
            var (html, buttons) = Show(context);
            context.Edit(html, buttons);
        }
    }

    private (string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons) Show(CommandContext context)
    {
        var calls = CallStore.Open(context.Transaction).Where(call => context.InPrivate || Comes(context, call)).ToList();
        var html =
            context.Html(TextKeys.Open.Title, [.. OpenCallsText.Counts(calls), ("at", context.Clock.Wall)])
            + (calls.Count == 0 ? "" : "\n" + text.Calls(context.Transaction, context.Language, calls));
        return (
            TelegramHtml.Fit(html, TelegramHtml.MaxCodePoints),
            [.. text.Takes(context.Transaction, context.Language, calls), [new Button(context.Plain(TextKeys.Open.Again), Name + ":r")]]
        );
    }

    private bool Comes(CommandContext context, Call call) =>
        Router
            .Route(routes.Current(context.Transaction), call.Server, call.Code, call.Table)
            .Any(match => match.To.ChatId == context.Chat.Id);

    private bool GetsCalls(CommandContext context) =>
        routes
            .Current(context.Transaction)
            .Subscriptions.Any(subscription => subscription.To.ChatId == context.Chat.Id && subscription.Codes.Any(CallLifecycle.IsCall));
}
