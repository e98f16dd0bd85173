namespace QrMenuTelegram.Messages;

/// <summary>Which form of a word goes with a number (Unicode CLDR's rules for the families named here).</summary>
internal sealed record PluralRule(string Name, Func<decimal, int> Form)
{
    /// <summary>one, few, many: 1 стол, 2 стола, 5 столов; a fraction takes "few".</summary>
    public static PluralRule EastSlavic { get; } =
        new(
            "east-slavic",
            n =>
                !IsWhole(n) ? 1
                : Ends(n, 1) ? 0
                : IsFew(n) ? 1
                : 2
        );

    /// <summary>one, few, many, where only 1 itself is "one".</summary>
    public static PluralRule Polish { get; } =
        new(
            "polish",
            n =>
                !IsWhole(n) ? 1
                : n == 1 ? 0
                : IsFew(n) ? 1
                : 2
        );

    /// <summary>one, few (2 to 4), many.</summary>
    public static PluralRule Czech { get; } =
        new(
            "czech",
            n =>
                n == 1 ? 0
                : n is 2 or 3 or 4 ? 1
                : 2
        );

    /// <summary>one, other: 1 table, 2 tables, 0 tables.</summary>
    public static PluralRule OneOther { get; } = new("one-other", n => n == 1 ? 0 : 1);

    /// <summary>one, other, where all below 2 is "one".</summary>
    public static PluralRule French { get; } = new("french", n => Math.Abs(n) < 2 ? 0 : 1);

    /// <summary>One form for every number.</summary>
    public static PluralRule None { get; } = new("none", _ => 0);

    public static IReadOnlyList<PluralRule> All { get; } = [EastSlavic, Polish, Czech, OneOther, French, None];

    public static PluralRule? Find(string name) => All.FirstOrDefault(rule => rule.Name == name);

    private static bool IsWhole(decimal n) => decimal.Truncate(n) == n;

    private static bool Ends(decimal n, int digit) => Math.Abs(n) % 10 == digit && Math.Abs(n) % 100 != 10 + digit;

    private static bool IsFew(decimal n) => Ends(n, 2) || Ends(n, 3) || Ends(n, 4);
}
