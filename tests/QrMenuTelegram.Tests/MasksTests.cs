namespace QrMenuTelegram.Tests;

public sealed class MasksTests
{
    private const string Token = "5123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc";

    [Theory]
    [InlineData(Token)]
    [InlineData("https://api.telegram.org/bot" + Token + "/getMe")]
    [InlineData("token%3D5123456789%3AAAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc&x=1")]
    [InlineData("QrMenu__Servers__5123456789__AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc__Url")]
    [InlineData("\u00ab" + Token + "\u00bb")]
    public void Whatever_looks_like_a_bot_token_is_masked_unasked(string text)
    {
        new Masks().Apply(text).ShouldNotContain("AAEhBOweik6ad9r");
        new Masks().Apply(text).ShouldContain(Masks.Mask);
    }

    [Theory]
    [InlineData("2026-11-24 19:02:11 info    Terrace at 10.0.0.5:8443; chat -1001234567890:12")]
    [InlineData("https://t.me/bot?start=sx4YbtaIashbPEQTW36-kg-wqaOrFtC8")]
    [InlineData("8C:4F:00:AA 123456789:short 00:01:02.1234567")]
    public void What_is_no_secret_stays(string text)
    {
        var masks = new Masks();
        masks.Learn("x");
        masks.Learn("");
        masks.Learn(null);
        masks.Apply(text).ShouldBe(text);
    }

    [Fact]
    public void A_known_secret_is_masked_as_it_is_in_a_url_in_html_and_in_json()
    {
        var masks = new Masks();
        masks.Learn("p<a&s\"s/1 2");
        foreach (
            var written in new[] { "p<a&s\"s/1 2", "p%3Ca%26s%22s%2F1%202", "p&lt;a&amp;s&quot;s/1 2", "p\\u003Ca\\u0026s\\u0022s/1 2" }
        )
        {
            masks.Apply($"key={written};").ShouldBe($"key={Masks.Mask};");
        }
        masks.ApplyToHtml("<b>p&lt;a&amp;s&quot;s/1 2</b>").ShouldBe("<b>[secret]</b>");
    }

    [Fact]
    public void A_short_secret_is_masked_where_it_stands_alone_only()
    {
        var masks = new Masks();
        masks.Learn("123456");
        masks.Apply("chat 41234567, key 123456, 123456.").ShouldBe($"chat 41234567, key {Masks.Mask}, {Masks.Mask}.");
    }
}
