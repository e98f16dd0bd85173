using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Calls.Boards;

/// <summary>What waits now and whose tables are whose, as people read it in /open and on the board.</summary>
public sealed class OpenCallsText(
    Texts texts,
    CallTexts callTexts,
    CallsOptions options,
    MessagesOptions messages,
    ServerNames servers,
    Clock clock
)
{
    private const int MostTakes = 8;

    private const int MostCalls = 30;
    private const int MostOwners = 20;
    private const int LongestName = 40;
    private const int LongestTables = 120;

    /// <summary>A line for each call, in the order given; HTML.</summary>
    /// <param name="transaction">Any.</param>
    /// <param name="language">Of the chat.</param>
    /// <param name="calls">Open ones, oldest first.</param>
    public string Calls(Transaction transaction, string language, IReadOnlyList<Call> calls)
    {
        var owners = OwnerStore.All(transaction, clock.Now);
        var lines = calls.Take(MostCalls).Select(call => Line(transaction, language, call, owners));
        return string.Join('\n', lines) + More(language, calls.Count - MostCalls);
    }

    /// <summary>How many wait, and to how many somebody goes.</summary>
    public static (string Name, object? Value)[] Counts(IReadOnlyList<Call> calls) =>
        [("count", calls.Count(call => !call.IsClaimed)), ("going", calls.Count(call => call.IsClaimed))];

    /// <summary>Buttons that take those who have waited longest.</summary>
    public IReadOnlyList<IReadOnlyList<Button>> Takes(Transaction transaction, string language, IReadOnlyList<Call> calls) =>
        callTexts.SummaryButtons(transaction, language, calls, OpenCommand.TheName, MostTakes);

    /// <summary>A line for each person who has tables; '' where nobody has.</summary>
    public string Owners(Transaction transaction, string language)
    {
        var people = OwnerStore
            .All(transaction, clock.Now)
            .GroupBy(owned => owned.PersonId)
            .OrderBy(group => group.First().PersonName, StringComparer.Ordinal)
            .ToList();
        var lines = people
            .Take(MostOwners)
            .Select(group =>
                texts.Html(
                    language,
                    TextKeys.Open.Owner,
                    ("name", SafeText.Line(group.First().PersonName, LongestName)),
                    ("tables", SafeText.Line(OwnedTable.Text(group), LongestTables)),
                    ("paused", People.PeopleStore.IsPaused(transaction, group.Key, clock.Now))
                )
            );
        return string.Join('\n', lines) + More(language, people.Count - MostOwners);
    }

    private string Line(Transaction transaction, string language, Call call, IReadOnlyList<OwnedTable> owners)
    {
        var age = clock.Now.Since(call.OpenedAt);
        var owner = owners.LastOrDefault(owned => owned.Table == call.Table && (owned.Server.Length == 0 || owned.Server == call.Server));
        return texts.Html(
            language,
            TextKeys.Open.Line,
            ("colour", options.AgeSteps.Colour(age)),
            ("table", SafeText.Line(call.TableName.Length > 0 ? call.TableName : call.TableId, LongestName)),
            (
                "id",
                call is { TableName.Length: > 0, TableId.Length: > 0 } && TableStore.HasNamesakes(transaction, call.Server, call.Table)
                    ? call.TableId
                    : null
            ),
            ("server", servers.Several ? call.Server : null),
            ("what", texts.Plain(language, TextKey.EventName(call.Code))),
            ("since", messages.LiveTimes ? clock.ToWall(call.OpenedAt) : null),
            ("age", age < TimeSpan.FromMinutes(1) ? null : TimeSpan.FromMinutes(Math.Floor(age.TotalMinutes))),
            ("times", call.Times),
            ("holder", call.ClaimedName is { } holder ? SafeText.Line(holder, LongestName) : null),
            ("owner", owner is null ? null : SafeText.Line(owner.PersonName, LongestName))
        );
    }

    private string More(string language, int more) => more > 0 ? "\n" + texts.Html(language, TextKeys.Lines.More, ("count", more)) : "";
}
