using CsCheck;
using QrMenuTelegram.Simulation.Html;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.Telegram;

public sealed class TelegramHtmlTests
{
    [Theory]
    [InlineData("Стол 6")]
    [InlineData("<b>Стол</b> <i>6</i>")]
    [InlineData("<b>a<i>b</i></b>")]
    [InlineData("<b>a</>")]
    [InlineData("<B>a</b>")]
    [InlineData("a > b & c \" '")]
    [InlineData("&lt;&gt;&amp;&quot;&#39;&#x1F600;&laquo;&nbsp")]
    [InlineData("<a href=\"https://t.me/bot?start=1&amp;x=2\">x</a>")]
    [InlineData("<code class='language-json'>{}</code><pre>x</pre>")]
    [InlineData("<blockquote expandable>x</blockquote><tg-spoiler>y</tg-spoiler>")]
    [InlineData("<span class=\"tg-spoiler\">x</span>")]
    [InlineData("<i    aba>x</i  >")]
    public void Takes_what_Telegram_takes(string html) => TelegramHtml.Problem(html).ShouldBeNull();

    [Theory]
    [InlineData("a < b", "Unsupported start tag \"\"")]
    [InlineData("a <b", "Unclosed start tag")]
    [InlineData("a <- b>", "Unsupported start tag \"-\"")]
    [InlineData("<br/>", "Unsupported start tag \"br/\"")]
    [InlineData("<p>x</p>", "Unsupported start tag \"p\"")]
    [InlineData("<b>x", "Can't find end tag corresponding to start tag \"b\"")]
    [InlineData("x</b>", "Unexpected end tag")]
    [InlineData("<b>x</i>", "Unmatched end tag, expected \"</b>\", found \"</i>\"")]
    [InlineData("<b>x</B>", "Unmatched end tag")]
    [InlineData("<b><i>x</b></i>", "Unmatched end tag")]
    [InlineData("<b>x</b", "Unclosed end tag")]
    [InlineData("<span>x</span>", "Tag \"span\" must have class \"tg-spoiler\"")]
    [InlineData("<i   =aba>x</i>", "Empty attribute name in the tag \"i\"")]
    [InlineData("<i aba = 190azAz-.,", "Unexpected end of name token")]
    [InlineData("<i aba = \"x>", "Unclosed start tag")]
    [InlineData("&#xDFDF;", "unmatched surrogate code units")]
    [InlineData("", "message text is empty")]
    [InlineData("<b> \n </b>", "message text is empty")]
    public void Refuses_what_Telegram_refuses(string html, string problem) =>
        TelegramHtml.Problem(html).ShouldNotBeNull().ShouldContain(problem);

    [Fact]
    public void The_length_is_counted_in_code_points_after_parsing()
    {
        TelegramHtml.VisibleLength("<b>a&lt;😀</b>").ShouldBe(3);
        TelegramHtml.Problem(string.Concat(Enumerable.Repeat("😀", 4096))).ShouldBeNull();
        TelegramHtml.Problem(string.Concat(Enumerable.Repeat("😀", 4097))).ShouldNotBeNull().ShouldContain("too long");
        TelegramHtml.Problem(string.Concat(Enumerable.Repeat("&#x1F600;", 4096))).ShouldNotBeNull().ShouldContain("bytes");
    }

    [Theory]
    [InlineData("<b>Стол &lt;6&gt;</b>\n&amp;amp; &quot;&#128512;&laquo;", "Стол <6>\n&amp; \"😀&laquo;")]
    [InlineData("a < b </i> <x> & c", "a < b </i> <x> & c")]
    [InlineData("&lt &ltx &#60", "< &ltx <")]
    public void The_plain_text_says_what_the_HTML_says(string html, string plain) => TelegramHtml.ToPlain(html).ShouldBe(plain);

    [Fact]
    public void Escaping_round_trips() => Gen.String.Sample(text => TelegramHtml.ToPlain(TelegramHtml.Escape(text)) == Whole(text));

    [Fact]
    public void What_fits_stays() => TelegramHtml.Fit("<b>abc</b>", 3).ShouldBe("<b>abc</b>");

    [Fact]
    public void A_long_text_is_cut_at_the_end_of_a_line_with_its_tags_closed() =>
        TelegramHtml.Fit("<b>first\nsecond <i>line\nthird</i></b> line", 20).ShouldBe("<b>first\nsecond <i>line\n…</i></b>");

    [Fact]
    public void A_long_line_is_cut_at_a_space() => TelegramHtml.Fit("x\n<b>one two three four</b>", 14).ShouldBe("x\n<b>one two…</b>");

    [Fact]
    public void A_long_word_is_cut_but_no_character_is()
    {
        TelegramHtml.Fit("<b>😀😀😀😀</b>", 3).ShouldBe("<b>😀😀…</b>");
        TelegramHtml.Fit("a👩‍🍳👩‍🍳", 4).ShouldBe("a…");
    }

    [Fact]
    public void Whatever_is_cut_is_valid_and_short_enough()
    {
        var piece = AnyOf("a", "<", "&", "\n", " ", "😀", "Стол", "👩‍🍳", "\"");
        var tree = Gen.Recursive<string>(
            (depth, inner) =>
                depth > 3
                    ? piece.Select(TelegramHtml.Escape)
                    : Gen.OneOf(
                        piece.Select(TelegramHtml.Escape),
                        AnyOf("b", "i", "code")
                            .SelectMany(tag => inner.Array[0, 5].Select(parts => $"<{tag}>{string.Concat(parts)}</{tag}>"))
                    )
        );
        Gen.Select(tree.Array[1, 60], Gen.Int[1, 60])
            .Sample(
                (parts, max) =>
                {
                    var html = "x" + string.Concat(parts);
                    var cut = TelegramHtml.Fit(html, max);
                    TelegramHtml.Problem(cut).ShouldBeNull();
                    TelegramHtml.VisibleLength(cut).ShouldBeLessThanOrEqualTo(max);
                    (cut == html).ShouldBe(TelegramHtml.VisibleLength(html) <= max);
                }
            );
    }

    [Fact]
    public void A_text_with_much_markup_is_cut_to_the_bytes_that_Telegram_takes()
    {
        var html = string.Concat(Enumerable.Repeat("<b><i><u><s>x</s></u></i></b>\n", 1500));
        var cut = TelegramHtml.Fit(html, 4096);
        TelegramHtml.Problem(cut).ShouldBeNull();
        cut.Length.ShouldBeGreaterThan(32000);
    }

    [Fact]
    public void The_simulated_Telegram_judges_the_same() =>
        AnyOf(
            "<b>",
            "</b>",
            "<i>",
            "</>",
            "</i >",
            "<",
            ">",
            "&",
            "&lt;",
            "&#60",
            "&#xDFDF;",
            "&#x1F600;",
            "\"",
            " ",
            "=",
            "a",
            "<a href=",
            "'x'",
            "</a>",
            "<span class=\"tg-spoiler\">",
            "</span>",
            "<blockquote expandable>",
            "</blockquote>",
            "/",
            "\n",
            "😀",
            "<pre>",
            "</pre>",
            "<p>",
            "<B>",
            "quot",
            "#"
        )
            .Array[0, 14]
            .Sample(parts => Judge("x" + string.Concat(parts)), iter: 20_000);

    [Theory]
    [InlineData("x<a href=\"&#xDFDF;\">y</a>")]
    [InlineData("x&#xDFDF;")]
    public void Half_of_a_surrogate_pair_is_refused_in_the_text_alone(string html) => Judge(html);

    private static void Judge(string html)
    {
        string? parsed = null;
        try
        {
            parsed = HtmlParser.Parse(html).Text;
        }
        catch (HtmlParseException)
        {
            // Refused.
        }
        (TelegramHtml.Problem(html) is null).ShouldBe(parsed is not null, html);
        if (parsed is not null)
        {
            TelegramHtml.ToPlain(html).ShouldBe(parsed);
        }
    }

    private static Gen<string> AnyOf(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    // As a message would carry it: half a surrogate pair has no UTF-8.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
