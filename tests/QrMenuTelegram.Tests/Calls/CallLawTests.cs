using CsCheck;
using Dapper;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Events;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.CallRig;

namespace QrMenuTelegram.Tests.Calls;

/// <summary>Random evenings: whatever guests, staff and the clock do, and in whatever order.</summary>
public sealed class CallLawTests
{
    private static readonly Sender[] Staff = [Ivan, Olga, Boss];
    private static readonly string[] Verbs = ["t", "d", "r"];

    private static readonly Gen<Action<CallRig>> Step = Gen.OneOf(
        Gen.Select(
            Gen.Bool,
            Gen.Int[1, 3],
            (bill, table) =>
                (Action<CallRig>)(
                    rig => rig.Guest(bill ? EventCodes.BillRequest : EventCodes.WaiterCall, table.ToString(), order: "order " + table)
                )
        ),
        Gen.Int[1, 3]
            .Select(table => (Action<CallRig>)(rig => rig.Guest(EventCodes.OnlinePayment, table.ToString(), order: "order " + table))),
        Gen.Select(
            Gen.Int[0, 2],
            Gen.Int[0, 2],
            Gen.Int[1, 8],
            Gen.Bool,
            (who, verb, call, hall) => (Action<CallRig>)(rig => Press(rig, Staff[who], Verbs[verb], call, hall ? Hall : Cashiers))
        ),
        Gen.Int[1, 400].Select(seconds => (Action<CallRig>)(rig => rig.Pass(TimeSpan.FromSeconds(seconds)))),
        Gen.Int[5, 90].Select(minutes => (Action<CallRig>)(rig => rig.Sleep(TimeSpan.FromMinutes(minutes))))
    );

    [Fact]
    public void Whatever_happens_every_call_has_one_winner_one_end_and_messages_that_say_so() =>
        Gen.Select(Step.Array[1, 40], Gen.Bool)
            .Sample(
                (steps, shows) =>
                {
                    using var rig = new CallRig { ShowsAtOnce = shows };
                    foreach (var step in steps)
                    {
                        step(rig);
                        Check(rig);
                    }
                    rig.Sleep(TimeSpan.FromHours(2));
                    rig.Count("SELECT count(*) FROM calls WHERE closed_at IS NULL").ShouldBe(0, "no call without an end");
                    Check(rig);
                },
                iter: 30
            );

    // The message of that id may be any: what counts is the button's data.
    private static void Press(CallRig rig, Sender who, string verb, int call, ChatInfo chat)
    {
        var before = rig.Write(t => CallStore.Find(t, call));
        var told = rig.PressData(who, $"claim:{verb}:{call}", chat, 1);
        told.ShouldNotBeNullOrWhiteSpace();
        var after = rig.Write(t => CallStore.Find(t, call));
        if (before is { IsClaimed: true, ClaimedBy: var holder } && after is { IsClaimed: true })
        {
            after.ClaimedBy.ShouldBe(holder, "who holds it holds it");
        }
        if (before is { IsClaimed: true } && who != Boss && before.ClaimedBy != who.Id)
        {
            after.ShouldBe(before, "nobody else ends or releases it");
        }
    }

    private static void Check(CallRig rig) =>
        rig.Write(t =>
        {
            foreach (var call in t.Connection.Query<long>("SELECT id FROM calls").Select(id => CallStore.Find(t, id)!))
            {
                (call.DueAt is not null).ShouldBe(call.IsOpen);
                var notices = CallNoticeStore.OfCall(t, call.Id).ToDictionary(notice => notice.NoticeId);
                notices.ShouldNotBeEmpty();
                foreach (
                    var row in t.Connection.Query<Shown>(
                        "SELECT n.id AS Id, n.html AS Html, n.buttons AS Buttons FROM notices n JOIN call_notices c ON c.notice_id = "
                            + "n.id WHERE c.call_id = @id AND n.ended_at IS NULL",
                        new { id = call.Id }
                    )
                )
                {
                    var kind = notices[row.Id].Kind;
                    if (kind == CallNoticeKinds.Summary)
                    {
                        continue;
                    }
                    (row.Buttons.Length > 0).ShouldBe(call.IsOpen, row.Html);
                    row.Buttons.Contains($"claim:t:{call.Id}").ShouldBe(call.IsOpen && !call.IsClaimed);
                    row.Buttons.Contains($"claim:d:{call.Id}").ShouldBe(call.IsOpen && call.IsClaimed);
                    if (call.IsClaimed && call.IsOpen && kind != CallNoticeKinds.Holder)
                    {
                        row.Html.ShouldContain(call.ClaimedName!);
                    }
                    if (call.IsClaimed || !call.IsOpen)
                    {
                        (kind == CallNoticeKinds.Reminder && notices[row.Id].Waits).ShouldBeFalse("no reminder after taking");
                        (kind == CallNoticeKinds.Reminder && call.ClaimedAt is { } at && notices[row.Id].CreatedAt > at).ShouldBeFalse(
                            "no reminder after taking"
                        );
                    }
                }
            }
            t.Connection.ExecuteScalar<long>(
                    "SELECT count(*) FROM (SELECT 1 FROM calls WHERE closed_at IS NULL GROUP BY server, table_id, code HAVING count(*) > 1)"
                )
                .ShouldBe(0);
        });

    public sealed record Shown(long Id, string Html, string Buttons);
}
