using System.Text;
using QrMenuTelegram.Events;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

public sealed class EventReaderTests
{
    [Fact]
    public void Sums_are_read_to_the_kopeck_and_counts_to_the_gram()
    {
        var read = AnEvent.Element(
            """
            {"code": "save_order", "table": 6, "invoice": {"unpaid_sum": 1099.9969999999998, "session": {"items": [
                {"name": "Fish", "count": 0.30000000000000004, "price": 1499.99, "sum": 449.99499999999995,
                 "modifiers": [{"name": "honey", "count": 0.7000000000000001, "price": "10,004", "sum": 7.000000000000001}]}]}},
             "order": {"sum": 1099.9969999999998, "pricelist_sum": -0.005, "dishes": []}}
            """
        );
        read.Unpaid.ShouldBe(1100.00m);
        read.Order!.Sum.ShouldBe(1100.00m);
        read.Order.PricelistSum.ShouldBe(-0.01m);
        var fish = read.Added!.Single();
        (fish.Count, fish.Sum).ShouldBe((0.3m, 450.00m));
        (fish.Modifiers[0].Count, fish.Modifiers[0].Price, fish.Modifiers[0].Sum).ShouldBe((0.7m, 10.00m, 7.00m));
    }

    [Theory]
    [InlineData("\u3164")]
    [InlineData("\u200F")]
    [InlineData("\u2800\u0301")]
    public void A_table_whose_name_shows_nothing_is_called_by_its_id(string name)
    {
        var read = AnEvent.Element($$$"""{"code": "waiter_call", "table": 55, "table_repr": {"id": 55, "name": "{{{name}}}"}}""");
        read.TableName.ShouldBeNull();
        read.TableId.ShouldBe("55");
    }

    private static PollAnswer Read(string json) => EventReader.Read("R", Encoding.UTF8.GetBytes(json), Excerpt.Plain);

    private static IReadOnlyList<MenuEvent> Events(string json) => Read(json).ShouldBeOfType<PollAnswer.Updates>().Events;

    private static MenuEvent One(string element) =>
        Events($$$"""{"result":true,"data":{"updates":[{{{element}}}]}}""").ShouldHaveSingleItem();

    private static PollAnswer.Failed Failure(string json) => Read(json).ShouldBeOfType<PollAnswer.Failed>();

    [Fact]
    public void Reads_a_saved_order_as_documented()
    {
        var read = EventReader.Read("R", Samples.Answer("save_order"), Excerpt.Plain).ShouldBeOfType<PollAnswer.Updates>();
        var e = read.Events.ShouldHaveSingleItem();
        (e.Server, e.Hash, e.Code, e.TableId, e.TableName, e.Unpaid, e.Understood).ShouldBe(
            ("R", "0xd11f09a7", EventCodes.SaveOrder, "1000028", "6", 186m, true)
        );
        e.Added.ShouldNotBeNull()
            .Select(item => (item.Name, item.Count, item.Price))
            .ShouldBe([("Блюдо с модификатором", 1m, null), ("Блюдо", 3m, null)]);
        var order = e.Order.ShouldNotBeNull();
        (order.Id, order.Sum, order.PricelistSum, order.WaiterId, order.WaiterName).ShouldBe(
            ("{F4CE1102-50DC-48F7-A8E0-74DD68A7D8C1}", 186m, 186m, "9001", "Система")
        );
        order
            .Dishes.Select(dish => (dish.Name, dish.Price, dish.Count, dish.Sum))
            .ShouldBe([("Блюдо с модификатором", 150m, 1m, 150m), ("Блюдо", 12m, 3m, 36m)]);
        order.Discounts.ShouldBeEmpty();
        order.Payments.ShouldBeEmpty();
    }

    [Fact]
    public void Reads_a_waiter_call_as_documented()
    {
        var e = EventReader
            .Read("R", Samples.Answer("waiter_call"), Excerpt.Plain)
            .ShouldBeOfType<PollAnswer.Updates>()
            .Events.ShouldHaveSingleItem();
        (e.Hash, e.Code, e.TableId, e.TableName, e.Order, e.Added, e.Unpaid, e.Understood).ShouldBe(
            ("0xd8833dd3", EventCodes.WaiterCall, "1000028", "6", null, null, null, true)
        );
    }

    [Theory]
    [InlineData("additional_order", 3, 1)]
    [InlineData("bill_request", 2, null)]
    [InlineData("online_payment", 2, null)]
    public void Reads_every_other_sample(string code, int dishes, int? added)
    {
        var e = EventReader
            .Read("R", Samples.Answer(code), Excerpt.Plain)
            .ShouldBeOfType<PollAnswer.Updates>()
            .Events.ShouldHaveSingleItem();
        e.Code.ShouldBe(code);
        e.TableName.ShouldBe("6");
        e.Order.ShouldNotBeNull().Dishes.Count.ShouldBe(dishes);
        (e.Added?.Count).ShouldBe(added);
        e.Understood.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"result":true,"data":{"updates":[]}}""")]
    [InlineData("""{"result":true,"data":{"updates":null}}""")]
    [InlineData("""{"result":true,"data":{"updates":{}}}""")]
    [InlineData("""{"result":true,"data":{}}""")]
    [InlineData("""{"result":true,"data":null}""")]
    [InlineData("""{"result":true}""")]
    [InlineData("""{"data":{"updates":[]}}""")]
    [InlineData("""{"result":"true","data":{"updates":[]},"extra":{"a":[1,{"updates":[1]}]}}""")]
    [InlineData("""{"result":1,"data":{"more":[],"updates":[]}}""")]
    public void No_updates_in_any_form_are_none(string json) => Events(json).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"result":false}""")]
    [InlineData("""{"result":false,"error":"wrong token"}""")]
    [InlineData("""{"result":"false"}""")]
    [InlineData("""{"result":0,"data":{"updates":[]}}""")]
    public void Result_false_is_a_refusal(string json) => Failure(json).Failure.ShouldBe(PollFailure.Refused);

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    [InlineData("\0")]
    [InlineData("<html>502 Bad Gateway</html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"ok\"")]
    [InlineData("{}")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"error":"no"}""")]
    [InlineData("""{"result":true,"data":{"updates":"none"}}""")]
    [InlineData("""{"result":true,"data":{"updates":[{"hash":"1","code":"wai""")]
    [InlineData("""{"result":true,"data":{"updates":[]}}<html>""")]
    [InlineData("""{"\ud800":1,"result":true}""")]
    public void What_is_no_answer_of_this_api_is_unreadable(string json) => Failure(json).Failure.ShouldBe(PollFailure.Unreadable);

    [Fact]
    public void A_failure_quotes_the_answer_in_one_bounded_line()
    {
        var detail = Failure("<html>\n<body>" + new string('x', 100_000)).Detail;
        detail.ShouldContain("<html> <body>xxx");
        detail.Length.ShouldBeLessThan(2 * Excerpt.Longest + 100);
        detail.ShouldNotContain('\n');
    }

    [Fact]
    public void Whatever_it_fails_on_the_key_is_never_quoted()
    {
        var excerpt = new Excerpt("s3cr3t/+<key>");
        foreach (
            var json in (string[])
                [
                    """{"result":false,"error":"bad token s3cr3t/+<key>"}""",
                    """{"result":false,"error":"bad token s3cr3t\/\u002B\u003Ckey\u003E"}""",
                    "<p>token=s3cr3t%2F%2B%3Ckey%3E</p>",
                    "<p>token s3cr3t/+&lt;key&gt;</p>",
                ]
        )
        {
            var detail = EventReader.Read("R", Encoding.UTF8.GetBytes(json), excerpt).ShouldBeOfType<PollAnswer.Failed>().Detail;
            detail.ShouldContain("token");
            detail.ShouldNotContain("s3cr3t");
        }
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        var json = """{"result":true,"data":{"updates":[{"hash":"1","code":"waiter_call","table":1}]}}""";
        foreach (var encoding in (Encoding[])[new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)])
        {
            byte[] body = [.. encoding.GetPreamble(), .. encoding.GetBytes(json)];
            EventReader
                .Read("R", body, Excerpt.Plain)
                .ShouldBeOfType<PollAnswer.Updates>()
                .Events.ShouldHaveSingleItem()
                .Hash.ShouldBe("1");
        }
    }

    [Fact]
    public void Numbers_may_be_texts_and_texts_numbers()
    {
        var e = One(
            """
            {"hash":3633528275,"code":"save_order","table":"1000028","table_repr":{"id":"1000028","name":6},
             "invoice":{"unpaid_sum":"186,50"},"order":{"guid":7,"sum":"1e2","waiter":{"id":"9001","name":12},
             "dishes":[{"name":15,"count":"0.35","price":"12","sum":null}]}}
            """
        );
        (e.Hash, e.TableId, e.TableName, e.Unpaid).ShouldBe(("3633528275", "1000028", "6", 186.5m));
        (e.Order!.Id, e.Order.Sum, e.Order.WaiterName).ShouldBe(("7", 100m, "12"));
        e.Order.Dishes.ShouldHaveSingleItem().ShouldBeEquivalentTo(new MenuItem("15", 0.35m, 12m, null, []));
    }

    [Theory]
    [InlineData("1000028.0")]
    [InlineData("\"1000028\"")]
    [InlineData("""{"id":1000028,"name":"6"}""")]
    public void A_table_is_the_same_however_its_number_is_written(string table) =>
        One($$$"""{"hash":"1","code":"waiter_call","table":{{{table}}}}""").TableId.ShouldBe("1000028");

    [Theory]
    [InlineData("""{"hash":"1","code":"x","table":null,"table_repr":{"id":5}}""", "5")]
    [InlineData("""{"hash":"1","code":"x","order":{"table":{"id":5}}}""", "5")]
    [InlineData("""{"hash":"1","code":"x","invoice":{"table_id":5}}""", "5")]
    [InlineData("""{"hash":"1","code":"x"}""", "")]
    public void The_tables_number_is_looked_for_everywhere(string element, string id) => One(element).TableId.ShouldBe(id);

    [Fact]
    public void Nulls_anywhere_leave_the_rest_readable()
    {
        var e = One(
            """
            {"hash":"1","code":"bill_request","table":null,"invoice":{"session":null,"unpaid_sum":null},"table_repr":{"id":null,"name":null},
             "order":{"guid":null,"sum":null,"table":null,"waiter":null,"discounts":null,"payments":null,"dishes":[null,{"name":null,"modifiers":null}]}}
            """
        );
        e.Understood.ShouldBeTrue();
        (e.TableId, e.TableName).ShouldBe(("", null));
        e.Added.ShouldBe([]);
        e.Order!.Dishes.ShouldHaveSingleItem().ShouldBeEquivalentTo(new MenuItem("", null, null, null, []));
    }

    [Fact]
    public void An_element_that_is_no_event_costs_no_other()
    {
        var events = Events(
            """
            {"result":true,"data":{"updates":[{"hash":"1","code":"waiter_call"}, 5, "text", null, [1,2], {"hash":"2"}, {"hash":"3","code":"bill_request"}]}}
            """
        );
        events.Select(e => e.Understood).ShouldBe([true, false, false, false, false, false, true]);
        events
            .Select(e => e.Body)
            .ShouldBe([
                """{"hash":"1","code":"waiter_call"}""",
                "5",
                "\"text\"",
                "null",
                "[1,2]",
                """{"hash":"2"}""",
                """{"hash":"3","code":"bill_request"}""",
            ]);
        events[5].Hash.ShouldBe("2");
        events.Select(EventKey.From).Distinct().Count().ShouldBe(7);
    }

    [Fact]
    public void An_event_without_its_list_is_still_an_event() =>
        Events("""{"result":true,"data":{"updates":{"hash":"1","code":"waiter_call"}}}""").ShouldHaveSingleItem().Hash.ShouldBe("1");

    [Fact]
    public void An_element_without_a_hash_is_the_same_at_each_look_and_never_a_cursor()
    {
        var (first, second) = (One("""{"code":"waiter_call","table":1}"""), One("""{"code":"waiter_call","table":1}"""));
        EventKey.From(first).ShouldBe(EventKey.From(second));
        EventKey.From(first).ShouldNotBe(EventKey.From(One("""{"code":"waiter_call","table":1,"note":"b"}""")));
        EventHash.IsCursor(first.Hash).ShouldBeFalse();
        EventHash.IsCursor("0xd8833dd3").ShouldBeTrue();
        One($$"""{"hash":"{{new string('f', 5000)}}","code":"x"}""").Hash.Length.ShouldBeLessThan(30);
    }

    [Fact]
    public void Modifiers_discounts_and_payments_are_read_in_any_likely_form()
    {
        var order = One(
            """
            {"hash":"1","code":"save_order","order":{"dishes":[{"name":"Кофе","count":2,"price":90,"sum":180,
             "modifiers":[{"name":"Молоко","count":1,"price":30,"modifiers":[{"name":"Овсяное"}]},"Без сахара",{"name":"Сироп","count":"2"}]}],
             "discounts":{"name":"Завтрак","sum":-20},"payments":[{"name":"Карта","sum":"160.00"}]}}
            """
        ).Order!;
        order.Dishes[0].Modifiers.Select(m => m.Name).ShouldBe(["Молоко", "Без сахара", "Сироп"]);
        order.Dishes[0].Modifiers[0].Modifiers.ShouldHaveSingleItem().Name.ShouldBe("Овсяное");
        (order.Discounts[0].Name, order.Discounts[0].Sum).ShouldBe(("Завтрак", -20m));
        (order.Payments[0].Name, order.Payments[0].Sum).ShouldBe(("Карта", 160m));
    }

    [Fact]
    public void Modifiers_of_modifiers_are_cut_in_the_message()
    {
        var nested = string.Concat(Enumerable.Repeat("""{"name":"m","modifiers":[""", 25)) + string.Concat(Enumerable.Repeat("]}", 25));
        var depth = 0;
        for (
            var items = One($$$"""{"hash":"1","code":"save_order","order":{"dishes":[{{{nested}}}]}}""").Order!.Dishes;
            items.Count > 0;
            items = items[0].Modifiers
        )
        {
            depth++;
        }
        depth.ShouldBe(ElementReader.DeepestModifiers + 1);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(99_000)]
    [InlineData(2_000_000)]
    public void An_element_that_is_nested_too_deep_is_not_understood_and_costs_no_other_event(int levels)
    {
        var nested = new string('[', levels) + new string(']', levels);
        var events = Events(
            $$$"""{"result":true,"data":{"updates":[{"hash":"1","code":"waiter_call","x":{{{nested}}}},{"hash":"2","code":"x"}]}}"""
        );
        events.Select(e => e.Understood).ShouldBe([false, true]);
        events[0].Body.Length.ShouldBeLessThanOrEqualTo(Bounds.LongestBody + 1);
    }

    [Fact]
    public void What_is_kept_of_an_element_is_bounded_and_reads_the_same_again()
    {
        var huge = new string('x', 5_000_000);
        var dishes = string.Join(
            ',',
            Enumerable.Range(0, 10_000).Select(i => $$"""{"name":"Dish {{i}}","count":1.5,"modifiers":["{{huge[..100]}}"]}""")
        );
        var e = One(
            $$$"""
            {"hash":"1","code":"save_order","table":"{{{huge}}}","table_repr":{"name":"{{{huge}}}"},"order":{"guid":"{{{huge}}}","waiter":{"name":"{{{huge}}}"},
             "sum":10.5,"dishes":[{"name":"{{{huge}}}"},{{{dishes}}}]},"invoice":{"unpaid_sum":3}}
            """
        );
        e.TableName!.Length.ShouldBe(Bounds.LongestName);
        e.TableId.Length.ShouldBe(Bounds.LongestId);
        e.Order!.Dishes.Count.ShouldBeInRange(100, 2_000);
        e.Body.Length.ShouldBeLessThan(2 * Bounds.LongestBody);
        var again = ElementReader.Read("R", Encoding.UTF8.GetBytes(e.Body));
        (again.Hash, again.Code, again.TableId, again.TableName, again.Unpaid).ShouldBe((e.Hash, e.Code, e.TableId, e.TableName, e.Unpaid));
        (again.Order!.Id, again.Order.Sum, again.Order.WaiterName, again.Order.Dishes.Count).ShouldBe(
            (e.Order.Id, e.Order.Sum, e.Order.WaiterName, e.Order.Dishes.Count)
        );
        again.Order.Dishes[^1].Modifiers.Select(m => m.Name).ShouldBe(e.Order.Dishes[^1].Modifiers.Select(m => m.Name));
    }

    [Fact]
    public void Two_endless_ids_that_begin_alike_stay_two()
    {
        var id = new string('1', 1_000);
        One($$"""{"hash":"1","code":"x","table":"{{id}}2"}""")
            .TableId.ShouldNotBe(One($$"""{"hash":"1","code":"x","table":"{{id}}3"}""").TableId);
    }

    [Fact]
    public void Of_an_answer_with_too_many_elements_the_first_are_read_and_the_rest_is_asked_for()
    {
        var body =
            "{\"result\":true,\"data\":{\"updates\":[" + string.Join(',', Enumerable.Repeat("0", EventReader.MostElements + 1)) + "]}}";
        var updates = EventReader.Read("R", Encoding.UTF8.GetBytes(body), Excerpt.Plain).ShouldBeOfType<PollAnswer.Updates>();
        (updates.Events.Count, updates.IsBeginning).ShouldBe((EventReader.MostElements, true));
    }

    [Fact]
    public void Broken_Unicode_costs_only_the_broken_characters()
    {
        One("""{"hash":"1","code":"waiter_call","table_repr":{"name":"A\ud83d \"\u0042\" \ud83d\ude00"}}""")
            .TableName.ShouldBe("A\uFFFD \"B\" 😀");
        byte[] body = [.. """{"result":true,"data":{"updates":[{"hash":"1","code":"x","table_repr":{"name":"A"""u8, 0xD1, .. "\"}}]}}"u8];
        var e = EventReader.Read("R", body, Excerpt.Plain).ShouldBeOfType<PollAnswer.Updates>().Events.ShouldHaveSingleItem();
        e.TableName.ShouldBe("A\uFFFD");
        e.Body.ShouldContain('\uFFFD');
    }

    [Fact]
    public void A_line_break_written_as_it_is_into_a_name_hides_no_event()
    {
        var events = Events(
            "{\"result\":true,\r\n\"data\":{\"updates\":[{\"hash\":\"1\",\"code\":\"x\",\"table_repr\":{\"name\":\"A \\\" \t "
                + "B\nC\"}},{\"hash\":\"2\",\"code\":\"x\"}]}}"
        );
        events.Count.ShouldBe(2);
        events[0].TableName.ShouldBe("A \" \t B\nC");
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-99999999999999999999999999999999999999")]
    [InlineData("\"NaN\"")]
    [InlineData("\"\"")]
    [InlineData("true")]
    [InlineData("[]")]
    public void A_number_beyond_reason_is_none(string number)
    {
        var e = One(
            $$$"""{"hash":"1","code":"save_order","table":{{{number}}},"order":{"sum":{{{number}}},"dishes":[{"name":"A","count":{{{number}}}}]}}"""
        );
        e.Understood.ShouldBeTrue();
        e.Order!.Sum.ShouldBeNull();
        e.Order.Dishes[0].Count.ShouldBeNull();
    }

    [Fact]
    public void The_body_is_the_element_as_received()
    {
        var element = """{ "hash" : "1", "code":"new_code", "new": [1, {"a": null}] }""";
        One(element).Body.ShouldBe(element);
        One(element).Code.ShouldBe("new_code");
    }
}
