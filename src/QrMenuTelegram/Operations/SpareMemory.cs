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
    /// <summary>Twice this after the start the menu is registered and each server was asked.</summary>
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    // Under the JIT the code is no file.
    private static readonly bool CodeIsAFile = OperatingSystem.IsLinux() && !RuntimeFeature.IsDynamicCodeSupported;

    private IReadOnlyList<Mapping> _before = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(First, time);
        try
        {
            await timer.WaitForNextTickAsync(stoppingToken);
            Forget();
            await timer.WaitForNextTickAsync(stoppingToken);
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            timer.Period = Again;
            do
            {
                Forget();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
        }
    }

    // A library that is just being loaded may be written to once more: only what was so the last time too is forgotten.
    private void Forget()
    {
        if (!CodeIsAFile)
        {
            return;
        }
        try
        {
            var now = Untouched(File.ReadLines("/proc/self/smaps"), Environment.ProcessPath);
            foreach (var mapping in now.Intersect(_before))
            {
                _ = Advise(mapping.Start, mapping.Length, DontNeed);
            }
            _before = now;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            // No such file, or none for us: then memory stays as it is.
        }
    }

    /// <summary>The mappings of the program and of libraries that can't be written and hold nothing but what stands in the file.</summary>
    internal static IReadOnlyList<Mapping> Untouched(IEnumerable<string> smaps, string? program)
    {
        var found = new List<Mapping>();
        Mapping? candidate = null;
        foreach (var line in smaps)
        {
            if (line.Contains('/'))
            {
                candidate = Candidate(line, program);
            }
            else if (candidate is { } mapping && line.StartsWith("Anonymous:", StringComparison.Ordinal))
            {
                if (Words(line)[1] == "0")
                {
                    found.Add(mapping);
                }
                candidate = null;
            }
        }
        return found;
    }

    private static Mapping? Candidate(string line, string? program)
    {
        var (words, file) = (Words(line), line[line.IndexOf('/', StringComparison.Ordinal)..]);
        if (words[1] is not ['r', '-', _, 'p'] || (file != program && !Path.GetFileName(file).Contains(".so", StringComparison.Ordinal)))
        {
            return null;
        }
        var ends = words[0].Split('-');
        var start = long.Parse(ends[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new Mapping((nint)start, (nuint)(long.Parse(ends[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) - start), file);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <param name="Start">Its address.</param>
    /// <param name="Length">In bytes.</param>
    /// <param name="File">Of which file.</param>
    internal readonly record struct Mapping(nint Start, nuint Length, string File);

    // madvise(2)
    private const int DontNeed = 4;

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
