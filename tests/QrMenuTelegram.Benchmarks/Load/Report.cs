using System.Globalization;

namespace QrMenuTelegram.Benchmarks.Load;

/// <summary>Figures as lines: what, how much, beside what.</summary>
internal sealed class Report(TextWriter output)
{
    public void Machine(LoadOptions load)
    {
        var model = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':')[1]
            .Trim();
        Line($"program  {load.Program.Path} ({new FileInfo(load.Program.Path).Length / 1e6:0.0} MB)");
        Line($"machine  {model}, {Environment.ProcessorCount} processors, load before {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
    }

    public void Title(string name, string what) => Line($"\n{name}: {what}");

    public void Figure(string what, string value, string? beside = null) =>
        Line($"  {what, -44} {value, 14}{(beside is null ? "" : "   " + beside)}");

    public void Line(string text)
    {
        output.WriteLine(text);
        output.Flush();
    }

    public static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} ms");

    public static string Seconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.00} s");

    public static string Megabytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * 1024):0.0} MB");

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.00} %");

    /// <summary>The value below which this share of the values lies; the values need no order.</summary>
    public static double Quantile(IReadOnlyCollection<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)Math.Floor(share * sorted.Count))];
    }

    public static double Median(IReadOnlyCollection<double> values) => Quantile(values, 0.5);
}
