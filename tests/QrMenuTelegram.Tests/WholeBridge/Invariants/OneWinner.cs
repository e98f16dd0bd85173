using System.Globalization;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// Invariant 10: of all who take a call one is told that it is his, and nobody else before he or a manager lets go of it;
/// the others are told who it is; every chat names the same person, and the database too.
/// </summary>
internal sealed class OneWinner(Simulation run) : Invariant(run)
{
    private const long Nobody = 0;

    public override void AtRest()
    {
        foreach (var shown in ShownHolders.All(Run))
        {
            if (shown.Problem is { } problem)
            {
                Violated(problem);
            }
        }
    }

    public override void AtEnd()
    {
        AtRest();
        foreach (var call in Rows.All<Row>(Run, "SELECT id AS Id, table_name AS TableName, ifnull(claimed_by, 0) AS Holder FROM calls"))
        {
            Follow(call);
        }
    }

    /// <summary>Goes through everything that people did about a call, with all who may hold it at each moment.</summary>
    private void Follow(Row call)
    {
        HashSet<long> holders = [Nobody];
        var data = string.Create(CultureInfo.InvariantCulture, $":{call.Id}");
        var deeds = Run
            .People.Presses.Where(press =>
                (press.Data.StartsWith("claim:", StringComparison.Ordinal) || IsTakeFromList(press.Data))
                && press.Data.EndsWith(data, StringComparison.Ordinal)
            )
            .Select(press => (press.UpdateId, press.Who.Id, Press: (Pressed?)press))
            .Concat(
                Run.People.Claims.Where(claim => claim.Table == call.TableName)
                    .Select(claim => (claim.UpdateId, claim.Who.Id, Press: (Pressed?)null))
            );
        var removals = Run
            .People.Presses.Where(press => press.Removes is not null)
            .Select(press => (press.UpdateId, Id: press.Removes!.Value, Press: (Pressed?)press));
        foreach (var (_, who, press) in deeds.Concat(removals).OrderBy(deed => deed.UpdateId))
        {
            if (press?.Removes is not null)
            {
                // What he held is nobody's now, unless nobody obeyed.
                _ = holders.Contains(who) && holders.Add(Nobody);
                continue;
            }
            var told = press is null ? null : Run.Telegram.PressTexts.GetValueOrDefault(press.Query);
            if (Contradicts(holders, who, press?.Data, told) is { } problem)
            {
                Violated($"call {call.Id} of table {call.TableName}: {problem}");
                return;
            }
        }
        if (!holders.Contains(call.Holder))
        {
            Violated($"call {call.Id} of table {call.TableName} is held by {call.Holder} instead of {string.Join(" or ", holders)}");
        }
    }

    /// <summary>Narrows or widens the circle of those who may hold the call by what one of them did and was told.</summary>
    /// <returns>What can't be; null when it can.</returns>
    private string? Contradicts(HashSet<long> holders, long who, string? data, string? told)
    {
        // Nobody knows what came of it: a command's reply names no call, and an answer dies with the process.
        if (told is null)
        {
            var gains = data is null || data.StartsWith("claim:t", StringComparison.Ordinal) || IsTakeFromList(data);
            if (gains && holders.Contains(Nobody))
            {
                holders.Add(who);
            }
            else if (data?.StartsWith("claim:r", StringComparison.Ordinal) == true)
            {
                holders.Add(Nobody);
            }
            return null;
        }
        var (kind, name) = PressTold.Read(told);
        var before = string.Join(" or ", holders);
        switch (kind)
        {
            case Told.Won when !holders.Contains(Nobody):
                return $"{who} is told that he has it, while {before} has it";
            case Told.Own when !holders.Contains(who):
                return $"{who} is told that it is his already, while {before} has it";
            case Told.Others when !Named(name!).Any(other => other != who && holders.Contains(other)):
                return $"{who} is told that {name} has it, while {before} has it";
            case Told.Nobodys when !holders.Contains(Nobody):
                return $"{who} is told that nobody has it, while {before} has it";
            case Told.Released or Told.Done when who == People.Eve.Id && !holders.Contains(who):
                return $"{who}, who is no manager, is told that it is over, while {before} has it";
            case Told.Won or Told.Own:
                holders.Clear();
                holders.Add(who);
                return null;
            case Told.Others:
                holders.IntersectWith(Named(name!));
                return null;
            case Told.Nobodys or Told.Released:
                holders.Clear();
                holders.Add(Nobody);
                return null;
            default:
                return null;
        }
    }

    // A button of /open, or of a board.
    private static bool IsTakeFromList(string data) => data.StartsWith("open:t:", StringComparison.Ordinal);

    private IEnumerable<long> Named(string name) => Run.People.All.Where(person => person.Name == name).Select(person => person.Id);

    internal sealed class Row
    {
        public long Id { get; init; }

        public string TableName { get; init; } = "";

        public long Holder { get; init; }
    }
}
