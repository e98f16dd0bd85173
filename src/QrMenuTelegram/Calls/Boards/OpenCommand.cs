using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Calls.Boards;

/// <summary>
/// <c>/open</c>: what waits now, oldest first. In private the staff and managers see every call. In a group that gets
/// calls whoever may take them sees those that the group gets, whoever asks; a group that gets none is told none.
/// </summary>
public sealed class OpenCommand(OpenCallsText text, Routes routes, CallsOptions options, BotAccount account) : Command
{
    public override string Name => "open";

    public override Access Access => Access.Staff;

    public override bool IsOpenTo(CommandContext context) => !context.InPrivate && !options.OnlyStaff && GetsCalls(context);

    public override void Run(CommandContext context, string words)
    {
        if (!context.InPrivate && !GetsCalls(context))
        {
            context.Reply(TextKeys.Open.Elsewhere, ("bot", account.Identity?.Username));
            return;
        }
        context.ReplyWithButtons(TelegramHtml.Fit(Html(context), TelegramHtml.MaxCodePoints), Buttons(context));
    }

    public override void Press(PressContext context, string payload)
    {
        if (context.InPrivate || GetsCalls(context))
        {
            context.Edit(TelegramHtml.Fit(Html(context), TelegramHtml.MaxCodePoints), Buttons(context));
        }
    }

    private string Html(CommandContext context)
    {
        var calls = CallStore.Open(context.Transaction).Where(call => context.InPrivate || Comes(context, call)).ToList();
        return context.Html(TextKeys.Open.Title, ("count", calls.Count), ("at", context.Clock.Wall))
            + (calls.Count == 0 ? "" : "\n" + text.Calls(context.Transaction, context.Language, calls));
    }

    private IReadOnlyList<IReadOnlyList<Button>> Buttons(CommandContext context) =>
        [
            [new Button(context.Plain(TextKeys.Open.Again), Name + ":r")],
        ];

    private bool Comes(CommandContext context, Call call) =>
        Router
            .Route(routes.Current(context.Transaction), call.Server, call.Code, call.Table)
            .Any(match => match.To.ChatId == context.Chat.Id);

    private bool GetsCalls(CommandContext context) =>
        routes
            .Current(context.Transaction)
            .Subscriptions.Any(subscription => subscription.To.ChatId == context.Chat.Id && subscription.Codes.Any(CallLifecycle.IsCall));
}
