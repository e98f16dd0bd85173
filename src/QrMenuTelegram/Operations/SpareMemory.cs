using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace QrMenuTelegram.Operations;

/// <summary>
/// Gives back what is not needed now: once, what reading the configuration and the texts left on the heap; then, after
/// each minute, the pages of the native program's and its libraries' code, so that what is resident is what ran since.
/// What is needed again comes back from the system's cache, page by page; an idle minute needs some hundred of them,
/// within a millisecond.
/// </summary>
internal sealed partial class SpareMemory(TimeProvider time) : BackgroundService
{
    /// <summary>By then the menu is registered and each server was asked.</summary>
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    // Under the JIT the code is no file.
    private static readonly bool CodeIsAFile = OperatingSystem.IsLinux() && !RuntimeFeature.IsDynamicCodeSupported;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(First, time);
        try
        {
            await timer.WaitForNextTickAsync(stoppingToken);
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            timer.Period = Again;
            while (CodeIsAFile)
            {
                ForgetCode();
                await timer.WaitForNextTickAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static void ForgetCode()
    {
        try
        {
            foreach (var (start, length) in Untouched(File.ReadLines("/proc/self/smaps")))
            {
                _ = Advise(start, length, DontNeed);
            }
        }
        catch (IOException)
        {
            // No such file system: then it stays as it is.
        }
    }

    /// <summary>The mappings of files that can't be written and hold nothing but what stands in the file.</summary>
    internal static IReadOnlyList<(nint Start, nuint Length)> Untouched(IEnumerable<string> smaps)
    {
        var found = new List<(nint, nuint)>();
        (nint Start, nuint Length)? candidate = null;
        foreach (var line in smaps)
        {
            if (line.Contains('/'))
            {
                candidate = line.Split(' ')[1] is ['r', '-', _, 'p'] ? Range(line) : null;
            }
            else if (candidate is { } range && line.StartsWith("Anonymous:", StringComparison.Ordinal))
            {
                if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] == "0")
                {
                    found.Add(range);
                }
                candidate = null;
            }
        }
        return found;
    }

    private static (nint Start, nuint Length) Range(string line)
    {
        var ends = line.Split(' ')[0].Split('-');
        var start = long.Parse(ends[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return ((nint)start, (nuint)(long.Parse(ends[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) - start));
    }

    // madvise(2)
    private const int DontNeed = 4;

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
