using System.Text;
using QrMenuTelegram.Simulation.Html;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// Whatever is sent, Telegram could show; no message is edited that never was, none to what it shows already; and who
/// asked for patience is left in peace for as long.
/// </summary>
internal sealed class RequestsAreSane(Simulation run) : Invariant(run)
{
    private const int MostCodePoints = 4096;
    private int _looked;

    public override void AfterStep(bool mayHaveStored)
    {
        for (; _looked < Run.Telegram.Arrivals.Count; _looked++)
        {
            var request = Run.Telegram.Arrivals[_looked];
            if (Problem(request) is { } problem)
            {
                Violated($"{problem}: {request}");
            }
        }
    }

    public override void AtEnd() => AfterStep(false);

    private static string? Problem(Request request) =>
        request.Mistake ?? TextProblem(request.Content) ?? ButtonProblem(request.Content.Buttons);

    private static string? TextProblem(MessageContent content)
    {
        try
        {
            var text = content.Format == TextFormat.Html ? TextCleaner.Clean(HtmlParser.Parse(content.Text)).Text : content.Text;
            var length = text.EnumerateRunes().Count();
            return length is 0 or > MostCodePoints ? $"{length} characters" : null;
        }
        catch (HtmlParseException e)
        {
            return e.Message;
        }
    }

    private static string? ButtonProblem(IReadOnlyList<IReadOnlyList<Button>> rows)
    {
        var buttons = rows.SelectMany(row => row).ToList();
        return buttons.Count > 100 ? $"{buttons.Count} buttons"
            : buttons.Any(button => button.Text.Length == 0 || !IsOfOneKind(button)) ? "a button that Telegram refuses"
            : null;
    }

    private static bool IsOfOneKind(Button button) =>
        button.Url is not null || button.IsDisabled
            ? button.Data.Length == 0 && !(button.Url is not null && button.IsDisabled)
            : Encoding.UTF8.GetByteCount(button.Data) is > 0 and <= 64;
}
