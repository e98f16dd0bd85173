using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Delivery;

/// <summary>How much a turn does: with a thousand chats it looks only at those that are due.</summary>
public sealed class WorkTests : IDisposable
{
    private const int Chats = 1000;
    private readonly DeliveryRun _run = new();
    private int _statements;

    public WorkTests()
    {
        _run.Telegram.Decide = request =>
            request.ChatId is <= -1 and >= -Chats ? new(new SendOutcome.ChatRefused(RefusalReason.Kicked, "")) : null;
        for (var chat = 1; chat <= Chats; chat++)
        {
            _run.Wish(-chat, "waits", Urgency.Call);
        }
        _run.Pass(TimeSpan.FromSeconds(45));
        _run.Telegram.Requests.Count.ShouldBe(Chats);
        _run.Database.Write(transaction =>
            SQLitePCL.raw.sqlite3_trace(transaction.Connection.Handle, (SQLitePCL.strdelegate_trace)((_, _) => _statements++), null)
        );
        _statements = 0;
    }

    public void Dispose() => _run.Dispose();

    [Fact]
    public void A_turn_in_which_nothing_is_due_asks_the_database_nothing()
    {
        for (var i = 0; i < 100; i++)
        {
            _run.Courier.Turn();
        }
        _statements.ShouldBe(0);
    }

    [Fact]
    public void A_wish_for_one_chat_looks_at_no_other()
    {
        _run.Wish(-5000, "now", Urgency.Call);
        _statements = 0;
        _run.Pass(TimeSpan.FromMilliseconds(100));
        _run.Telegram.In(-5000).Count().ShouldBe(1);
        _statements.ShouldBeLessThan(40);
    }

    [Fact]
    public void The_sweep_looks_at_each_chat_that_has_work_once()
    {
        _run.Pass(TimeSpan.FromSeconds(30));
        _statements.ShouldBeInRange(Chats, Chats * 5);
    }
}
