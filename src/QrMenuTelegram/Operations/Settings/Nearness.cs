namespace QrMenuTelegram.Operations.Settings;

/// <summary>How far apart two names are.</summary>
internal static class Nearness
{
    /// <summary>How many letters must be put in, taken out or changed to make one of the other, case aside.</summary>
    public static int Distance(string one, string other)
    {
        var above = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = above[0];
            above[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]);
                (diagonal, above[j]) = (above[j], Math.Min(Math.Min(above[j], above[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }
        return above[^1];
    }
}
