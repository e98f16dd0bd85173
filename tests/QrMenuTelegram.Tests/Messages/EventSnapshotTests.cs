using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Support.AnEvent;

namespace QrMenuTelegram.Tests.Messages;

/// <summary>What people read, of every kind of event, in every language.</summary>
public sealed class EventSnapshotTests
{
    private static readonly Texts Texts = Texts.Load(new RestaurantOptions(), new MessagesOptions());
    private static readonly string LongName = string.Concat(Enumerable.Repeat("Очень длинное название ", 14)).Trim();

    private static readonly MenuItem[] Steak =
    [
        Dish("Стейк", 0.35m, 980m, Dish("Прожарка medium"), Dish("Соус перечный", 2, 90m, Dish("Без лука"))),
        Dish("Морс", 3, 409.4m),
    ];

    private static readonly MenuItem[] Odd =
    [
        Dish("Ноль", 0, 0m),
        Dish("Минус", -1, -150m),
        Dish("Много", 1234567.125m, 79228162514264337593543950335m),
        Dish("Четверть", 0.25m, 12.345m),
    ];

    private static readonly Dictionary<string, EventCard> Cards = new()
    {
        ["waiter_call"] = Sample("waiter_call").Card(),
        ["bill_request"] = Sample("bill_request").Card(),
        ["online_payment"] = Sample("online_payment").Card(),
        ["save_order"] = Sample("save_order").Card(),
        ["additional_order"] = Sample("additional_order").Card(),
        ["every_mark"] = (Sample("waiter_call") with { MayRepeat = true }).Card() with
        {
            OlderBy = TimeSpan.FromSeconds(200),
            Test = true,
            Restaurant = "Берег",
            Unclaimed = true,
        },
        ["everything_in_a_bill"] = Bill(
            new MenuOrder(
                null,
                1250.5m,
                1389.4m,
                "7",
                "Анна",
                Steak,
                [Dish("Скидка гостя 10%", null, -138.9m)],
                [Dish("Карта", null, 250.5m)]
            )
        ) with
        {
            Restaurant = "Берег",
        },
        ["part_paid_addition"] = (Sample("additional_order") with { Unpaid = 150m }).Card(),
        ["no_dishes_named"] = (Sample("additional_order") with { Added = null }).Card(),
        ["nothing_but_a_code"] = Element("""{"hash": "0x1", "code": "bill_request", "table": null, "order": null, "invoice": null}""")
            .Card(),
        ["table_called_a_table"] = Sample("waiter_call").Card() with { Table = "Стол у окна" },
        ["markup_in_names"] = Bill(Order(Dish("<b>&\"'</b> {{ x }}", 2, 36m, Dish("</b>&amp;", 2)))) with
        {
            Table = "<i>6</i>",
            Restaurant = "\"A&B\"",
        },
        ["line_breaks_and_controls"] = Bill(Order(Dish("Суп\r\n\tдня\u0000 \u202E", 1), Dish("  \n ", 2))) with { Table = " 6\n" },
        ["emoji"] = Bill(Order(Dish("🍕 Пицца 👩‍🍳", 2), Dish("🇷🇺", 1))) with { Table = "🌿 Веранда 5" },
        ["right_to_left"] = Bill(Order(Dish("חומוס (גדול)", 2, 300m, Dish("بدون بصل", 2)), Dish("Кофе", 1, 150m))) with
        {
            Table = "שולחן 5",
        },
        ["names_of_300"] = Bill(Order(Dish(LongName, 2, 300m, Dish(LongName)), Dish(new string('щ', 300)))) with
        {
            Table = LongName,
            Restaurant = LongName,
        },
        ["modifiers_of_modifiers"] = SaveOrder(
            Dish(
                "Бизнес-ланч",
                1,
                null,
                Dish("Суп", 1, null, Dish("Борщ", 1, null, Dish("Сметана", 2, null, Dish("Отдельно"))), Dish("Без хлеба"))
            )
        ),
        ["dishes_400"] = SaveOrder([
            .. Enumerable.Range(1, 400).Select(i => Dish($"Блюдо № {i} с гарниром", i % 3, null, Dish("Соус", 2))),
        ]),
        ["modifiers_900_of_one_dish"] = SaveOrder(Dish("Пицца", 1, null, [.. Enumerable.Range(1, 900).Select(i => Dish($"Добавка {i}"))])),
        ["discounts_and_payments_9"] = Bill(
            Order(Dish("Блюдо")) with
            {
                PricelistSum = 500m,
                Discounts = [.. Enumerable.Range(1, 9).Select(i => Dish($"№ {i}", null, -10m))],
                Payments = [.. Enumerable.Range(1, 9).Select(i => Dish("", null, i))],
            }
        ),
        ["odd_numbers"] = Bill(new MenuOrder(null, -0.5m, 0m, null, null, Odd, [], [])),
        ["unknown_code"] = Element(
                """{"hash": "0x5", "code": "kitchen_ready", "table": 1000028, "dish": {"name": "<Борщ>"}, "order": null, "table_repr": {"id": 1000028, "name": "6"}}"""
            )
            .Card(),
        ["no_object"] = Element("\"<b>just a text</b>\"").Card(),
        ["unknown_with_a_long_body"] = Element(
                $$"""{"code": "x", "table": "VIP", {{string.Join(", ", Enumerable.Range(1, 40).Select(i => $"\"field_{i}\": \"{new string('z', 50)}\""))}} }"""
            )
            .Card(),
    };

    public static TheoryData<string, string> All => [.. Cards.Keys.SelectMany(_ => Texts.Languages, (name, language) => (name, language))];

    [Theory]
    [MemberData(nameof(All))]
    public void Says_what_the_event_says(string name, string language)
    {
        var html = Texts.Event(language, Cards[name]);
        TelegramHtml.Problem(html).ShouldBeNull();
        TelegramHtml.VisibleLength(html).ShouldBeLessThanOrEqualTo(EventLayout.Longest);
        Snapshot.Match($"{name}.{language}", html + "\n");
    }

    private static EventCard Bill(MenuOrder order) => (Sample("bill_request") with { Order = order }).Card();

    private static EventCard SaveOrder(params MenuItem[] dishes) =>
        (Sample("save_order") with { Added = dishes, Order = Order(dishes) }).Card();
}
