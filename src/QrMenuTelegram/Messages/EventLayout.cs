using System.Text;
using Fluid.Values;
using QrMenuTelegram.Events;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Messages;

/// <summary>The message of one card: as many dishes as fit, the sums always.</summary>
internal sealed class EventLayout
{
    /// <summary>In code points. Leaves room for what others put above and below it: how late it is, who took it.</summary>
    public const int Longest = 3800;

    private readonly List<(string, FluidValue)> _values;
    private readonly DishLines _dishes;

    public EventLayout(EventCard card, IReadOnlySet<string> systemWaiters)
    {
        _values = EventValues.Of(card, systemWaiters);
        _dishes = new DishLines(Dishes(card.Event));
        Name = card.Event.Understood && EventCodes.All.Contains(card.Event.Code) ? card.Event.Code : "unknown";
        if (Name == "unknown")
        {
            _values.AddRange(ReceivedBody.Values(card.Event.Body));
        }
    }

    /// <summary>The name of the template.</summary>
    public string Name { get; }

    /// <summary>The names of all values, as <see cref="Placeholder.Names"/>.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            var (dishes, more) = _dishes.Take(_dishes.Lines);
            return _values.Append(dishes).Append(more).SelectMany(value => TextValues.NamesIn(value.Item1, value.Item2)).Distinct();
        }
    }

    public string Render(TextTemplate template)
    {
        var whole = Render(template, _dishes.Lines);
        if (IsShort(whole))
        {
            return whole;
        }
        var (best, fits, tooMany) = (Render(template, 0), 0, _dishes.Lines);
        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            var tried = Render(template, middle);
            (best, fits, tooMany) = IsShort(tried) ? (tried, middle, tooMany) : (best, fits, middle);
        }
        return TelegramHtml.Fit(best, Longest);
    }

    private string Render(TextTemplate template, int lines)
    {
        var (dishes, more) = _dishes.Take(lines);
        return template.Render([.. _values, dishes, more]);
    }

    private static bool IsShort(string html) =>
        html.Length <= Longest
        || (TelegramHtml.VisibleLength(html) <= Longest && Encoding.UTF8.GetByteCount(html) <= TelegramHtml.MaxBytes);

    // An addition is only what was added: the order holds old and new dishes together.
    private static IReadOnlyList<MenuItem> Dishes(MenuEvent menuEvent) =>
        menuEvent.Code switch
        {
            EventCodes.AdditionalOrder => menuEvent.Added ?? [],
            EventCodes.SaveOrder when menuEvent.Added is { Count: > 0 } added => added,
            _ => menuEvent.Order?.Dishes ?? [],
        };
}
