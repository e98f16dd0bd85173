using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>Which ladder a call climbs: that of a hall its table belongs to, else its code's, else the general one.</summary>
public sealed class Ladders
{
    private readonly Dictionary<string, Ladder> _halls;
    private readonly Dictionary<string, Ladder> _codes;
    private readonly Ladder _general;
    private readonly bool _silent;

    public Ladders(CallsOptions options)
    {
        _silent = !options.Remind;
        _general = Read(options.Steps) ?? Ladder.Default;
        _codes = All(options.Codes, code => code.ToLowerInvariant());
        _halls = All(options.Halls, TableName.MakeKey);
    }

    public Ladder Of(Transaction transaction, Call call)
    {
        if (_silent)
        {
            return Ladder.None;
        }
        if (_halls.Count > 0)
        {
            foreach (var hall in HallStore.All(transaction).Where(hall => Holds(hall, call)))
            {
                if (_halls.TryGetValue(TableName.MakeKey(hall.Name), out var ladder))
                {
                    return ladder;
                }
            }
        }
        return _codes.GetValueOrDefault(call.Code, _general);
    }

    private static bool Holds(Hall hall, Call call) =>
        (hall.Server is null || hall.Server.Equals(call.Server, StringComparison.OrdinalIgnoreCase)) && hall.Tables.Contains(call.Table);

    private static Dictionary<string, Ladder> All(Dictionary<string, LadderOptions> options, Func<string, string> key)
    {
        var ladders = new Dictionary<string, Ladder>();
        foreach (var (name, of) in options)
        {
            if (Read(of.Steps) is { } ladder)
            {
                ladders[key(name)] = ladder;
            }
        }
        return ladders;
    }

    /// <summary>As configured; null where no step is.</summary>
    public static Ladder? Read(Dictionary<string, LadderStepOptions> steps) => steps.Count == 0
        ? null
        : new Ladder(steps.Values.Select(step => new LadderStep(
            step.After, step.To.Equals("managers", StringComparison.OrdinalIgnoreCase) ? LadderTarget.Managers : LadderTarget.Chats, step.Silent)));
}
