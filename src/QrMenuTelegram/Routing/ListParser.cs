using System.Collections.Frozen;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Routing;

/// <summary>
/// Words that people put into a list of tables and that are no tables. In every language at once: none of them means
/// something else in another.
/// </summary>
internal static class ListParser
{
    private static readonly FrozenSet<string> ForTable = Keys(
        "стол стола столы столов столам столик столики столиков table tables tbl № #"
    );
    private static readonly FrozenSet<string> Joiners = Keys("и and & + плюс plus также ещё also or или");
    private static readonly FrozenSet<string> Starts = Keys("с со от between между from");
    private static readonly FrozenSet<string> Between = Keys("between между");
    private static readonly FrozenSet<string> Ends = Keys("по до to through thru till until");
    private static readonly FrozenSet<string> Excepts = Keys("кроме без исключая except excluding without but");
    private static readonly FrozenSet<string> AfterExcept = Keys("for not за");
    private static readonly FrozenSet<string> All = Keys("all any every everything все всё всех любые любой *");

    public static bool IsForTable(string word) => ForTable.Contains(TableName.MakeKey(word));

    /// <summary>1, 2 <c>and</c> 3.</summary>
    public static bool Joins(string word) => Joiners.Contains(TableName.MakeKey(word));

    /// <summary><c>from</c> 1 to 8.</summary>
    public static bool BeginsRange(string word) => Starts.Contains(TableName.MakeKey(word));

    /// <summary><c>between</c> 1 and 8.</summary>
    public static bool IsBetween(string word) => Between.Contains(TableName.MakeKey(word));

    /// <summary>From 1 <c>to</c> 8.</summary>
    public static bool EndsRange(string word) => Ends.Contains(TableName.MakeKey(word));

    /// <summary>1-8 <c>except</c> 5.</summary>
    public static bool Excludes(string word) => Excepts.Contains(TableName.MakeKey(word));

    /// <summary>1-8 except <c>for</c> 5.</summary>
    public static bool FollowsExcept(string word) => AfterExcept.Contains(TableName.MakeKey(word));

    /// <summary>Every table there is, in one word or with "tables" beside it.</summary>
    public static bool MeansAll(string words)
    {
        var said = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => !IsForTable(word)).ToList();
        return said.Count == 1 && All.Contains(TableName.MakeKey(said[0]));
    }

    /// <summary>Whether it means something of its own in a list.</summary>
    public static bool IsAny(string word) =>
        IsForTable(word) || Joins(word) || BeginsRange(word) || EndsRange(word) || Excludes(word) || FollowsExcept(word) || MeansAll(word);

    private static FrozenSet<string> Keys(string words) => words.Split(' ').Select(TableName.MakeKey).ToFrozenSet(StringComparer.Ordinal);
}
