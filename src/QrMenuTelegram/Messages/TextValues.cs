using System.Collections;
using System.Collections.Frozen;
using Fluid.Values;

namespace QrMenuTelegram.Messages;

/// <summary>Values of C# as values of templates, built by hand: nothing is read by reflection.</summary>
internal static class TextValues
{
    /// <summary>Longer strings are shortened; what one person typed in one place is never that long.</summary>
    public const int LongestString = 1000;

    public static FluidValue From(object? value) =>
        value switch
        {
            null => NilValue.Instance,
            FluidValue ready => ready,
            string text => String(text, LongestString),
            bool flag => flag ? BooleanValue.True : BooleanValue.False,
            int number => NumberValue.Create(number),
            long number => NumberValue.Create(number),
            decimal number => NumberValue.Create(number),
            double number => NumberValue.Create((decimal)number),
            uint or ulong or short or ushort or byte or sbyte or float => NumberValue.Create(Convert.ToDecimal(value)),
            TimeSpan span => NumberValue.Create((decimal)span.TotalSeconds),
            DateTimeOffset instant => new DateTimeValue(instant),
            (string, object?)[] fields => Fields(fields),
            IEnumerable items => new ArrayValue([.. items.Cast<object?>().Select(From)]),
            _ => String(value.ToString() ?? "", LongestString),
        };

    // Values that hold what somebody or something is called.
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "by",
        "chat",
        "first",
        "hall",
        "holder",
        "name",
        "owner",
        "pos",
        "restaurant",
        "server",
        "table",
        "telegram",
        "waiter"
    );

    /// <summary>The value of this name: what somebody is called stands so that it can't be read as words of ours.</summary>
    public static FluidValue Named(string name, object? value) =>
        value is string text && Names.Contains(name) ? StringValue.Create(SafeText.Name(text, LongestString)) : From(value);

    public static FluidValue String(string text, int maxCodePoints) => StringValue.Create(SafeText.Line(text, maxCodePoints));

    public static FluidValue Fields(params (string Name, object? Value)[] fields)
    {
        var values = new Dictionary<string, FluidValue>(fields.Length, StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            values[name] = Named(name, value);
        }
        return new DictionaryValue(new FluidValueDictionaryFluidIndexable(values));
    }

    /// <summary>The names in a value, as <see cref="Placeholder.Names"/>.</summary>
    public static IEnumerable<string> NamesIn(string name, FluidValue value)
    {
        yield return name;
        var inner = value switch
        {
            ArrayValue { Values: var items } => items.SelectMany(item => NamesIn(name + "[]", item)),
            DictionaryValue dictionary when dictionary.ToObjectValue() is IFluidIndexable fields => fields.Keys.SelectMany(key =>
                fields.TryGetValue(key, out var field) ? NamesIn($"{name}.{key}", field) : []
            ),
            _ => [],
        };
        foreach (var found in inner)
        {
            yield return found;
        }
    }
}
