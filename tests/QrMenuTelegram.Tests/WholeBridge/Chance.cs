namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>All chance of one run, from one seed.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Unit() => _random.NextDouble();

    public bool OneIn(int cases) => _random.Next(cases) == 0;

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    public T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    /// <summary>One of those that carry weight, each as often as its weight says.</summary>
    public T Pick<T>(IReadOnlyList<T> of, Func<T, int> weight)
    {
        var left = _random.Next(of.Sum(weight));
        foreach (var one in of)
        {
            left -= weight(one);
            if (left < 0)
            {
                return one;
            }
        }
        throw new InvalidOperationException("Nothing carries weight.");
    }

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
