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
        pace.Separate(0).ShouldBe(1);
        pace.NextAt(Urgency.Order, edit: false, 0).ShouldBe(0);
        pace.Begin();
        pace.NextAt(Urgency.Call, edit: false, 0).ShouldBeNull();
        pace.End(0);
        pace.NextAt(Urgency.Call, edit: false, 0).ShouldBe(next);
        pace.NextAt(Urgency.Order, edit: true, 0).ShouldBe(next);
    }

    [Fact]
    public void In_a_group_half_of_the_minute_is_for_everything_and_the_rest_is_spread_with_a_part_kept_for_what_is_urgent()
    {
        var pace = Spent(9);
        All(pace, 9).ShouldBe([9, 9, 9, 9, 9, 9]);
        pace = Spent(10);
        All(pace, 9).ShouldBe([9, 60_010, 9 + 3333, 9 + 4000, 9 + 4000, 9 + 4000]);
        pace = Spent(15);
        All(pace, 20).ShouldBe([20, 60_015, 14 + 3333, 60_010, 60_010, 60_010]);
        pace = Spent(18);
        All(pace, 20).ShouldBe([20, 60_018, 60_010, 60_013, 60_013, 60_013]);
        pace = Spent(20);
        All(pace, 20).ShouldBe([60_010, 60_020, 60_012, 60_015, 60_015, 60_015]);
    }

    [Fact]
    public void Answers_have_a_third_of_a_groups_minute_and_half_of_it_where_no_guest_wants_anything()
    {
        var quiet = Answered(9);
        quiet.NextAt(Urgency.Reply, edit: false, 20).ShouldBe(20);
        Answered(10).NextAt(Urgency.Reply, edit: false, 20).ShouldBe(60_010);
        quiet.Remember(30);
        quiet.NextAt(Urgency.Reply, edit: true, 40).ShouldBe(60_013);
        var few = Answered(1);
        few.Remember(30);
        (few.NextAt(Urgency.Reply, edit: false, 40), few.AnswerAt(40, overdue: true)).ShouldBe((40, 40));
        few.Remember(31, answer: true);
        few.AnswerAt(40, overdue: true).ShouldBe(60_010);
    }

    [Fact]
    public void Answers_do_not_spread_what_guests_asked_for()
    {
        var pace = Answered(9);
        pace.Remember(9);
        pace.Remember(10);
        pace.NextAt(Urgency.Order, edit: false, 20).ShouldBe(20);
    }

    [Fact]
    public void Messages_of_their_own_take_half_of_what_is_free()
    {
        (Spent(0).Separate(0), Spent(1).Separate(1), Spent(2).Separate(2), Spent(19).Separate(20), Spent(20).Separate(20)).ShouldBe(
            (10, 10, 9, 1, 0)
        );
    }

    // A call, an edit of something, a reply and so on.
    private static List<long?> All(ChatPace pace, long now) =>
        [
            pace.NextAt(Urgency.Call, edit: false, now),
            pace.NextAt(Urgency.Reply, edit: false, now),
            pace.NextAt(Urgency.Bill, edit: false, now),
            pace.NextAt(Urgency.Payment, edit: false, now),
            pace.NextAt(Urgency.Order, edit: false, now),
            pace.NextAt(Urgency.Call, edit: true, now),
        ];

    private static ChatPace Answered(int count)
    {
        var pace = new ChatPace(-7, new DeliveryOptions());
        for (var i = 0; i < count; i++)
        {
            pace.Remember(i, answer: true);
        }
        return pace;
    }

    // So many, a millisecond apart.
    private static ChatPace Spent(int count)
    {
        var pace = new ChatPace(-7, new DeliveryOptions());
        for (var i = 0; i < count; i++)
        {
            pace.Remember(i);
        }
        return pace;
    }
}
