using QrMenuTelegram.Events;

namespace QrMenuTelegram.Routing;

/// <summary>What somebody probably meant: for every "did you mean".</summary>
public static class Nearest
{
    /// <summary>
    /// The known name that differs least from what was typed, case aside; null when none is near: at most one slip in
    /// three letters, and never one that differs in its digits (table 12 is no misspelt 13).
    /// </summary>
    public static string? Find(string typed, IEnumerable<string> known)
    {
        var wanted = TableName.MakeKey(typed);
        var best = (Name: (string?)null, Distance: int.MaxValue);
        foreach (var name in known)
        {
            var key = TableName.MakeKey(name);
            if (!SameDigits(wanted, key))
            {
                continue;
            }
            var distance = Distance(wanted, key);
            if (distance < best.Distance && distance <= Math.Max(1, Math.Max(wanted.Length, key.Length) / 3))
            {
                best = (name, distance);
            }
        }
        return wanted.Length > 1 ? best.Name : null;
    }

    /// <summary>Letters to insert, drop, replace or swap with their neighbour to make one of the other.</summary>
    public static int Distance(string x, string y)
    {
        var before = new int[y.Length + 1];
        var last = new int[y.Length + 1];
        var current = new int[y.Length + 1];
        for (var j = 0; j <= y.Length; j++)
        {
            last[j] = j;
        }
        for (var i = 1; i <= x.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= y.Length; j++)
            {
                var replace = last[j - 1] + (x[i - 1] == y[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }
            (before, last, current) = (last, current, before);
        }
        return last[y.Length];
    }

    private static bool SameDigits(string x, string y) => x.Where(char.IsAsciiDigit).SequenceEqual(y.Where(char.IsAsciiDigit));
}
