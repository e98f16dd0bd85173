using QrMenuTelegram.Simulation.Html;

namespace QrMenuTelegram.Tests.Playground;

public sealed class HtmlParserTests
{
    [Theory]
    [InlineData("plain", "plain", "")]
    [InlineData("<b>Стол 6</b> зовёт", "Стол 6 зовёт", "bold 0+6")]
    [InlineData("<strong>a</strong><em>b</em><i>c</i>", "abc", "bold 0+1, italic 1+1, italic 2+1")]
    [InlineData(
        "<s>a</s><strike>b</strike><del>c</del><u>d</u><ins>e</ins>",
        "abcde",
        "strikethrough 0+1, strikethrough 1+1, strikethrough 2+1, underline 3+1, underline 4+1"
    )]
    [InlineData("<b>🍕<i>🍕</i></b>", "🍕🍕", "bold 0+4, italic 2+2")]
    [InlineData("<B>a</B>", "a", "bold 0+1")]
    [InlineData("<b>a</>", "a", "bold 0+1")]
    [InlineData("<b>a</b  >", "a", "bold 0+1")]
    [InlineData("<b ></b>x", "x", "")]
    [InlineData("<code>x</code><pre>y</pre>", "xy", "code 0+1, pre 1+1")]
    [InlineData("<pre><code class=\"language-sql\">y</code></pre>", "y", "pre 0+1 sql")]
    [InlineData("<blockquote>q</blockquote><blockquote expandable>r</blockquote>", "qr", "blockquote 0+1, expandable_blockquote 1+1")]
    [InlineData("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>", "ab", "spoiler 0+1, spoiler 1+1")]
    [InlineData("<a href=\"https://example.org/?a=1&amp;b=2\">x</a>", "x", "text_link 0+1 https://example.org/?a=1&b=2")]
    [InlineData("<a href=example.org>x</a>", "x", "text_link 0+1 http://example.org")]
    [InlineData("<a href='javascript:alert(1)'>x</a>", "x", "")]
    [InlineData("<a>https://example.org</a>", "https://example.org", "text_link 0+19 https://example.org")]
    [InlineData("<tg-emoji emoji-id=\"5368324170671202286\">👍</tg-emoji>", "👍", "custom_emoji 0+2 5368324170671202286")]
    [InlineData("&lt;b&gt; &amp;amp; &quot;", "<b> &amp; \"", "")]
    [InlineData("&#60;&#x3c;&#x1F355;&lt", "<<🍕<", "")]
    [InlineData("&nbsp;&copy;&apos;&#0;&; & a&b", "&nbsp;&copy;&apos;&#0;&; & a&b", "")]
    [InlineData("a > b", "a > b", "")]
    public void Reads_what_Telegram_reads(string html, string text, string entities)
    {
        var parsed = HtmlParser.Parse(html);

        parsed.Text.ShouldBe(text);
        string.Join(
                ", ",
                parsed.Entities.Select(e => $"{e.Type} {e.Offset}+{e.Length} {(e.Argument is { Length: > 0 } ? e.Argument : "")}".TrimEnd())
            )
            .ShouldBe(entities);
    }

    [Theory]
    [InlineData("a < b", "Unsupported start tag \"\" at byte offset 2")]
    [InlineData("Стол <x>", "Unsupported start tag \"x\" at byte offset 9")]
    [InlineData("<br>", "Unsupported start tag \"br\" at byte offset 0")]
    [InlineData("<br/>", "Unsupported start tag \"br/\" at byte offset 0")]
    [InlineData("<p>x</p>", "Unsupported start tag \"p\" at byte offset 0")]
    [InlineData("x <", "Unclosed start tag at byte offset 2")]
    [InlineData("x <b", "Unclosed start tag at byte offset 2")]
    [InlineData("<b>x", "Can't find end tag corresponding to start tag \"b\"")]
    [InlineData("<b>x</b></b>", "Unexpected end tag at byte offset 8")]
    [InlineData("</b>", "Unexpected end tag at byte offset 0")]
    [InlineData("<b>x<i>y</b></i>", "Unmatched end tag at byte offset 8, expected \"</i>\", found \"</b>\"")]
    [InlineData("<strong>x</b>", "Unmatched end tag at byte offset 9, expected \"</strong>\", found \"</b>\"")]
    [InlineData("<b>x</b", "Unclosed end tag at byte offset 4")]
    [InlineData("<span>x</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0")]
    [InlineData("<a href=\"x>y", "Unclosed start tag at byte offset 0")]
    [InlineData("<a href=a/b>y</a>", "Unexpected end of name token at byte offset 8")]
    [InlineData("<b \"x\">y</b>", "Empty attribute name in the tag \"b\" at byte offset 0")]
    [InlineData("<a href", "Unclosed start tag \"a\" at byte offset 0")]
    public void Refuses_what_Telegram_refuses_in_its_words(string html, string words) =>
        Should.Throw<HtmlParseException>(() => HtmlParser.Parse(html)).Message.ShouldBe(words);

    [Theory]
    [InlineData("  a\tb\r\nc  \n", "a b\nc")]
    [InlineData("a\u0000\u0001b", "a  b")]
    [InlineData("a\u202Eb\u2028", "ab")]
    [InlineData(" \n ", "")]
    public void Cleans_what_Telegram_cleans(string text, string clean) =>
        TextCleaner.Clean(new FormattedText(text, [])).Text.ShouldBe(clean);

    [Fact]
    public void Entities_move_along_with_what_is_trimmed()
    {
        var clean = TextCleaner.Clean(HtmlParser.Parse("\n <b> a\r\nb </b>\n<i> </i>"));

        clean.Text.ShouldBe("a\nb");
        clean.Entities.ShouldBe([new TextEntity("bold", 0, 3)]);
    }

    [Theory]
    [InlineData("\u200B\u200D", true)]
    [InlineData("\u00A0 \u3000\uFEFF", true)]
    [InlineData("", true)]
    [InlineData("\u200Bx", false)]
    [InlineData("🍕", false)]
    public void Knows_what_nobody_can_see(string text, bool blank) => TextCleaner.IsBlank(text).ShouldBe(blank);
}
