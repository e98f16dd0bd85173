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
        pace.Packs(3, 9, 30, new(0)).ShouldBeFalse();
        pace.Packs(4, 4, 30, new(0)).ShouldBeTrue();
        pace.Packs(0, 2, 30, new(0)).ShouldBeTrue();
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

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(2, 9)]
    [InlineData(19, 1)]
    public void Orders_have_messages_of_their_own_in_half_of_what_is_free(int spent, int separate)
    {
        Spent(spent).Packs(0, separate, 30, new(20)).ShouldBeFalse();
        Spent(spent).Packs(0, separate + 1, 30, new(20)).ShouldBeTrue();
        Spent(spent).Packs(0, 2, 1, new(20)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(14, false)]
    [InlineData(15, true)]
    [InlineData(20, true)]
    public void Calls_have_messages_of_their_own_down_to_a_quarter_of_the_minute(int spent, bool packs)
    {
        Spent(spent).Packs(2, 2, 30, new(20)).ShouldBe(packs);
        Spent(spent).Packs(1, 40, 30, new(20)).ShouldBe(packs);
        Spent(spent).Packs(1, 1, 30, new(20)).ShouldBeFalse();
        Spent(spent).Packs(3, 3, 2, new(20)).ShouldBeTrue("the bot has no room for three");
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
