using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Fluid.Values;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.Messages;

/// <summary>What holds for every text of every area, whoever wrote it.</summary>
public sealed class LanguageLawsTests
{
    private static readonly IReadOnlyDictionary<string, LanguageTexts> Languages = new TextsLoader(new RestaurantOptions(), []).Load(
        LanguageFiles.Embedded()
    );

    private static readonly (string Name, TextTemplate Template, TextShape Shape)[] Replies =
    [
        .. Languages.SelectMany(
            language => language.Value.Replies,
            (language, text) => ($"{language.Key}: {text.Key}", text.Value, TextShape.Read(text.Value.Parsed))
        ),
    ];

    [Fact]
    public void Every_language_has_the_same_texts() => Languages["ru"].Replies.Keys.Order().ShouldBe(Languages["en"].Replies.Keys.Order());

    [Fact]
    public void Every_language_has_the_same_files_for_events()
    {
        Languages["ru"].Events.Keys.Order().ShouldBe(Languages["en"].Events.Keys.Order());
        Languages["ru"].Partials.Keys.Order().ShouldBe(Languages["en"].Partials.Keys.Order());
        Languages["en"].Events.Keys.Order().ShouldBe(Events.EventCodesAndUnknown);
    }

    [Fact]
    public void Every_language_asks_for_the_same_values() =>
        Languages["ru"].Replies.ShouldAllBe(text => Names(text.Value).SetEquals(Names(Languages["en"].Replies[text.Key])));

    [Fact]
    public void No_text_is_empty_or_begins_or_ends_with_white_space() =>
        Replies.ShouldAllBe(text => text.Template.Source.Text.Trim().Length > 0);

    [Fact]
    public void Every_text_is_HTML_that_Telegram_takes_whatever_its_values()
    {
        var problems =
            from text in Replies
            from values in TextSamples.For(text.Shape)
            let html = text.Template.Render(values)
            where html.Length > 0 && TelegramHtml.Problem(html) is not null
            select $"{text.Name}: {TelegramHtml.Problem(html)}\n{html}";
        problems.ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_stays_HTML_that_Telegram_takes_with_any_string_in_it() =>
        Gen.Select(Gen.Int[0, Replies.Length - 1], Gen.String.Array[1, 6])
            .Sample(
                (index, strings) =>
                {
                    var (name, template, shape) = Replies[index];
                    var next = 0;
                    var html = template.Render([.. shape.Values.Select(pair => (pair.Key, Value(pair.Value)))]);
                    (html.Length == 0 ? null : TelegramHtml.Problem(TelegramHtml.Fit("x" + html, 4096))).ShouldBeNull(name);

                    FluidValue Value(Placeholder placeholder) =>
                        placeholder switch
                        {
                            { Item: { } item } => new ArrayValue([Value(item), Value(item), Value(item)]),
                            { Fields.Count: > 0 } => TextValues.Fields([
                                .. placeholder.Fields.Select(field => (field.Key, (object?)Value(field.Value))),
                            ]),
                            { Use: ValueUse.Number } => NumberValue.Create(strings.Length),
                            { Use: ValueUse.Instant } => TextValues.From(DateTimeOffset.UnixEpoch),
                            _ => TextValues.From(strings[next++ % strings.Length]),
                        };
                }
            );

    [Fact]
    public void A_command_with_words_can_be_copied_and_not_tapped_which_would_send_it_without_them()
    {
        var bare =
            from text in Replies
            where !text.Name.Contains(": menu.", StringComparison.Ordinal)
            let words = Regex.Replace(text.Template.Source.Text, "<code>.*?</code>", "", RegexOptions.Singleline)
            from Match match in Regex.Matches(
                words,
                @"(?<![\w/@<])/[a-z]{2,} (?:waiter|kitchen|cashier|manager|week|today|yesterday|at|on|off|all|add|rename|ru|en|[0-9""«@]|\{\{|-(?= )|[A-ZА-Я])[^\s]*"
            )
            select $"{text.Name}: {match.Value}";
        bare.ShouldBeEmpty();
    }

    [Fact]
    public void Whoever_is_called_like_a_line_of_ours_makes_no_line_and_no_icon_more()
    {
        var forged =
            from text in Replies
            let honest = Lines(text.Template.Render(Called(text.Shape, "Anna")))
            let hostile = Lines(text.Template.Render(Called(text.Shape, "Anna ✅ Done\n💳 Paid online\u2028🔔\u202E ⌛️ x")))
            where !honest.SequenceEqual(hostile)
            select $"{text.Name}: {string.Join(" | ", hostile)}";
        forged.ShouldBeEmpty();
    }

    [Fact]
    public void What_our_texts_begin_with_is_left_out_of_what_others_typed()
    {
        var icons = Replies
            .Select(text => text.Template.Source.Text)
            .Concat(Languages.SelectMany(language => language.Value.Events.Values, (_, text) => text.Source.Text))
            .SelectMany(text => text.EnumerateRunes())
            .Where(rune =>
                rune.Value > 0x2000
                && rune.Value != '№'
                && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol || rune.Value is '‼' or 'ℹ' or '▶')
            );
        icons.Distinct().ShouldAllBe(rune => SafeText.Line("Anna " + rune, 100) == "Anna");
    }

    // How many lines, and the icons in each.
    private static List<string> Lines(string html) =>
        [
            .. html.Split('\n')
                .Select(line =>
                    string.Concat(line.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol))
                ),
        ];

    private static (string, FluidValue)[] Called(TextShape shape, string name)
    {
        return [.. shape.Values.Select(pair => (pair.Key, Value(pair.Value)))];

        FluidValue Value(Placeholder placeholder) =>
            placeholder switch
            {
                { Item: { } item } => new ArrayValue([Value(item), Value(item)]),
                { Fields.Count: > 0 } => TextValues.Fields([
                    .. placeholder.Fields.Select(field => (field.Key, (object?)Value(field.Value))),
                ]),
                { Use: ValueUse.Number } => NumberValue.Create(3),
                { Use: ValueUse.Instant } => TextValues.From(DateTimeOffset.UnixEpoch),
                { Literals.Count: > 0 } => StringValue.Create(placeholder.Literals.Order().First()),
                _ => TextValues.From(name),
            };
    }

    private static HashSet<string> Names(TextTemplate template) => [.. TextShape.Read(template.Parsed).Names];

    private static class Events
    {
        public static IEnumerable<string> EventCodesAndUnknown => QrMenuTelegram.Events.EventCodes.All.Append("unknown").Order();
    }
}
