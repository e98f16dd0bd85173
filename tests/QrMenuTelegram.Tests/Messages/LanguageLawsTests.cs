using CsCheck;
using Fluid.Values;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.Messages;

/// <summary>What holds for every text of every area, whoever wrote it.</summary>
public sealed class LanguageLawsTests
{
    private static readonly IReadOnlyDictionary<string, LanguageTexts> Languages =
        new TextsLoader(new RestaurantOptions(), []).Load(LanguageFiles.Embedded());

    private static readonly (string Name, TextTemplate Template, TextShape Shape)[] Replies =
        [.. Languages.SelectMany(language => language.Value.Replies, (language, text) => ($"{language.Key}: {text.Key}", text.Value, TextShape.Of(text.Value.Parsed)))];

    [Fact]
    public void Every_language_has_the_same_texts() =>
        Languages["ru"].Replies.Keys.Order().ShouldBe(Languages["en"].Replies.Keys.Order());

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
        Gen.Select(Gen.Int[0, Replies.Length - 1], Gen.String.Array[1, 6]).Sample((index, strings) =>
        {
            var (name, template, shape) = Replies[index];
            var next = 0;
            var html = template.Render([.. shape.Values.Select(pair => (pair.Key, Value(pair.Value)))]);
            (html.Length == 0 ? null : TelegramHtml.Problem(TelegramHtml.Fit("x" + html, 4096))).ShouldBeNull(name);

            FluidValue Value(Placeholder placeholder) => placeholder switch
            {
                { Item: { } item } => new ArrayValue([Value(item), Value(item), Value(item)]),
                { Fields.Count: > 0 } => TextValues.Fields([.. placeholder.Fields.Select(field => (field.Key, (object?)Value(field.Value)))]),
                { Use: ValueUse.Number } => NumberValue.Create(strings.Length),
                { Use: ValueUse.Instant } => TextValues.From(DateTimeOffset.UnixEpoch),
                _ => TextValues.From(strings[next++ % strings.Length]),
            };
        });

    private static HashSet<string> Names(TextTemplate template) => [.. TextShape.Of(template.Parsed).Names];

    private static class Events
    {
        public static IEnumerable<string> EventCodesAndUnknown => QrMenuTelegram.Events.EventCodes.All.Append("unknown").Order();
    }
}
