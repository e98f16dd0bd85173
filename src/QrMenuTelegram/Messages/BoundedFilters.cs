using Fluid;
using Fluid.Values;

namespace QrMenuTelegram.Messages;

/// <summary>Filters that refuse what is too large, before they make it where they would multiply.</summary>
internal static class BoundedFilters
{
    private const int MostDigitsInFormat = 3;

    public static FilterDelegate Bound(string name, FilterDelegate filter) =>
        (input, arguments, context) =>
        {
            var size = Size(input);
            for (var i = 0; i < arguments.Count; i++)
            {
                size += Size(arguments.At(i));
            }
            Check(size + Multiplied(name, input, arguments));
            (context as BoundedContext)?.Spend(size + 1);
            var result = filter(input, arguments, context);
            return result.IsCompletedSuccessfully ? new(Checked(result.Result)) : Awaited(result);
        };

    private static async ValueTask<FluidValue> Awaited(ValueTask<FluidValue> result) => Checked(await result);

    private static FluidValue Checked(FluidValue result)
    {
        Check(Size(result));
        return result;
    }

    private static void Check(long size) => TemplateLimits.Check(size, TemplateLimits.LongestValue, "characters in a value");

    // What is made of little may be much: a letter replaced by a page, a page between the elements of a list.
    private static long Multiplied(string name, FluidValue input, FilterArguments arguments) =>
        name switch
        {
            "replace" => (long)Occurrences(input.ToStringValue(), arguments.At(0).ToStringValue()) * arguments.At(1).ToStringValue().Length,
            "join" when input is ArrayValue array => (long)array.Values.Count * arguments.At(0).ToStringValue().Length,
            "date" or "format_date" or "format_number" => HasLongNumber(arguments.At(0).ToStringValue()) ? long.MaxValue / 2 : 0,
            "format_string" => HasLongNumber(input.ToStringValue()) ? long.MaxValue / 2 : 0,
            _ => 0,
        };

    private static int Occurrences(string text, string part) => part.Length == 0 ? text.Length + 1 : text.AsSpan().Count(part);

    // A format says how many digits or places it wants.
    private static bool HasLongNumber(string format)
    {
        var digits = 0;
        foreach (var c in format)
        {
            digits = char.IsAsciiDigit(c) ? digits + 1 : 0;
            if (digits > MostDigitsInFormat)
            {
                return true;
            }
        }
        return false;
    }

    // Of a list the elements' together; no further than it matters.
    private static long Size(FluidValue value)
    {
        if (value is not ArrayValue { Values: var items })
        {
            return value is StringValue ? value.ToStringValue().Length : 1;
        }
        TemplateLimits.Check(items.Count, TemplateLimits.MostItems, "elements in a list");
        long size = 0;
        for (var i = 0; i < items.Count && size <= TemplateLimits.LongestValue; i++)
        {
            size += Size(items[i]);
        }
        return size;
    }
}
