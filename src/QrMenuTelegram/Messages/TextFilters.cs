using Fluid;
using Fluid.Values;

namespace QrMenuTelegram.Messages;

/// <summary>
/// The filters of our own, in one language: <c>money</c>, <c>qty</c>, <c>time</c>, <c>ago</c>, <c>day</c>, <c>duration</c>, <c>pace</c>,
/// <c>plural</c>.
/// </summary>
internal sealed class TextFilters(LanguageForm language, TimeZoneInfo timeZone, string currency)
{
    public void AddTo(FilterCollection filters)
    {
        filters.AddFilter("money", (input, _, _) => Text(IsNumber(input), () => language.Money(input.ToNumberValue(), currency)));
        filters.AddFilter("qty", (input, _, _) => Text(IsNumber(input), () => language.Quantity(input.ToNumberValue())));
        filters.AddFilter("duration", (input, _, _) => Text(IsNumber(input), () => language.Duration(Span(input.ToNumberValue()))));
        filters.AddFilter("pace", (input, _, _) => Text(IsNumber(input), () => language.Pace(Span(input.ToNumberValue()))));
        filters.AddFilter("time", (input, _, _) => Instant(input, "HH:mm"));
        filters.AddFilter("ago", (input, _, _) => Ago(input));
        filters.AddFilter("day", (input, _, _) => Instant(input, language.Date));
        filters.AddFilter(
            "plural",
            (input, arguments, _) =>
                Text(
                    IsNumber(input) && arguments.Count > 0,
                    () => arguments.At(Math.Min(language.Plural.Form(input.ToNumberValue()), arguments.Count - 1)).ToStringValue()
                )
        );
        // What is typed by people must not get around the escaping.
        filters.AddFilter("raw", (input, _, _) => input);
    }

    // The phone says how long ago that is, and keeps it current; apps that can't, and notifications, show the time of day.
    private async ValueTask<FluidValue> Ago(FluidValue input)
    {
        var time = await Instant(input, "HH:mm");
        return input is DateTimeValue && input.ToObjectValue() is DateTimeOffset at && at.ToUnixTimeSeconds() is >= 0 and var seconds
            ? new StringValue($"<tg-time unix=\"{seconds}\" format=\"r\">{time.ToStringValue()}</tg-time>", encode: false)
            : time;
    }

    private ValueTask<FluidValue> Instant(FluidValue input, string pattern) =>
        Text(
            input is DateTimeValue,
            () =>
                TimeZoneInfo
                    .ConvertTime((DateTimeOffset)input.ToObjectValue(), timeZone)
                    .ToString(pattern, System.Globalization.CultureInfo.InvariantCulture)
        );

    private static ValueTask<FluidValue> Text(bool applies, Func<string> text) =>
        new(applies ? StringValue.Create(text()) : NilValue.Instance);

    private static bool IsNumber(FluidValue input) => input.Type == FluidValues.Number;

    private static TimeSpan Span(decimal seconds) => TimeSpan.FromSeconds((double)Math.Clamp(seconds, 0, 1_000_000_000));
}
