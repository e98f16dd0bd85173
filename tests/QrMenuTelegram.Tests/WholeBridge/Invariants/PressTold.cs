using System.Text.RegularExpressions;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>What an answer to a press beneath a call says.</summary>
internal enum Told
{
    /// <summary>Nothing about who has it.</summary>
    Else,

    /// <summary>It is his now.</summary>
    Won,

    /// <summary>It was his before.</summary>
    Own,

    /// <summary>Somebody else has it.</summary>
    Others,

    Nobodys,

    Released,

    Done,
}

/// <summary>Answers to presses as people read them, in both languages.</summary>
internal static partial class PressTold
{
    /// <returns>What it says, and who has the call where somebody else does.</returns>
    public static (Told Kind, string? Name) Read(string text)
    {
        var holder = Holder().Match(text);
        if (holder.Success)
        {
            return (Told.Others, holder.Groups["name"].Value);
        }
        return (
            Won().IsMatch(text) ? Told.Won
            : Own().IsMatch(text) ? Told.Own
            : Nobodys().IsMatch(text) ? Told.Nobodys
            : Released().IsMatch(text) ? Told.Released
            : Done().IsMatch(text) ? Told.Done
            : Told.Else,
            null
        );
    }

    [GeneratedRegex(
        @"^(?<name>.+) (?:уже идёт|is already going) \(|^(?:Вызов принял другой сотрудник|Somebody else took this call): (?<name>.+)$"
    )]
    private static partial Regex Holder();

    [GeneratedRegex(@": принято\. Гость ждал | is yours\. The guest waited ")]
    private static partial Regex Won();

    [GeneratedRegex(@" уже за вами$| is yours already$")]
    private static partial Regex Own();

    [GeneratedRegex(@"^Этот вызов (?:сейчас|и так) ни за кем|^Nobody has taken this call")]
    private static partial Regex Nobodys();

    [GeneratedRegex(@": отпущено, вызов снова ждёт$|: released, the call waits again$")]
    private static partial Regex Released();

    [GeneratedRegex(@": готово$|: done$")]
    private static partial Regex Done();
}
