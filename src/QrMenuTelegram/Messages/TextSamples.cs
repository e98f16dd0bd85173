using Fluid.Values;

namespace QrMenuTelegram.Messages;

/// <summary>
/// Values to try a reply's template with: nasty ones, none at all, empty ones, and each value that it compares with,
/// so that every branch is rendered.
/// </summary>
internal static class TextSamples
{
    private const int MostLiterals = 200;
    private const string Nasty = "<b>&\"' {{ x }} 😀 אבג";

    public static IEnumerable<(string, FluidValue)[]> For(TextShape shape)
    {
        yield return All(shape, placeholder => Full(placeholder, null));
        yield return All(shape, _ => NilValue.Instance);
        yield return All(shape, Empty);
        foreach (var literal in shape.Values.Values.SelectMany(Literals).Distinct().Take(MostLiterals))
        {
            yield return All(shape, placeholder => Full(placeholder, literal));
        }
    }

    private static (string, FluidValue)[] All(TextShape shape, Func<Placeholder, FluidValue> value) =>
        [.. shape.Values.Select(pair => (pair.Key, value(pair.Value)))];

    private static FluidValue Full(Placeholder placeholder, string? literal) =>
        placeholder switch
        {
            { Item: { } item } => new ArrayValue([Full(item, literal), Full(item, literal)]),
            { Fields.Count: > 0 } => TextValues.Fields([
                .. placeholder.Fields.Select(field => (field.Key, (object?)Full(field.Value, literal))),
            ]),
            _ when literal is not null && placeholder.Literals.Contains(literal) => StringValue.Create(literal),
            { Use: ValueUse.Number } => NumberValue.Create(12345.67m),
            { Use: ValueUse.Instant } => new DateTimeValue(DateTimeOffset.UnixEpoch.AddHours(1)),
            _ => TextValues.From(Nasty),
        };

    private static FluidValue Empty(Placeholder placeholder) =>
        placeholder switch
        {
            { Item: not null } => ArrayValue.Empty,
            { Fields.Count: > 0 } => TextValues.Fields([.. placeholder.Fields.Select(field => (field.Key, (object?)Empty(field.Value)))]),
            { Use: ValueUse.Number } => NumberValue.Zero,
            { Use: ValueUse.Instant } => NilValue.Instance,
            _ => StringValue.Empty,
        };

    private static IEnumerable<string> Literals(Placeholder placeholder) =>
        placeholder
            .Literals.Concat(placeholder.Item is null ? [] : Literals(placeholder.Item))
            .Concat(placeholder.Fields.Values.SelectMany(Literals));
}
