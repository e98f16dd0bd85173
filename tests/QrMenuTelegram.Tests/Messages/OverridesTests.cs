using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Messages;

public sealed class OverridesTests : IDisposable
{
    private const string Key = "announce.back";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_reply_is_reworded()
    {
        Write(
            "ru/my.yaml",
            """
            announce:
              back: "<i>{{ chat }}</i> на связи"
            """
        );
        var texts = Load();
        texts.Problems.ShouldBeEmpty();
        texts.Html("ru", new TextKey(Key), ("chat", "<Бар>")).ShouldBe("<i>&lt;Бар&gt;</i> на связи");
        texts.Html("en", new TextKey(Key), ("chat", "Bar")).ShouldContain("takes messages again");
    }

    [Fact]
    public void An_event_is_reworded()
    {
        Write("ru/waiter_call.liquid", "<b>{{ table }}</b> зовёт!");
        var texts = Load();
        texts.Problems.ShouldBeEmpty();
        texts.Event("ru", Call).ShouldBe("<b>6</b> зовёт!");
    }

    [Fact]
    public void A_part_that_events_share_is_reworded_for_all_of_them()
    {
        Write("ru/_head.liquid", "№ <b>{{ table }}</b> {{ what }}\n");
        var texts = Load();
        texts.Problems.ShouldBeEmpty();
        texts.Event("ru", Call).ShouldBe("№ <b>6</b> 🔔 Зовут официанта");
        texts.Event("ru", AnEvent.Sample(EventCodes.SaveOrder).Card()).ShouldStartWith("№ <b>6</b> 🍽 Новый заказ");
        texts.Event("en", Call).ShouldStartWith("<b>Table 6</b>");
    }

    [Fact]
    public void Numbers_are_written_as_the_restaurant_likes()
    {
        Write("ru/language.yaml", "numbers: {group: \"'\"}");
        var texts = Load();
        texts.Problems.ShouldBeEmpty();
        var bill = AnEvent.Sample(EventCodes.BillRequest);
        texts.Event("ru", (bill with { Order = bill.Order! with { Sum = 1234.5m } }).Card()).ShouldContain("1'234,50\u00A0₽");
    }

    [Theory]
    [InlineData("ru/my.yaml", "announce:\n\n  back: '{{ chat'", 3)]
    [InlineData("ru/my.yaml", "announce:\n  back: |\n    {{ chat }}\n    {% if %}x{% endif %}", 4)]
    [InlineData("ru/my.yaml", "announce:\n  back: '<b>{{ chat }}'", 2)]
    [InlineData("ru/my.yaml", "announce:\n  back: '{{ chat | shout }}'", 2)]
    [InlineData("ru/my.yaml", "announce:\n  back: '{{ chta }}'", 2)]
    [InlineData("ru/my.yaml", "announce:\n  back: '{% for i in (1..1000000) %}x{% endfor %}{{ chat }}'", 2)]
    [InlineData("ru/my.yaml", "announce:\n  back: [a, b]", 2)]
    [InlineData("ru/my.yaml", "announce:\n  back: 'a'\n  - x", 3)]
    [InlineData("ru/my.yaml", "announce:\n  bcak: 'a'", 2)]
    [InlineData("ru/my.yaml", "just text", 1)]
    [InlineData("ru/waiter_call.liquid", "<b>{{ table }}</b>\n{% if older %}\nx", 3)]
    [InlineData("ru/waiter_call.liquid", "<b>{{ table }}</b>\n{{ tabel }}", 1)]
    [InlineData("ru/waiter_call.liquid", "<p>{{ table }}</p>", 1)]
    [InlineData("ru/waiter_call.liquid", "{% if unclaimed %}<b>{% endif %}x", 1)]
    [InlineData("ru/waiter_call.liquid", "{% include '_heat' %}", 1)]
    [InlineData("ru/_head.liquid", "<b>{{ table }}", 1)]
    [InlineData("ru/_head.liquid", "{% include '_head' %}", 1)]
    [InlineData("ru/_heat.liquid", "x", 0)]
    [InlineData("ru/waiter_cal.liquid", "x", 0)]
    [InlineData("ru/language.yaml", "plural: martian", 1)]
    [InlineData("ru/language.yaml", "name: Русский\ndate: q", 2)]
    [InlineData("ru/notes.txt", "x", 0)]
    [InlineData("waiter_call.liquid", "x", 0)]
    public void A_broken_file_is_named_with_its_line_and_the_embedded_text_stays(string file, string content, int line)
    {
        Write(file, content);
        var texts = Load();
        var problem = texts.Problems.ShouldHaveSingleItem();
        problem.File.ShouldBe(_folder.File(file));
        problem.Line.ShouldBe(line, problem.ToString());
        problem.Text.ShouldNotContain('\n');
        texts.Event("ru", Call).ShouldBe(Embedded.Event("ru", Call));
        texts.Html("ru", new TextKey(Key), ("chat", "Бар")).ShouldBe(Embedded.Html("ru", new TextKey(Key), ("chat", "Бар")));
    }

    [Theory]
    [InlineData("{% for i in (1..1000000000) %}{% endfor %}{{ chat }}")]
    [InlineData("{% for i in (1..1000000000) limit: 1 %}{% endfor %}{{ chat }}")]
    [InlineData("{% assign n = 1000000000 %}{% for i in (1..n) %}x{% endfor %}")]
    [InlineData("{% assign r = (1..50000000) %}{{ r | size }}")]
    [InlineData("{{ (1..90000000) | join: ' ' }}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ chat }}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..60) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}{{ chat }}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..60) %}{% assign s = s | replace: 'x', s %}{% endfor %}{{ chat }}")]
    [InlineData(
        "{% assign s = 'a' %}{% for i in (1..9000) %}{% assign s = s | append: 'bbbbbbbb' %}{% endfor %}{% for i in (1..9000) %}{% "
            + "capture t %}{{ t }}{{ s }}{% endcapture %}{% endfor %}"
    )]
    [InlineData("{% assign a = 'a,b,c' | split: ',' %}{% for i in (1..60) %}{% assign a = a | concat: a %}{% endfor %}{{ chat }}")]
    [InlineData(
        "{% assign s = 'x' %}{% for i in (1..1000) %}{% assign s = s | append: 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy' %}{% endfor %}{% "
            + "for i in (1..1000) %}{% for j in (1..1000) %}{{ s }}{% endfor %}{% endfor %}"
    )]
    [InlineData("{% for i in (1..10000) %}{% for j in (1..10000) %}{% endfor %}{% endfor %}{{ chat }}")]
    [InlineData(
        "{% ifchanged %}{% for i in (1..1000) %}{% for j in (1..90) %}{{ "
            + "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }}{% endfor %}{% endfor %}{% endifchanged %}"
    )]
    [InlineData("{{ 1 | format_number: 'N900000000' }}")]
    [InlineData("{{ '{0:D900000}' | format_string: 1 }}")]
    public void A_text_that_would_take_the_memory_or_the_time_of_the_bridge_is_refused(string text)
    {
        Write("ru/my.yaml", $"announce:\n  back: \"{text}\"");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var texts = Load();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2_000_000_000);
        texts.Problems.ShouldHaveSingleItem().File.ShouldEndWith("my.yaml");
        texts.Html("ru", new TextKey(Key), ("chat", "Бар")).ShouldBe(Embedded.Html("ru", new TextKey(Key), ("chat", "Бар")));
    }

    [Fact]
    public void Stars_by_count_are_shown_until_an_event_counts_millions()
    {
        Write("ru/save_order.liquid", "{% for dish in dishes %}{% for i in (1..dish.count) %}★{% endfor %} {{ dish.name }}\n{% endfor %}");
        var texts = Load();
        texts.Problems.ShouldBeEmpty();
        var order = AnEvent.Sample(EventCodes.SaveOrder);
        texts.Event("ru", (order with { Added = [AnEvent.Dish("Чай", 3)] }).Card()).ShouldBe("★★★ Чай");
        var many = (order with { Added = [AnEvent.Dish("Чай", 60_000_000)] }).Card();
        texts.Event("ru", many).ShouldBe(Embedded.Event("ru", many));
        texts.Failures.ShouldHaveSingleItem().Text.ShouldContain("10000");
    }

    [Fact]
    public void A_part_that_asks_for_too_much_is_refused()
    {
        Write("ru/_dishes.liquid", "{% for i in (1..100000000) %}{% endfor %}");
        Load().Problems.ShouldHaveSingleItem().File.ShouldEndWith("_dishes.liquid");
    }

    [Fact]
    public void Nesting_that_would_overflow_the_stack_is_refused_unread()
    {
        Write("ru/a.yaml", "announce:\n  back: \"" + string.Concat(Enumerable.Repeat("{% if chat %}", 4000)) + "\"");
        Write("ru/b.yaml", "announce:\n  late: \"{{ " + new string('(', 20000) + " }}\"");
        Write("ru/c.yaml", new string('[', 100_000));
        Write("ru/d.yaml", "a: &a {x: y}\nb: &b [*a, *a]\nc: [*b, *b]");
        Write("ru/e.yaml", string.Concat(Enumerable.Repeat("- ", 100_000)) + "x");
        Write("ru/f.yaml", "announce:\n  late: \"" + new string('x', 100_000) + "\"");
        Load()
            .Problems.Select(problem => System.IO.Path.GetFileName(problem.File))
            .Distinct()
            .Order()
            .ShouldBe(["a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml", "f.yaml"]);
    }

    [Fact]
    public void One_broken_text_costs_no_other_of_its_file()
    {
        Write(
            "ru/my.yaml",
            """
            announce:
              back: "{{ chat }} на связи"
              forwarded: "<b>{{ chat }}"
            """
        );
        var texts = Load();
        texts.Problems.ShouldHaveSingleItem().Text.ShouldContain("announce.forwarded");
        texts.Html("ru", new TextKey(Key), ("chat", "Бар")).ShouldBe("Бар на связи");
    }

    [Fact]
    public void A_value_that_does_not_exist_is_told_with_those_that_do()
    {
        Write("ru/waiter_call.liquid", "{{ tabel }}");
        var problem = Load().Problems.ShouldHaveSingleItem();
        problem.Text.ShouldContain("\"tabel\"");
        problem.Text.ShouldContain("table");
        problem.Text.ShouldContain("dishes[].name");
    }

    [Fact]
    public void A_rewording_that_fails_with_a_real_event_is_replaced_and_told_of_once()
    {
        Write("ru/waiter_call.liquid", "{% if table == '13' %}<b>{% endif %}{{ table }}");
        var texts = Load();
        texts.Event("ru", Call).ShouldBe("6");
        texts.Event("ru", Call with { Table = "13" }).ShouldStartWith("<b>Стол 13</b>");
        texts.Event("ru", Call with { Table = "13" }).ShouldStartWith("<b>Стол 13</b>");
        texts.Failures.ShouldHaveSingleItem().File.ShouldEndWith("waiter_call.liquid");
    }

    [Fact]
    public void No_rewording_gets_around_the_escaping()
    {
        Write("ru/waiter_call.liquid", "{{ table | raw }}{{ restaurant | append: '<i>' }}");
        var texts = Load();
        texts.Problems.ShouldBeEmpty();
        texts.Event("ru", Call with { Table = "<a href=\"x\">6</a>" }).ShouldBe("&lt;a href=&quot;x&quot;&gt;6&lt;/a&gt;&lt;i&gt;");
    }

    [Fact]
    public void A_third_language_is_files()
    {
        Write(
            "be/language.yaml",
            "name: Беларуская\nplural: east-slavic\nnumbers: {decimal: ',', group: \"\\u00A0\"}\nunits: {second: с, minute: хв, hour: "
                + "г, day: д}"
        );
        Write("be/texts.yaml", "announce:\n  back: '✅ Чат <b>{{ chat }}</b> зноў прымае паведамленні.'");
        Write("be/_head.liquid", "<b>Стол {{ table }}</b>\n{{ what }} · {{ at | time }}\n");
        Write("be/waiter_call.liquid", "{% assign what = '🔔 Клічуць афіцыянта' %}\n{% include '_head' %}\n");
        var texts = Load();
        texts.Problems.ShouldBeEmpty();
        texts.Languages.ShouldBe(["ru", "be", "en"]);
        texts.Language("be-BY").ShouldBe("be");
        texts.LanguageName("be").ShouldBe("Беларуская");
        texts.Event("be", Call).ShouldBe("<b>Стол 6</b>\n🔔 Клічуць афіцыянта · 19:02");
        texts.Html("be", new TextKey(Key), ("chat", "Бар")).ShouldBe("✅ Чат <b>Бар</b> зноў прымае паведамленні.");
    }

    [Fact]
    public void What_a_third_language_lacks_is_said_in_English()
    {
        Write("be/language.yaml", "name: Беларуская");
        var texts = Load();
        texts.Html("be", new TextKey(Key), ("chat", "Бар")).ShouldBe(Embedded.Html("en", new TextKey(Key), ("chat", "Бар")));
        texts.Event("be", Call).ShouldBe(Embedded.Event("en", Call));
    }

    [Fact]
    public void A_third_language_can_be_the_restaurants()
    {
        Write("be/language.yaml", "name: Беларуская");
        Texts.Load(new RestaurantOptions { Language = "be" }, new MessagesOptions { Folder = _folder.Path }).Languages[0].ShouldBe("be");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_problem_and_no_more()
    {
        var texts = Texts.Load(new RestaurantOptions(), new MessagesOptions { Folder = _folder.File("nowhere") });
        texts.Problems.ShouldHaveSingleItem().Text.ShouldContain("Messages__Folder");
        texts.Languages.ShouldBe(["ru", "en"]);
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_is_a_problem()
    {
        Directory.CreateDirectory(_folder.File("ru"));
        File.WriteAllBytes(_folder.File("ru/my.yaml"), [0xE0, 0xE1, 0xE2]);
        Load().Problems.ShouldHaveSingleItem().Text.ShouldContain("UTF-8");
    }

    [Fact]
    public void A_language_that_there_is_not_is_a_problem()
    {
        var texts = Texts.Load(new RestaurantOptions { Language = "de" }, new MessagesOptions());
        texts.Problems.ShouldHaveSingleItem().File.ShouldBe("Restaurant__Language");
        texts.Languages[0].ShouldBe("ru");
    }

    private static Texts Embedded { get; } = Texts.Load(new RestaurantOptions(), new MessagesOptions());

    private static EventCard Call => AnEvent.Sample(EventCodes.WaiterCall).Card();

    private Texts Load() => Texts.Load(new RestaurantOptions(), new MessagesOptions { Folder = _folder.Path });

    private void Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(file))!);
        File.WriteAllText(_folder.File(file), content);
    }
}
