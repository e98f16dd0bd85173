using QrMenuTelegram.Delivery;
using QrMenuTelegram.Delivery.Pacing;

namespace QrMenuTelegram.Tests.Delivery.Pacing;

public sealed class ChatPaceTests
{
    [Theory]
    [InlineData(1, 1010)]
    [InlineData(0.5, 2010)]
    [InlineData(3, 344)]
    public void In_a_private_chat_one_follows_the_other(double perSecond, long next)
    {
        var pace = new ChatPace(7, new DeliveryOptions { PrivatePerSecond = perSecond });
        pace.Separate(new(0)).ShouldBe(1);
        pace.NextAt(Urgency.Order, edit: false, new(0)).ShouldBe(new Instant(0));
        pace.Begin();
        pace.NextAt(Urgency.Call, edit: false, new(0)).ShouldBeNull();
        pace.End(new(0));
        pace.NextAt(Urgency.Call, edit: false, new(0)).ShouldBe(new Instant(next));
        pace.NextAt(Urgency.Order, edit: true, new(0)).ShouldBe(new Instant(next));
    }

    [Fact]
    public void In_a_group_half_of_the_minute_is_for_everything_and_the_rest_is_spread_with_a_part_kept_for_what_is_urgent()
    {
        var pace = Spent(9);
        All(pace, new(9)).ShouldBe([9, 9, 9, 9, 9, 9]);
        pace = Spent(10);
        All(pace, new(9)).ShouldBe([9, 60_010, 9 + 3333, 9 + 4000, 9 + 4000, 9 + 4000]);
        pace = Spent(15);
        All(pace, new(20)).ShouldBe([20, 60_015, 14 + 3333, 60_010, 60_010, 60_010]);
        pace = Spent(18);
        All(pace, new(20)).ShouldBe([20, 60_018, 60_010, 60_013, 60_013, 60_013]);
        pace = Spent(20);
        All(pace, new(20)).ShouldBe([60_010, 60_020, 60_012, 60_015, 60_015, 60_015]);
    }

    [Fact]
    public void Answers_have_a_third_of_a_groups_minute_and_half_of_it_where_no_guest_wants_anything()
    {
        var quiet = Answered(9);
        quiet.NextAt(Urgency.Reply, edit: false, new(20)).ShouldBe(new Instant(20));
        Answered(10).NextAt(Urgency.Reply, edit: false, new(20)).ShouldBe(new Instant(60_010));
        quiet.Remember(new(30));
        quiet.NextAt(Urgency.Reply, edit: true, new(40)).ShouldBe(new Instant(60_013));
        var few = Answered(1);
        few.Remember(new(30));
        (few.NextAt(Urgency.Reply, edit: false, new(40)), few.AnswerAt(new(40), overdue: true)).ShouldBe(
            (new Instant(40), new Instant(40))
        );
        few.Remember(new(31), answer: true);
        few.AnswerAt(new(40), overdue: true).ShouldBe(new Instant(60_010));
    }

    [Fact]
    public void Answers_do_not_spread_what_guests_asked_for()
    {
        var pace = Answered(9);
        pace.Remember(new(9));
        pace.Remember(new(10));
        pace.NextAt(Urgency.Order, edit: false, new(20)).ShouldBe(new Instant(20));
    }

    [Fact]
    public void Messages_of_their_own_take_half_of_what_is_free()
    {
        (
            Spent(0).Separate(new(0)),
            Spent(1).Separate(new(1)),
            Spent(2).Separate(new(2)),
            Spent(19).Separate(new(20)),
            Spent(20).Separate(new(20))
        ).ShouldBe((10, 10, 9, 1, 0));
    }

    // A call, an edit of something, a reply and so on.
    private static List<long?> All(ChatPace pace, Instant now) =>
        [
            pace.NextAt(Urgency.Call, edit: false, now)?.Milliseconds,
            pace.NextAt(Urgency.Reply, edit: false, now)?.Milliseconds,
            pace.NextAt(Urgency.Bill, edit: false, now)?.Milliseconds,
            pace.NextAt(Urgency.Payment, edit: false, now)?.Milliseconds,
            pace.NextAt(Urgency.Order, edit: false, now)?.Milliseconds,
            pace.NextAt(Urgency.Call, edit: true, now)?.Milliseconds,
        ];

    private static ChatPace Answered(int count)
    {
        var pace = new ChatPace(-7, new DeliveryOptions());
        for (var i = 0; i < count; i++)
        {
            pace.Remember(new(i), answer: true);
        }
        return pace;
    }

    // So many, a millisecond apart.
    private static ChatPace Spent(int count)
    {
        var pace = new ChatPace(-7, new DeliveryOptions());
        for (var i = 0; i < count; i++)
        {
            pace.Remember(new(i));
        }
        return pace;
    }
}
