using Fluid.Values;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Messages;

/// <summary>
/// Dishes as lines of a message: a dish is a line, and so is each of its modifiers, however deep. Only so many lines as
/// are asked for, with the number of dishes that are left out.
/// </summary>
internal sealed class DishLines
{
    /// <summary>More lines than any message holds are never looked at.</summary>
    public const int MostLines = 2000;

    private const int LongestDish = 100;
    private const int LongestModifier = 80;
    private const int DeepestIndent = 4;
    private const char NoBreakSpace = '\u00A0';

    private readonly List<Dish> _dishes = [];
    private readonly int _count;

    public DishLines(IReadOnlyList<MenuItem> items)
    {
        _count = items.Count;
        foreach (var item in items)
        {
            if (Lines >= MostLines)
            {
                break;
            }
            var modifiers = new List<FluidValue>();
            Flatten(item.Modifiers, 1, modifiers);
            _dishes.Add(new Dish(item, modifiers));
            Lines += 1 + modifiers.Count;
        }
    }

    /// <summary>How many lines there are.</summary>
    public int Lines { get; }

    /// <summary>The values <c>dishes</c> and <c>more</c>: the first lines, and how many dishes are not among them.</summary>
    public ((string, FluidValue) Dishes, (string, FluidValue) More) Take(int lines)
    {
        var shown = new List<FluidValue>();
        foreach (var dish in _dishes)
        {
            if (lines <= 0)
            {
                break;
            }
            var modifiers = Math.Min(dish.Modifiers.Count, --lines);
            lines -= modifiers;
            shown.Add(
                TextValues.Fields(
                    ("name", TextValues.String(dish.Item.Name, LongestDish)),
                    ("count", dish.Item.Count),
                    ("sum", dish.Item.Sum),
                    ("modifiers", new ArrayValue(dish.Modifiers.GetRange(0, modifiers))),
                    ("more", dish.Modifiers.Count - modifiers)
                )
            );
        }
        return (("dishes", new ArrayValue(shown)), ("more", NumberValue.Create(_count - shown.Count)));
    }

    private static void Flatten(IReadOnlyList<MenuItem> items, int depth, List<FluidValue> lines)
    {
        foreach (var item in items)
        {
            if (lines.Count >= MostLines)
            {
                return;
            }
            lines.Add(
                TextValues.Fields(
                    ("name", TextValues.String(item.Name, LongestModifier)),
                    ("count", item.Count),
                    ("sum", item.Sum),
                    ("indent", StringValue.Create(new string(NoBreakSpace, 3 * Math.Min(depth, DeepestIndent))))
                )
            );
            Flatten(item.Modifiers, depth + 1, lines);
        }
    }

    private sealed record Dish(MenuItem Item, List<FluidValue> Modifiers);
}
