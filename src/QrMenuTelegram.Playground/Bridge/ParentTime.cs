using System.Globalization;

namespace QrMenuTelegram.Playground.Bridge;

/// <summary>Keeps the child's time at what the playground says on standard input, one line a change: <c>MILLISECONDS SPEED</c>.</summary>
internal static class ParentTime
{
    /// <summary>Reads the first line, which every child gets at its start.</summary>
    public static AdjustableTime Begin(TextReader input)
    {
        var (now, speed) = Parse(input.ReadLine() ?? throw new EndOfStreamException("The playground said no time."));
        var time = new AdjustableTime(now);
        time.SetSpeed(speed);
        return time;
    }

    /// <summary>Follows until the playground closes the input (or ends itself).</summary>
    public static async Task Follow(AdjustableTime time, TextReader input)
    {
        while (await input.ReadLineAsync() is { } line)
        {
            var (now, speed) = Parse(line);
            time.SetSpeed(speed, now);
        }
    }

    private static (DateTimeOffset Now, double Speed) Parse(string line)
    {
        var words = line.Split(' ');
        return (
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(words[0], CultureInfo.InvariantCulture)),
            double.Parse(words[1], CultureInfo.InvariantCulture)
        );
    }
}
