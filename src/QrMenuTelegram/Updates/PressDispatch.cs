using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Updates;

/// <summary>What the person who pressed a button is told; sent once the effect is on disk.</summary>
/// <param name="QueryId">Which press.</param>
/// <param name="Text">At most 200 characters; null for nothing but the end of the spinner.</param>
/// <param name="Alert">Whether it must be dismissed.</param>
public sealed record PressAnswer(string QueryId, string? Text, bool Alert);

/// <summary>From a press on a button, whose data is <c>NAME:payload</c>, to the command it belongs to.</summary>
public sealed class PressDispatch(CommandTable commands, CommandContexts contexts, ReplyBudget budget, Texts texts)
{
    private const int LongestAnswer = 200;

    /// <summary>Null, and nothing done, where somebody presses more than a finger can.</summary>
    public PressAnswer? Handle(Transaction transaction, IncomingUpdate.ButtonPress press)
    {
        var context = contexts.For(transaction, press);
        if (!budget.TakePress(context?.Standing ?? Standing.Stranger, press.From.Id))
        {
            return null;
        }
        if (context is null || context.Standing == Standing.Stranger)
        {
            return new PressAnswer(press.QueryId, texts.Plain(texts.Language(null), TextKeys.Press.Old), false);
        }
        var colon = press.Data.IndexOf(':');
        var command = commands.Find(colon < 0 ? press.Data : press.Data[..colon]);
        if (press.From.IsBot)
        {
            context.Toast(TextKeys.Access.Bot);
        }
        else if (command is null)
        {
            context.Toast(TextKeys.Press.Old);
        }
        else if (!context.May(command))
        {
            context.Toast(command.Access == Access.Staff ? TextKeys.Access.StaffOnlyPress : TextKeys.Access.ManagersOnlyPress);
        }
        else
        {
            contexts.Remember(context);
            command.Press(context, colon < 0 ? "" : press.Data[(colon + 1)..]);
        }
        return new PressAnswer(press.QueryId, Short(context.AnswerText), context.AnswerIsAlert);
    }

    /// <summary>What is said when handling the press failed.</summary>
    public PressAnswer Apologise(IncomingUpdate.ButtonPress press) =>
        new(press.QueryId, Short(texts.Plain(texts.Language(null), TextKeys.Trouble.Press)), true);

    private static string? Short(string? text) =>
        text is { Length: > LongestAnswer }
            ? text[..(char.IsHighSurrogate(text[LongestAnswer - 2]) ? LongestAnswer - 2 : LongestAnswer - 1)] + "…"
            : text;
}
