using QrMenuTelegram.Calls;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Staff;

/// <summary>Tables that change hands, and how people read it.</summary>
internal static class TableAssignment
{
    private const int LongestTables = 200;
    private const int LongestName = 40;
    private const int LongestHall = 24;

    /// <summary>The tables are this person's from now on, and whoever had them is told.</summary>
    /// <returns>What was somebody else's.</returns>
    public static IReadOnlyList<OwnedTable> Take(
        CommandContext context,
        OwnerStore owners,
        PersonalNotices personal,
        long person,
        string? server,
        IReadOnlyList<TableName> tables
    )
    {
        var before = owners.Take(context.Transaction, person, server, tables);
        foreach (var other in before.GroupBy(owned => owned.PersonId))
        {
            personal.Tell(
                context.Transaction,
                other.Key,
                TextKeys.Take.TakenOver,
                ("name", PeopleStore.NameOf(context.Transaction, person)),
                ("tables", Text(other))
            );
        }
        return before;
    }

    /// <summary>Plain text, cut where it is long.</summary>
    public static string Text(IEnumerable<OwnedTable> tables) => SafeText.Line(OwnedTable.Text(tables), LongestTables);

    /// <summary>Whose which of these tables were: rows with <c>name</c> and <c>tables</c>.</summary>
    public static List<(string, object?)[]> Others(IReadOnlyList<OwnedTable> before) =>
        [
            .. before
                .GroupBy(owned => owned.PersonId)
                .Select(group =>
                    new (string, object?)[] { ("name", SafeText.Line(group.First().PersonName, LongestName)), ("tables", Text(group)) }
                ),
        ];

    /// <summary>A hall on a button.</summary>
    public static string Label(Hall hall, bool several) =>
        SafeText.Line(hall.Name, LongestHall) + (several && hall.Server is { } server ? " · " + SafeText.Line(server, LongestHall) : "");
}
