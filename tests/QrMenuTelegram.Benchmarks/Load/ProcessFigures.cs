using System.Globalization;

namespace QrMenuTelegram.Benchmarks.Load;

/// <summary>What the system says of a process: <c>/proc/PID/{stat,status,smaps_rollup}</c>.</summary>
internal sealed class ProcessFigures(int id)
{
    private const double TicksPerSecond = 100;

    /// <summary>User and system time so far, in seconds; to 0.01 s.</summary>
    public double Cpu
    {
        get
        {
            var fields = File.ReadAllText($"/proc/{id}/stat").Split(") ")[1].Split(' ');
            return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
        }
    }

    public int Threads => (int)Status("Threads");

    /// <summary>The most resident memory so far, in bytes.</summary>
    public double Peak => Status("VmHWM") * 1024;

    /// <summary>Resident now, in bytes: all, and what of it is no file's.</summary>
    public (double Resident, double Anonymous) Memory
    {
        get
        {
            var lines = File.ReadAllLines($"/proc/{id}/smaps_rollup");
            return (Kilobytes(lines, "Rss:") * 1024, Kilobytes(lines, "Anonymous:") * 1024);
        }
    }

    /// <summary>Resident bytes by file name, of each file the pages that stand in it unchanged; the others under "".</summary>
    public IReadOnlyDictionary<string, double> MemoryByFile
    {
        get
        {
            var found = new Dictionary<string, double> { [""] = 0 };
            var file = "";
            double resident = 0;
            foreach (var line in File.ReadLines($"/proc/{id}/smaps"))
            {
                if (char.IsAsciiHexDigitLower(line[0]))
                {
                    file = line.Contains('/') ? Path.GetFileName(line[line.IndexOf('/')..]) : "";
                }
                else if (line.StartsWith("Rss:", StringComparison.Ordinal))
                {
                    resident = Kilobytes([line], "Rss:") * 1024;
                }
                else if (line.StartsWith("Anonymous:", StringComparison.Ordinal))
                {
                    var anonymous = file.Length == 0 ? resident : Kilobytes([line], "Anonymous:") * 1024;
                    found[""] += anonymous;
                    found[file] = found.GetValueOrDefault(file) + resident - anonymous;
                }
            }
            return found;
        }
    }

    /// <summary>Forgets the peak so far.</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{id}/clear_refs", "5");

    private double Status(string name) => Kilobytes(File.ReadAllLines($"/proc/{id}/status"), name + ":");

    private static double Kilobytes(string[] lines, string name) =>
        Number(lines.First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim().Split(' ')[0]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
