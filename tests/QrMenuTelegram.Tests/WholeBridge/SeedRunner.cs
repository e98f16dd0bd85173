using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Tests.WholeBridge.PlantedFaults;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>
/// Plays many seeds over all cores. <c>SIMULATE=100000</c> says how many, <c>SIMULATE_FROM=1</c> the first; with
/// <c>SIMULATE=1</c> the run is told step by step. <c>SIMULATE_RECORD=1</c> writes the result into the documents.
/// </summary>
internal sealed class SeedRunner(int first, int count, Action<string> say)
{
    private const int Ordinarily = 200;
    private const int MostFailures = 5;
    private const int LastLines = 80;

    // Of so many seeds one is played with each planted fault too.
    private const int SeedsForEachOfFaults = 100;
    private const int FewestOfFaults = 10;

    private readonly ConcurrentQueue<SeedFailure> _failures = new();
    private int _played;
    private int _crashes;
    private long _events;

    public static SeedRunner FromEnvironment()
    {
        var asked = Number("SIMULATE");
        return new SeedRunner(Number("SIMULATE_FROM") ?? 1, asked ?? Ordinarily, asked is null ? _ => { } : Console.WriteLine);
    }

    public SeedReport Run()
    {
        var began = TimeProvider.System.GetTimestamp();
        var next = first - 1;
        // One synchronous run after another on threads of their own: a run must never continue on another thread.
        var threads = Enumerable
            .Range(0, Math.Min(Environment.ProcessorCount, count))
            .Select(_ => new Thread(() =>
            {
                while (_failures.Count < MostFailures && Interlocked.Increment(ref next) is var seed && seed < first + count)
                {
                    Play(seed);
                }
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var seedsOfFaults = Math.Max(FewestOfFaults, count / SeedsForEachOfFaults);
        var faults = count == 1 ? [] : PlantedFaultRunner.Run(first, seedsOfFaults, isThorough: count > Ordinarily);
        var report = new SeedReport(
            first,
            _played,
            _crashes,
            _events,
            TimeProvider.System.GetElapsedTime(began),
            [.. _failures.OrderBy(failure => failure.Seed)],
            faults
        );
        say(report.ToString());
        if (Number("SIMULATE_RECORD") is not null)
        {
            var path = Path.Combine(Repository.Root, ResultsTable.Document);
            File.WriteAllText(path, ResultsTable.AddRow(File.ReadAllText(path), report, TimeProvider.System.GetUtcNow()));
        }
        return report;
    }

    private void Play(int seed)
    {
        var trace = count == 1 ? say : null;
        var problems = Play(seed, trace, null, out var run);
        if (problems.Count > 0)
        {
            var lines = new List<string>();
            var again = Play(seed, lines.Add, null, out _);
            if (!again.SequenceEqual(problems))
            {
                problems = [.. problems, "When it is played again it ends otherwise: something that the seed does not decide takes part."];
            }
            say(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {problems[0]}"));
            _failures.Enqueue(new SeedFailure(seed, problems, [.. lines.TakeLast(LastLines)]));
        }
        Interlocked.Add(ref _crashes, run.Crashes);
        Interlocked.Add(ref _events, run.Ledger.Stored.Count);
        if (Interlocked.Increment(ref _played) is var played && played % 1000 == 0)
        {
            say(string.Create(CultureInfo.InvariantCulture, $"{played} of {count} seeds, {_failures.Count} failures"));
        }
    }

    /// <returns>What does not hold; empty when all does.</returns>
    public static IReadOnlyList<string> Play(int seed, Action<string>? trace, PlantedFault? fault, out Simulation run)
    {
        using var simulation = run = new Simulation(seed, trace) { Fault = fault };
        try
        {
            return simulation.Run();
        }
        catch (Exception e)
        {
            return [.. simulation.World.Violations, $"the run itself failed: {e}"];
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

/// <param name="Seed">Which.</param>
/// <param name="Problems">What did not hold.</param>
/// <param name="LastLines">The end of its trace.</param>
internal sealed record SeedFailure(int Seed, IReadOnlyList<string> Problems, IReadOnlyList<string> LastLines);

/// <param name="First">The first seed.</param>
/// <param name="Played">How many seeds.</param>
/// <param name="Crashes">Of all of them.</param>
/// <param name="Events">Stored in all of them.</param>
/// <param name="Took">By the wall.</param>
/// <param name="Failures">Seeds that failed.</param>
/// <param name="Faults">Which planted faults were found.</param>
internal sealed record SeedReport(
    int First,
    int Played,
    int Crashes,
    long Events,
    TimeSpan Took,
    IReadOnlyList<SeedFailure> Failures,
    IReadOnlyList<PlantedFaultReport> Faults
)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{Played} seeds with {Events} events and {Crashes} crashes in {Took.TotalSeconds:0.0} s, {Failures.Count} failed"
        );
        foreach (var fault in Faults)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{(fault.IsFound ? "found" : "NOT FOUND")}: {fault}");
        }
        foreach (var failure in Failures)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"\nSeed {failure.Seed}; again, step by step: SIMULATE=1 SIMULATE_FROM={failure.Seed} dotnet run -c Release --project "
                    + $"tests/QrMenuTelegram.Tests -- -class QrMenuTelegram.Tests.WholeBridge.WholeBridgeTests"
            );
            text.AppendJoin('\n', failure.Problems).AppendLine();
            text.AppendJoin('\n', failure.LastLines.Select(line => "    " + line)).AppendLine();
        }
        return text.ToString();
    }
}
