using QrMenuTelegram.Appearance;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Updates;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Tests.Appearance;

public sealed class PresentationTests : IDisposable
{
    private readonly BridgeParts _bridge = new(DateTimeOffset.UnixEpoch.AddYears(56), "R");

    public PresentationTests() => Start();

    private ScriptedTelegram Telegram => _bridge.Telegram;

    public void Dispose() => _bridge.Dispose();

    [Fact]
    public void At_the_first_start_it_says_what_it_is_in_every_language_and_has_a_picture()
    {
        Settle().Count.ShouldBe(14, "seven questions and what was missing");
        foreach (var language in new[] { null, "ru", "en" })
        {
            Telegram.BotTexts[(BotText.Description, language)].ShouldContain(language == "en" ? "I bring" : "Приношу");
            Telegram.BotTexts[(BotText.ShortDescription, language)].ShouldContain(language == "en" ? "calls" : "Вызовы");
        }
        Telegram.Pictures.ShouldHaveSingleItem().Length.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void What_is_removed_or_changed_afterwards_stays_so()
    {
        Settle();
        Telegram.BotTexts.Clear();
        Telegram.Pictures.Clear();
        Settle().ShouldBeEmpty();
        Start();
        Settle().ShouldBeEmpty();
    }

    [Fact]
    public void What_its_owner_said_and_showed_is_kept()
    {
        Telegram.BotTexts[(BotText.Description, null)] = "Заходите";
        Telegram.BotTexts[(BotText.ShortDescription, "en")] = "Come in";
        Telegram.Pictures.Add(new byte[] { 1 });
        Settle()
            .ShouldBe([
                "get Description ru",
                "get Description en",
                "get Description",
                "get ShortDescription ru",
                "set ShortDescription ru",
                "get ShortDescription en",
                "get ShortDescription",
                "set ShortDescription",
                "count pictures of 4242",
            ]);
        Telegram.BotTexts[(BotText.Description, null)].ShouldBe("Заходите");
        Telegram.BotTexts[(BotText.ShortDescription, "en")].ShouldBe("Come in");
    }

    [Fact]
    public void A_start_that_was_cut_off_is_gone_on_with()
    {
        for (var turn = 0; turn < 6; turn++)
        {
            Worker.Turn();
            _bridge.Time.Advance(TimeSpan.FromSeconds(1));
        }
        Start();
        Settle().ShouldContain("set picture");
        Telegram.BotTexts.Count.ShouldBe(6);
        Telegram.Pictures.Count.ShouldBe(1);
    }

    [Fact]
    public void What_has_no_answer_is_asked_again_and_what_is_refused_is_not()
    {
        Telegram.SpareWillFail(TelegramFailure.Unreachable);
        Telegram.SpareWillFail(TelegramFailure.Throttled, TimeSpan.FromSeconds(40));
        Telegram.SpareWillFail(TelegramFailure.Refused);
        Settle().Take(4).ShouldBe(["get Description ru", "get Description ru", "get Description ru", "get Description en"]);
        Telegram.BotTexts.ContainsKey((BotText.Description, "ru")).ShouldBeFalse();
        Telegram.BotTexts.Count.ShouldBe(5);
        Telegram.Pictures.Count.ShouldBe(1);
        _bridge.Log.Lines.ShouldContain(line => line.Text.Contains("refused a part of the bot's presentation"));
    }

    [Fact]
    public void Without_the_library_that_draws_there_is_no_picture_and_all_else()
    {
        Worker.Drawing = () => throw new DllNotFoundException("libSkiaSharp");
        Settle().ShouldNotContain("set picture");
        Telegram.BotTexts.Count.ShouldBe(6);
        _bridge.Log.Lines.Count(line => line.Text.StartsWith("The bot's picture could not be drawn")).ShouldBe(1);
        Start();
        Settle().ShouldBeEmpty();
    }

    [Fact]
    public void Another_bot_is_presented_too()
    {
        Settle();
        Telegram.Me = Telegram.Me with { Id = 4343 };
        Start();
        Telegram.BotTexts.Clear();
        Telegram.Pictures.Clear();
        Settle().ShouldContain("count pictures of 4343");
        Telegram.Pictures.Count.ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_asked_before_the_bot_is_known_or_where_that_is_turned_off()
    {
        _bridge.Start();
        Worker.Turn().ShouldBe(_bridge.Clock.Now + 1000);
        Telegram.SpareRequests.ShouldBeEmpty();
        _bridge.Settings["Telegram__Presentation"] = "false";
        _bridge.Start();
        _bridge.Get<IReadOnlyList<IWorker>>().Select(worker => worker.Name).ShouldNotContain("Presentation");
    }

    [Fact]
    public void The_texts_are_as_short_as_Telegram_wants_them_and_plain()
    {
        foreach (var language in BridgeParts.Texts.Languages)
        {
            BridgeParts.Texts.Plain(language, TextKeys.Presentation.Description).EnumerateRunes().Count().ShouldBeInRange(100, 512);
            BridgeParts.Texts.Plain(language, TextKeys.Presentation.ShortDescription).EnumerateRunes().Count().ShouldBeInRange(20, 120);
            BridgeParts.Texts.Html(language, TextKeys.Presentation.Description).ShouldNotContain("<");
        }
    }

    private Presentation Worker => _bridge.Get<Presentation>();

    private void Start()
    {
        _bridge.Start();
        _bridge.Get<BotStartup>().Initialise(Telegram.Me);
    }

    private IReadOnlyList<string> Settle()
    {
        Telegram.SpareRequests.Clear();
        while (Worker.Turn() is { } due)
        {
            _bridge.Time.Advance(due.Since(_bridge.Clock.Now));
        }
        return [.. Telegram.SpareRequests];
    }
}
