namespace QrMenuTelegram.Calls;

/// <summary>Whom a step of the ladder tells.</summary>
public enum LadderTarget
{
    /// <summary>The chats that have the call already.</summary>
    Chats,

    /// <summary>The managers, with the call's history.</summary>
    Managers,
}

/// <param name="After">Since the call was opened or released.</param>
/// <param name="To">Whom it tells.</param>
/// <param name="Silent">Whether it comes without a sound.</param>
public sealed record LadderStep(TimeSpan After, LadderTarget To, bool Silent);

/// <summary>Who hears again of a call that nobody takes, and when: data, in the order of time.</summary>
public sealed class Ladder
{
    /// <summary>After a minute and after two the same chats, after three the managers.</summary>
    public static readonly Ladder Default = new([
        new(TimeSpan.FromSeconds(60), LadderTarget.Chats, false),
        new(TimeSpan.FromSeconds(120), LadderTarget.Chats, false),
        new(TimeSpan.FromSeconds(180), LadderTarget.Managers, false),
    ]);

    /// <summary>Nobody is told again.</summary>
    public static readonly Ladder None = new([]);

    public Ladder(IEnumerable<LadderStep> steps) => Steps = [.. steps.OrderBy(step => step.After)];

    public IReadOnlyList<LadderStep> Steps { get; }

    /// <summary>When the next step is due; null when all are behind it.</summary>
    /// <param name="waitsFrom">What the steps count from; steady.</param>
    /// <param name="behind">How many steps were taken.</param>
    public Instant? NextAt(Instant waitsFrom, int behind) => behind < Steps.Count ? waitsFrom + Steps[behind].After : null;

    /// <summary>The steps that are due and not yet taken.</summary>
    /// <inheritdoc cref="NextAt"/>
    public IReadOnlyList<LadderStep> Due(Instant waitsFrom, int behind, Instant now)
    {
        var count = behind;
        while (NextAt(waitsFrom, count) is { } at && at <= now)
        {
            count++;
        }
        return count > behind ? [.. Steps.Skip(behind).Take(count - behind)] : [];
    }
}
