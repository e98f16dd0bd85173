using CsCheck;
using QrMenuTelegram.Messages;

namespace QrMenuTelegram.Tests.Messages;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("Борщ", "Борщ")]
    [InlineData("", "")]
    [InlineData("  Суп\r\n\t дня  ", "Суп дня")]
    [InlineData("a\u0000b\u0085c\u2028d\u00A0e", "a b c d e")]
    [InlineData("🍕 👩‍🍳", "🍕 👩‍🍳")]
    [InlineData("a\u202Eb\u200Fc\u2066d\uFEFF", "abcd")]
    public void A_text_becomes_one_clean_line(string text, string line) => SafeText.Line(text, 100).ShouldBe(line);

    [Theory]
    [InlineData("Anna ✅ Done", "“Anna Done”")]
    [InlineData("✅ Anna", "Anna")]
    [InlineData("Anna ☑️", "Anna")]
    [InlineData("1\n💳 Paid online", "“1 Paid online”")]
    [InlineData("1\u2028🔔️ Зовут", "“1 Зовут”")]
    [InlineData("🔴", "🔴")]
    [InlineData("✅ 💳", "✅")]
    [InlineData("Аня 🌸", "Аня 🌸")]
    [InlineData("Anna\u2800\u2800\u3164\u2800Done", "Anna Done")]
    [InlineData("A\u200Bn\u00ADn\uDB40\uDC41a", "Anna")]
    public void What_looks_like_a_line_of_ours_is_plainly_a_name(string typed, string shown) => SafeText.Line(typed, 100).ShouldBe(shown);

    [Theory]
    [InlineData("")]
    [InlineData("\u3164")]
    [InlineData("\u200F")]
    [InlineData(" \u00A0 \u2003")]
    [InlineData("\u0301\u0301")]
    [InlineData("\u2800")]
    [InlineData("\u115F\u1160\uFFA0")]
    [InlineData("\uDB40\uDC41\uFE0F")]
    public void A_text_that_shows_nothing_is_empty(string typed) => SafeText.Line(typed, 100).ShouldBe("");

    [Fact]
    public void A_name_with_our_separator_stands_in_quotes() =>
        SafeText.Name("Anna · Table 5: done", 100).ShouldBe("“Anna · Table 5: done”");

    [Fact]
    public void Half_a_character_is_replaced() => SafeText.Line("\uD83D!", 100).ShouldBe("\uFFFD!");

    [Theory]
    [InlineData("שולחן 5")]
    [InlineData("حمص")]
    [InlineData("Hummus حمص")]
    public void What_is_written_from_right_to_left_is_isolated(string text) => SafeText.Line(text, 100).ShouldBe($"\u2068{text}\u2069");

    [Theory]
    [InlineData("один два три", 12, "один два три")]
    [InlineData("один два три", 11, "один два…")]
    [InlineData("один двадцать", 8, "один…")]
    [InlineData("одиннадцать", 5, "один…")]
    [InlineData("😀😀😀😀", 3, "😀😀…")]
    [InlineData("👩‍🍳👩‍🍳👩‍🍳", 7, "👩‍🍳👩‍🍳…")]
    [InlineData("e\u0301\u0301\u0301\u0301\u0301", 3, "e\u0301…")]
    public void What_is_too_long_is_cut_between_words_or_characters(string text, int max, string cut) =>
        SafeText.Line(text, max).ShouldBe(cut);

    [Fact]
    public void A_long_first_word_is_not_lost_for_an_early_space() =>
        SafeText.Line("a " + new string('b', 100), 50).ShouldBe("a " + new string('b', 47) + "…");

    [Fact]
    public void Any_text_becomes_a_bounded_line_that_stays_as_it_is() =>
        Gen.Select(Gen.String, Gen.Int[1, 40])
            .Sample(
                (text, max) =>
                {
                    var line = SafeText.Line(text, max);
                    line.EnumerateRunes().Count(rune => rune.Value is not (0x2068 or 0x2069)).ShouldBeLessThanOrEqualTo(max);
                    line.ShouldNotContain("  ");
                    line.Any(char.IsControl).ShouldBeFalse();
                    SafeText.Line(line, max).ShouldBe(line);
                }
            );
}
