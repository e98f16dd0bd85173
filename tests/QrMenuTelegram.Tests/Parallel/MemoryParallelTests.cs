using System.Globalization;
using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Events;
using QrMenuTelegram.Operations.Logging;
using QrMenuTelegram.People;
using QrMenuTelegram.QrMenu;

namespace QrMenuTelegram.Tests.Parallel;

/// <summary>
/// What is kept in memory and used by several threads: whatever they do at once, what comes of it is what some order of it gives.
/// The simulation, which has one thread, can't find what breaks here.
/// </summary>
public sealed class MemoryParallelTests
{
    private const long Start = 1_800_000_000_000;

    // One operation alone is too short for two threads to meet in it.
    private const int Often = 200;

    [Fact]
    public void Nobody_is_allowed_more_than_there_is() =>
        Gen.Const(() => new Granted())
            .SampleParallel(
                Gen.Long[1, 2].Operation<Granted>(person => $"Take({person})", (state, person) => state.Take(person)),
                equal: (one, other) => one.Times.SequenceEqual(other.Times),
                maxSequentialOperations: 1
            );

    [Fact]
    public void A_sighting_is_never_lost() =>
        Gen.Const(() => new KnownEvents(TimeSpan.FromMinutes(1)))
            .SampleParallel(
                Gen.Int[1, 4].Operation<KnownEvents>(i => $"Add({i})", (known, i) => Add(known, i * Often)),
                Gen.Int[1, 4]
                    .Operation<KnownEvents>(
                        i => $"Saw({i})",
                        (known, i) => known.Saw([Event(i * Often), Event((i + 1) * Often)], new(Start + i))
                    ),
                Gen.Operation<KnownEvents>("Save()", known => known.Saved(known.Unsaved())),
                Gen.Operation<KnownEvents>("Fresh()", known => known.Fresh([Event(1), Event(2)], new(Start))),
                equal: (one, other) => Sightings(one).SequenceEqual(Sightings(other))
            );

    [Fact]
    public void Every_secret_that_was_learnt_is_masked() =>
        Gen.Const(() => new Masks())
            .SampleParallel(
                Gen.Int[1, 5].Operation<Masks>(i => $"Learn({i})", (masks, i) => masks.Learn(Secret(i))),
                Gen.Int[1, 5].Operation<Masks>(i => $"Apply({i})", (masks, i) => masks.Apply(Secret(i))),
                equal: (one, other) => Enumerable.Range(1, 5).All(i => one.Apply(Secret(i)) == other.Apply(Secret(i)))
            );

    [Fact]
    public void A_line_of_the_log_stays_a_line() =>
        Gen.Const(() => new Log())
            .SampleParallel(
                Gen.Int[1, 9].Operation<Log>(i => $"WriteLine({i})", (log, i) => log.Writer.WriteLine(new string((char)('0' + i), 40))),
                equal: (one, other) => one.Lines.SequenceEqual(other.Lines)
            );

    private static MenuEvent Event(int i) =>
        new("Центр", "hash" + i.ToString(CultureInfo.InvariantCulture), EventCodes.WaiterCall, "1", "1", null, null, null, true, "{}");

    private static void Add(KnownEvents known, int first)
    {
        for (var i = first; i < first + Often; i++)
        {
            known.Add(EventKey.From(Event(i)), i, new(Start), new(Start));
        }
    }

    private static IEnumerable<(int Count, Instant? Seen)> Sightings(KnownEvents known) =>
        Enumerable.Range(0, 6 * Often).Select(i => (known.Count, known.Find(EventKey.From(Event(i)), new(Start))?.SeenAt));

    private static string Secret(int i) => string.Create(CultureInfo.InvariantCulture, $"a secret that is number {i}");

    private sealed class Granted
    {
        public Allowance Allowance { get; } = new(new Clock(new FakeTimeProvider()), 2 * Often, TimeSpan.FromMinutes(1));

        public int[] Times { get; } = new int[3];

        public void Take(long person)
        {
            for (var i = 0; i < Often; i++)
            {
                if (Allowance.Take(person))
                {
                    Interlocked.Increment(ref Times[person]);
                }
            }
        }
    }

    private sealed class Log
    {
        private readonly StringBuilder _shown = new();

        public Log() => Writer = new MaskedWriter(new StringWriter(_shown, CultureInfo.InvariantCulture), new Masks());

        public MaskedWriter Writer { get; }

        public IEnumerable<string> Lines => _shown.ToString().Split('\n').Order(StringComparer.Ordinal);
    }
}
