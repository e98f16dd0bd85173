using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.Calls;

/// <summary>How long a guest waits, as a colour: 🟢 at first, then others at these ages.</summary>
/// <param name="Yellow">🟡.</param>
/// <param name="Orange">🟠; a call that is taken later than this is late.</param>
/// <param name="Red">🔴.</param>
public sealed record AgeSteps(TimeSpan Yellow, TimeSpan Orange, TimeSpan Red)
{
    public static Parsed<AgeSteps, Correction> Parse(string text)
    {
        var ages = text.Split(',').Select(part => Durations.TryRead(part, out var age) ? age : (TimeSpan?)null).ToArray();
        return ages is [{ } yellow, { } orange, { } red] && yellow <= orange && orange <= red
            ? new AgeSteps(yellow, orange, red)
            : Correction.To(text, "Write three growing times: 00:02:00,00:05:00,00:08:00, or 2m,5m,8m.");
    }

    public string Colour(TimeSpan age) =>
        age >= Red ? "🔴"
        : age >= Orange ? "🟠"
        : age >= Yellow ? "🟡"
        : "🟢";
}
