using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Tests.Messages;

public sealed class TextsTests
{
    [Fact]
    public void The_embedded_languages_have_no_problems()
    {
        var texts = Texts.Load(new RestaurantOptions(), new MessagesOptions());
        texts.Problems.ShouldBeEmpty();
        texts.Languages.ShouldBe(["ru", "en"]);
        texts.LanguageName("ru").ShouldBe("Русский");
    }

    [Fact]
    public void The_restaurants_language_comes_first() =>
        Texts.Load(new RestaurantOptions { Language = "EN" }, new MessagesOptions()).Languages.ShouldBe(["en", "ru"]);

    [Theory]
    [InlineData("en", "en")]
    [InlineData("EN-us", "en")]
    [InlineData("de", "ru")]
    [InlineData("", "ru")]
    [InlineData(null, "ru")]
    public void A_chat_without_a_known_language_reads_the_restaurants(string? wanted, string used) =>
        Texts.Load(new RestaurantOptions(), new MessagesOptions()).Language(wanted).ShouldBe(used);

    [Fact]
    public void Values_are_escaped_and_flattened() =>
        With("hello: '<b>{{ name }}</b>'")
            .Html("ru", new TextKey("hello"), ("name", "<b>&\"'\n x"))
            .ShouldBe("<b>&lt;b&gt;&amp;&quot;' x</b>");

    [Fact]
    public void Plain_text_has_neither_markup_nor_escapes() =>
        With("hello: '<b>{{ name }}</b>'").Plain("ru", new TextKey("hello"), ("name", "<b>&\"'")).ShouldBe("<b>&\"'");

    [Fact]
    public void Rows_have_fields() =>
        With(
                """
                list: |
                  Всего {{ rows.size }}
                  {% for row in rows %}
                  {{ row.table }}: {{ row.sum | money }}
                  {% endfor %}
                """
            )
            .Html("ru", new TextKey("list"), ("rows", new[] { Row("6", 186.0m), Row("<7>", 1250.5m) }))
            .ShouldBe("Всего 2\n6: 186\u00A0₽\n&lt;7&gt;: 1\u00A0250,50\u00A0₽");

    [Fact]
    public void A_text_that_is_too_long_is_cut() =>
        With("list: '{% for x in xs %}{{ x }}\n\n{% endfor %}'")
            .Html("ru", new TextKey("list"), ("xs", Enumerable.Repeat(new string('x', 100), 100)))
            .Length.ShouldBeInRange(4000, 4096);

    [Fact]
    public void A_text_that_does_not_exist_is_an_error() =>
        Should.Throw<KeyNotFoundException>(() => With("a: b").Html("ru", new TextKey("no.such"))).Message.ShouldContain("no.such");

    [Theory]
    [InlineData(1, "стол")]
    [InlineData(3, "стола")]
    [InlineData(11, "столов")]
    [InlineData(21, "стол")]
    [InlineData(0, "столов")]
    public void Words_agree_with_numbers(int n, string word) =>
        With("n: \"{{ n | plural: 'стол', 'стола', 'столов' }}\"").Html("ru", new TextKey("n"), ("n", n)).ShouldBe(word);

    [Fact]
    public void Instants_are_shown_in_the_restaurants_time_zone() =>
        With("t: '{{ at | time }} {{ at | day }}'")
            .Html("ru", new TextKey("t"), ("at", new DateTimeOffset(2026, 11, 23, 21, 5, 0, TimeSpan.Zero)))
            .ShouldBe("00:05 24.11.2026");

    private static Texts With(string yaml) =>
        Texts.Load(
            new RestaurantOptions(),
            LanguageFiles.Embedded().Append(new LanguageFile("ru", "test.yaml", "test.yaml", yaml, IsOverride: false)),
            []
        );

    private static (string, object?)[] Row(string table, decimal sum) => [("table", table), ("sum", sum)];
}
