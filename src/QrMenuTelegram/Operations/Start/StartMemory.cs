using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace QrMenuTelegram.Operations.Start;

/// <summary>
/// Gives back, once, what only the start needed: what reading the configuration and the texts left on the heap, and
/// the pages of the native program's and its libraries' code, most of which is never run again. What is needed after
/// all comes back from the file, page by page.
/// </summary>
internal sealed partial class StartMemory(TimeProvider time) : BackgroundService
{
    /// <summary>By then the menu is registered and each server was asked.</summary>
    private static readonly TimeSpan After = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(After, time, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

        // Under the JIT the code is no file.
        if (OperatingSystem.IsLinux() && !RuntimeFeature.IsDynamicCodeSupported)
        {
            ForgetCode();
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
