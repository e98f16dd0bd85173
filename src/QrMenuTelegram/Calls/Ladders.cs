using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>Which ladder a call climbs: that of a hall its table belongs to, else its code's, else the general one.</summary>
public sealed class Ladders(CallsOptions options)
{
    private readonly Dictionary<string, Ladder> _halls = ByKey(options.HallLadders, TableName.MakeKey);
    private readonly Dictionary<string, Ladder> _codes = ByKey(options.CodeLadders, code => code.ToLowerInvariant());

    public Ladder For(Transaction transaction, Call call)
    {
        if (!options.Remind)
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
        return _codes.GetValueOrDefault(call.Code, options.Ladder);
    }

    private static bool Holds(Hall hall, Call call) =>
        (hall.Server is null || hall.Server.Equals(call.Server, StringComparison.OrdinalIgnoreCase)) && hall.Tables.Contains(call.Table);

    private static Dictionary<string, Ladder> ByKey(IReadOnlyDictionary<string, Ladder> ladders, Func<string, string> key)
    {
        var byKey = new Dictionary<string, Ladder>();
        foreach (var (name, ladder) in ladders)
        {
            byKey[key(name)] = ladder;
        }
        return byKey;
    }
}
