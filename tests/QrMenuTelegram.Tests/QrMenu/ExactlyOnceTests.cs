using CsCheck;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Events;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

/// <summary>
/// A random evening: events, failures, restarts of the server and of the bridge, clean and not. The law: what a server
/// showed us in an answer is announced once, whatever else happens; and what was there to be seen for 20 s was seen.
/// </summary>
public sealed class ExactlyOnceTests
{
    private enum Step
    {
        Event,
        TwinOfTheLast,
        ShortWait,
        LongWait,
        ServerRestart,
        ServerFails,
        ServerMends,
        BridgeCrash,
        BridgeStop,
        BridgeStart,
        StorageFails,
        StorageMends,
    }

    private static readonly Gen<(Step Step, int Seconds)[]> Evenings = Gen.Select(
        Gen.Frequency(
            (10, Gen.Const(Step.Event)),
            (2, Gen.Const(Step.TwinOfTheLast)),
            (8, Gen.Const(Step.ShortWait)),
            (3, Gen.Const(Step.LongWait)),
            (1, Gen.Const(Step.ServerRestart)),
            (2, Gen.Const(Step.ServerFails)),
            (3, Gen.Const(Step.ServerMends)),
            (1, Gen.Const(Step.BridgeCrash)),
            (1, Gen.Const(Step.BridgeStop)),
            (3, Gen.Const(Step.BridgeStart)),
            (1, Gen.Const(Step.StorageFails)),
            (2, Gen.Const(Step.StorageMends))
        ),
        Gen.Int[0, 700]
    ).Array[5, 60];

    private static readonly Gen<(UnknownHash Manner, bool IncludesCursor, int ClearsLate)> Servers = Gen.Select(
        Gen.Enum<UnknownHash>(),
        Gen.Bool,
        Gen.Int[0, 60]
    );

    [Fact]
    public void Each_event_is_announced_once_whatever_server_and_restarts_do() =>
        Gen.Select(Servers, Evenings).Sample((server, evening) => Play(server, evening).GetAwaiter().GetResult(), iter: 300, threads: 2);

    private static async Task Play((UnknownHash Manner, bool IncludesCursor, int ClearsLate) server, (Step Step, int Seconds)[] evening)
    {
        using var rig = new PollingRig();
        (rig.Server.UnknownHash, rig.Server.IncludesCursor, rig.Server.ClearsLate) = (
            server.Manner,
            server.IncludesCursor,
            TimeSpan.FromSeconds(server.ClearsLate)
        );
        var waited = new Dictionary<MenuEvent, int>(ReferenceEqualityComparer.Instance);
        var (runs, stored, table) = (false, true, 0);
        MenuEvent? last = null;
        rig.Announcing = _ =>
        {
            if (!stored)
            {
                throw new SqliteException("no room", SQLitePCL.raw.SQLITE_FULL);
            }
        };

        foreach (
            var (step, seconds) in evening
                .Append((Step.ServerMends, 0))
                .Append((Step.StorageMends, 0))
                .Append((Step.BridgeStart, 0))
                .Append((Step.ShortWait, 60))
        )
        {
            switch (step)
            {
                case Step.Event:
                    waited[last = rig.Server.Make(table: (table++).ToString())] = 0;
                    break;
                case Step.TwinOfTheLast when last is not null && last.Code != EventCodes.BillRequest && rig.Server.Queue.Contains(last):
                    waited[last = rig.Server.Make(EventCodes.BillRequest, last.TableId, last.Hash)] = 0;
                    break;
                case Step.ShortWait:
                    await Wait(seconds % 25);
                    break;
                case Step.LongWait:
                    await Wait(seconds);
                    break;
                case Step.ServerRestart:
                    rig.Server.Restart();
                    break;
                case Step.ServerFails:
                    rig.Server.Failing = new PollAnswer.Failed(PollFailure.Unreachable, "no connection");
                    break;
                case Step.ServerMends:
                    rig.Server.Failing = null;
                    break;
                case Step.BridgeCrash when runs:
                    rig.Crash();
                    runs = false;
                    break;
                case Step.BridgeStop when runs:
                    rig.Stop();
                    runs = false;
                    break;
                case Step.BridgeStart when !runs:
                    rig.Start();
                    runs = true;
                    break;
                case Step.StorageFails:
                    stored = false;
                    break;
                case Step.StorageMends:
                    stored = true;
                    break;
            }
        }

        var announced = rig.Announced.Select(a => a.Event).ToList();
        announced.Count.ShouldBe(announced.Distinct().Count(), "announced twice");
        // A twin may hide behind the cursor that bears its hash until the next full look; all others keep their order.
        var calls = announced.Where(e => e.Code == EventCodes.WaiterCall).Select(e => int.Parse(e.TableId)).ToList();
        calls.ShouldBeInOrder();
        foreach (var (made, seen) in waited.Where(pair => pair.Value >= 36))
        {
            announced.ShouldContain(made, $"could be seen for {seen} s");
        }

        // Back to the normal pace after a failure takes up to 15 s, to the next full look as long again.
        async Task Wait(int time)
        {
            for (; time > 0; time -= 4)
            {
                var before = rig.Server.Queue;
                await rig.Pass(Math.Min(time, 4));
                foreach (var made in rig.Server.Queue.Intersect(before).Where(_ => runs && stored && rig.Server.Failing is null))
                {
                    waited[made] += 4;
                }
            }
        }
    }
}
