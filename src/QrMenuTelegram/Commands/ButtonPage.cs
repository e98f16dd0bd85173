using QrMenuTelegram.Messages;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Commands;

/// <summary>One page of many buttons.</summary>
/// <param name="First">The first that is shown, from 0.</param>
/// <param name="Count">How many are.</param>
/// <param name="Number">Of the page, from 0.</param>
/// <param name="Pages">How many pages there are; at least 1.</param>
internal sealed record ButtonPage(int First, int Count, int Number, int Pages)
{
    /// <summary>Rows of toggles on a page; more than this and a phone scrolls.</summary>
    public const int Rows = 7;

    /// <param name="total">All there are.</param>
    /// <param name="size">On one page.</param>
    /// <param name="wanted">The page that is asked for; the last one where there are not so many.</param>
    public static ButtonPage Cut(int total, int size, int wanted)
    {
        var pages = Math.Max(1, (total + size - 1) / size);
        var number = Math.Clamp(wanted, 0, pages - 1);
        return new ButtonPage(number * size, Math.Min(size, total - (number * size)), number, pages);
    }

    /// <summary>How many of these labels stand well beside each other on a phone.</summary>
    public static int Columns(IEnumerable<string> labels) =>
        labels.Select(label => label.Length).DefaultIfEmpty(1).Max() switch
        {
            <= 4 => 5,
            <= 7 => 4,
            <= 12 => 3,
            <= 20 => 2,
            _ => 1,
        };

    /// <summary>A row that turns the pages, with data <c>COMMAND:p:PAGE</c>; none for a single page.</summary>
    public IReadOnlyList<IReadOnlyList<Button>> Row(CommandContext context, string command)
    {
        List<Button> row = [];
        if (Number > 0)
        {
            row.Add(new Button(context.Plain(TextKeys.Pages.Back), $"{command}:p:{Number - 1}"));
        }
        if (Number < Pages - 1)
        {
            row.Add(new Button(context.Plain(TextKeys.Pages.Next), $"{command}:p:{Number + 1}"));
        }
        return row.Count == 0 ? [] : [row];
    }
}
