using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Calls.Boards;

/// <summary>
/// <c>/board</c>: a message in this chat (and topic) that shows what waits now, kept current and pinned; <c>/board off</c>.
/// </summary>
public sealed class BoardCommand(BoardKeeper boards) : Command
{
    private static readonly string[] WordsForOff = ["off", "stop", "-", "выкл", "убрать", "нет"];

    public override string Name => "board";

    public override void Run(CommandContext context, string words)
    {
        if (words.Length == 0)
        {
            boards.Start(context.Transaction, context.Here, context.Language);
        }
        else if (WordsForOff.Contains(words, StringComparer.OrdinalIgnoreCase))
        {
            context.Reply(
                boards.Stop(context.Transaction, context.Here, context.Language) ? TextKeys.Board.Stopped : TextKeys.Board.NoneHere
            );
        }
        else
        {
            context.Reply(TextKeys.Board.Form);
        }
    }
}
