using System.Globalization;
using System.Text;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Commands;

/// <summary>A line of a long answer and the heading it stands under ('' for none), both HTML.</summary>
internal sealed record PageLine(string Heading, string Html);

/// <summary>
/// Long answers in pages that fit into a message, turned by buttons that edit it. The pages are made anew at each
/// press, so they show what is true then.
/// </summary>
internal static class Pages
{
    private const int MostLines = 25;
    private const int MostCharacters = 3500;

    /// <summary>Answers with the first page.</summary>
    /// <param name="context">Of the command.</param>
    /// <param name="command">Its name: the pages' buttons come back to it.</param>
    /// <param name="title">HTML at the top of each page; '' for none.</param>
    /// <param name="lines">At least one.</param>
    public static void Reply(CommandContext context, string command, string title, IReadOnlyList<PageLine> lines)
    {
        var (html, buttons) = Show(context, command, title, lines, 0);
        context.ReplyWithButtons(html, buttons);
    }

    /// <summary>Shows the page that the payload of a press names.</summary>
    public static void GoTo(PressContext context, string command, string payload, string title, IReadOnlyList<PageLine> lines)
    {
        if (payload is ['p', .. var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page))
        {
            var (html, buttons) = Show(context, command, title, lines, page);
            context.Edit(html, buttons);
            return;
        }
        context.Toast(TextKeys.Dialog.Old);
    }

    internal static (string Html, IReadOnlyList<IReadOnlyList<Button>> Buttons) Show(
        CommandContext context,
        string command,
        string title,
        IReadOnlyList<PageLine> lines,
        int page
    )
    {
        var pages = Cut(title, lines);
        var shown = Math.Clamp(page, 0, pages.Count - 1);
        if (pages.Count == 1)
        {
            return (pages[0], []);
        }
        var html = pages[shown] + "\n\n" + context.Html(TextKeys.Pages.Of, ("page", shown + 1), ("pages", pages.Count));
        List<Button> buttons = [];
        if (shown > 0)
        {
            buttons.Add(new Button(context.Plain(TextKeys.Pages.Back), $"{command}:p{shown - 1}"));
        }
        if (shown < pages.Count - 1)
        {
            buttons.Add(new Button(context.Plain(TextKeys.Pages.Next), $"{command}:p{shown + 1}"));
        }
        return (html, [buttons]);
    }

    private static List<string> Cut(string title, IReadOnlyList<PageLine> lines)
    {
        var pages = new List<string>();
        var (page, count, heading) = (new StringBuilder(title), 0, "");
        foreach (var line in lines)
        {
            var length = line.Html.Length + (line.Heading == heading ? 0 : line.Heading.Length);
            if (count > 0 && (count >= MostLines || page.Length + length > MostCharacters))
            {
                pages.Add(page.ToString());
                (page, count, heading) = (new StringBuilder(title), 0, "");
            }
            if (line.Heading != heading)
            {
                page.Append(page.Length > 0 ? "\n\n" : "").Append(line.Heading);
                heading = line.Heading;
            }
            page.Append(page.Length > 0 ? "\n" : "").Append(line.Html);
            count++;
        }
        pages.Add(page.ToString());
        return pages;
    }
}
