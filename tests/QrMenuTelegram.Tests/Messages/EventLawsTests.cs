using CsCheck;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Messages;

public sealed class EventLawsTests
{
    private static readonly Texts Texts = Texts.Load(new RestaurantOptions(), new MessagesOptions());

    private static readonly Gen<string> Name = Gen.Frequency(
        (6, Gen.String),
        (1, Gen.Const("<b>&amp;</b>")),
        (1, Gen.Const(new string('щ', 300))),
        (1, Gen.Const(string.Concat(Enumerable.Repeat("&\"", 150))))
    );

    private static readonly Gen<MenuItem> Item = Gen.Recursive<MenuItem>(
        (depth, inner) =>
            Gen.Select(
                Name,
                Gen.Decimal.Nullable(),
                Gen.Decimal.Nullable(),
                depth > 2 ? Gen.Const(Array.Empty<MenuItem>()) : inner.Array[0, 3],
                (name, count, sum, modifiers) => new MenuItem(name, count, null, sum, modifiers)
            )
    );

    private static readonly Gen<MenuOrder?> Order = Gen.Select(
            Gen.Decimal.Nullable(),
            Gen.Decimal.Nullable(),
            Name,
            Item.Array[0, 80],
            Item.Array[0, 8],
            (sum, full, waiter, dishes, others) => new MenuOrder(null, sum, full, null, waiter, dishes, others, others)
        )
        .Null();

    private static readonly Gen<EventCard> Card = Gen.Select(
        Gen.Int[0, 5].Select(i => EventCodes.All.Append("other").ElementAt(i)),
        Name,
        Order,
        Item.Array[0, 80].Null(),
        Gen.Decimal.Nullable(),
        Gen.Bool,
        (code, table, order, added, unpaid, flag) =>
            new EventCard(
                new MenuEvent("s", "h", code, "1", table, order, added, unpaid, flag || code.Length > 5, table),
                table,
                AnEvent.Evening
            )
            {
                OlderBy = flag ? TimeSpan.FromSeconds(125) : TimeSpan.Zero,
                Restaurant = flag ? table : null,
                Test = flag,
                Unclaimed = flag,
            }
    );

    [Fact]
    public void Any_event_is_a_message_that_Telegram_takes() =>
        Gen.Select(Card, Gen.Int[0, 1])
            .Sample(
                (card, language) =>
                {
                    var html = Texts.Event(Texts.Languages[language], card);
                    TelegramHtml.Problem(html).ShouldBeNull();
                    TelegramHtml.VisibleLength(html).ShouldBeLessThanOrEqualTo(EventLayout.Longest);
                    TelegramHtml.ToPlain(html).ShouldContain("19:02");
                },
                iter: 300
            );

    [Fact]
    public void Of_a_long_order_every_dish_is_shown_or_counted() =>
        Gen.Select(Gen.Int[0, 600], Gen.Int[0, 4], Gen.Int[1, 100])
            .Sample(
                (dishes, modifiers, length) =>
                {
                    var item = new MenuItem(
                        "@" + new string('x', length),
                        2,
                        null,
                        null,
                        [.. Enumerable.Repeat(new MenuItem("y", 1, null, null, []), modifiers)]
                    );
                    var menuEvent = AnEvent.Sample(EventCodes.SaveOrder) with { Added = [.. Enumerable.Repeat(item, dishes)] };
                    var plain = TelegramHtml.ToPlain(Texts.Event("en", (dishes == 0 ? menuEvent with { Order = null } : menuEvent).Card()));
                    var shown = plain.Count(c => c == '@');
                    var counted = System.Text.RegularExpressions.Regex.Match(plain, @"and (\d+) more dish") is { Success: true } match
                        ? int.Parse(match.Groups[1].Value)
                        : 0;
                    (shown + counted).ShouldBe(dishes);
                    if (counted > 0)
                    {
                        // Nothing that would still have fitted is left out.
                        plain.EnumerateRunes().Count().ShouldBeGreaterThan(EventLayout.Longest - length - 40);
                    }
                },
                iter: 100
            );

    [Theory]
    [InlineData("Система")]
    [InlineData("SYSTEM")]
    [InlineData("  система ")]
    [InlineData("")]
    public void Who_is_no_waiter_is_not_named_as_one(string name) => Texts.Event("ru", WithWaiter(name)).ShouldNotContain("Официант");

    [Fact]
    public void The_waiter_is_named() => Texts.Event("ru", WithWaiter("Анна")).ShouldContain("Официант: Анна");

    [Fact]
    public void Who_is_no_waiter_is_for_the_restaurant_to_say()
    {
        var texts = Texts.Load(
            Given.Read(read => new RestaurantOptions(read), ("Restaurant__SystemWaiters", "Касса 1, Анна")),
            new MessagesOptions()
        );
        texts.Event("ru", WithWaiter("анна")).ShouldNotContain("Официант");
        texts.Event("ru", WithWaiter("Система")).ShouldContain("Официант: Система");
    }

    [Theory]
    [InlineData(16, "16 с")]
    [InlineData(59.2, "1 мин")]
    [InlineData(61, "2 мин")]
    [InlineData(240, "4 мин")]
    public void How_much_older_is_never_less_than_it_may_be(double seconds, string shown)
    {
        var card = AnEvent.Sample(EventCodes.WaiterCall).Card() with { OlderBy = TimeSpan.FromSeconds(seconds) };
        Texts.Event("ru", card).Replace('\u00A0', ' ').ShouldContain($"(до {shown})");
    }

    [Fact]
    public void A_huge_order_costs_no_more_than_what_is_shown_of_it()
    {
        var dishes = new MenuItem[200_000];
        Array.Fill(dishes, new MenuItem("x", 1, null, null, []));
        var menuEvent = AnEvent.Sample(EventCodes.SaveOrder) with { Added = dishes };
        Texts.Event("ru", menuEvent.Card()).Replace('\u00A0', ' ').ShouldContain("и ещё 19");
    }

    private static EventCard WithWaiter(string name)
    {
        var menuEvent = AnEvent.Sample(EventCodes.BillRequest);
        return (menuEvent with { Order = menuEvent.Order! with { WaiterName = name } }).Card();
    }
}
