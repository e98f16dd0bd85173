using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Chats;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace QrMenuTelegram.Tests.Playground;

public sealed class SimulatedTelegramTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 16, 0, 0, TimeSpan.Zero));
    private SimulatedTelegram _telegram = null!;
    private TelegramBotClient _bot = null!;
    private Person _anna = null!;
    private TelegramChat _hall = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await SimulatedTelegram.Start(_time);
        _bot = BotClient.Connect(_telegram);
        _anna = _telegram.AddPerson("Анна", "Петрова", "anna");
        _hall = _telegram.World.AddGroup("Зал").AddBot(_anna);
    }

    public ValueTask DisposeAsync() => _telegram.DisposeAsync();

    [Fact]
    public async Task Says_who_the_bot_is()
    {
        var me = await _bot.GetMe(TestContext.Current.CancellationToken);

        me.Id.ShouldBe(_telegram.World.Bot.Id);
        me.Username.ShouldBe(SimulatedTelegram.BotUsername);
        me.CanReadAllGroupMessages.ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_token_is_unauthorized()
    {
        var stranger = BotClient.Connect(_telegram, "1:wrong");

        (await BotClient.Refusal(() => stranger.GetMe())).ErrorCode.ShouldBe(401);
    }

    [Fact]
    public async Task Shows_a_message_with_entities_and_buttons()
    {
        var sent = await _bot.SendMessage(
            _hall.Id,
            "<b>Стол 6</b>\nзовёт &amp; ждёт",
            ParseMode.Html,
            disableNotification: true,
            replyMarkup: new InlineKeyboardMarkup(InlineKeyboardButton.WithCallbackData("Принять", "claim:1")),
            cancellationToken: TestContext.Current.CancellationToken
        );

        var shown = _hall.Last;
        shown.Id.ShouldBe(sent.MessageId);
        shown.Text.ShouldBe("Стол 6\nзовёт & ждёт");
        shown.Raw.ShouldBe("<b>Стол 6</b>\nзовёт &amp; ждёт");
        shown.Content.Entities.ShouldHaveSingleItem().Type.ShouldBe("bold");
        shown.Silent.ShouldBeTrue();
        shown.SentAt.ShouldBe(_time.GetUtcNow());
        shown.HasButton("claim:1").ShouldBeTrue();
        sent.ReplyMarkup!.InlineKeyboard.Single().Single().CallbackData.ShouldBe("claim:1");
    }

    [Fact]
    public async Task An_edit_keeps_history_and_without_buttons_removes_them()
    {
        var sent = await _bot.SendMessage(
            _hall.Id,
            "one",
            replyMarkup: new InlineKeyboardMarkup(InlineKeyboardButton.WithCallbackData("x", "x")),
            cancellationToken: TestContext.Current.CancellationToken
        );
        _time.Advance(TimeSpan.FromSeconds(5));

        await _bot.EditMessageText(_hall.Id, sent.MessageId, "two", cancellationToken: TestContext.Current.CancellationToken);

        var shown = _hall.Last;
        shown.Text.ShouldBe("two");
        shown.Buttons.ShouldBeEmpty();
        shown.EditedAt.ShouldBe(_time.GetUtcNow());
        shown.History.ShouldHaveSingleItem().Text.ShouldBe("one");
    }

    [Fact]
    public async Task A_command_comes_as_an_update_and_is_confirmed_by_the_offset()
    {
        _anna.Say(_hall, "/subscribe waiter");
        var updates = await _bot.GetUpdates(allowedUpdates: [], cancellationToken: TestContext.Current.CancellationToken);

        var message = updates.Last().Message!;
        message.Text.ShouldBe("/subscribe waiter");
        message.From!.Id.ShouldBe(_anna.Id);
        message.From.LanguageCode.ShouldBe("ru");
        message.Chat.Type.ShouldBe(global::Telegram.Bot.Types.Enums.ChatType.Group);
        message.Entities!.Single().Type.ShouldBe(MessageEntityType.BotCommand);
        (await _bot.GetUpdates(cancellationToken: TestContext.Current.CancellationToken)).Length.ShouldBe(updates.Length);
        (await _bot.GetUpdates(updates.Last().Id + 1, cancellationToken: TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_poll_waits_for_the_next_update()
    {
        await Confirm();
        var poll = _bot.GetUpdates(timeout: 50, cancellationToken: TestContext.Current.CancellationToken);
        _anna.Say(_hall, "/help");

        (await poll).Single().Message!.Text.ShouldBe("/help");
    }

    [Fact]
    public async Task A_second_poll_ends_the_first_with_a_conflict()
    {
        await Confirm();
        var first = _bot.GetUpdates(timeout: 50, cancellationToken: TestContext.Current.CancellationToken);
        await _telegram.WaitFor(() => _telegram.IsPolled);
        var second = BotClient.Connect(_telegram).GetUpdates(timeout: 50, cancellationToken: TestContext.Current.CancellationToken);

        var conflict = await BotClient.Refusal(() => first);
        conflict.ErrorCode.ShouldBe(409);
        conflict.Message.ShouldContain("terminated by other getUpdates request; make sure that only one bot instance is running");
        _anna.Say(_hall, "/help");
        (await second).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_webhook_forbids_polling()
    {
        _telegram.SetWebhook("https://example.org");

        (await BotClient.Refusal(() => _bot.GetUpdates())).Message.ShouldContain("can't use getUpdates method while webhook is active");
        await _bot.DeleteWebhook(cancellationToken: TestContext.Current.CancellationToken);
        await _bot.GetUpdates(cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_press_comes_as_an_update_and_its_answer_reaches_the_person()
    {
        await Confirm();
        await _bot.SendMessage(
            _hall.Id,
            "x",
            replyMarkup: new InlineKeyboardMarkup(InlineKeyboardButton.WithCallbackData("Принять", "claim:1")),
            cancellationToken: TestContext.Current.CancellationToken
        );
        var press = _anna.Press(_hall.Last, "Принять");

        var query = (await _bot.GetUpdates(cancellationToken: TestContext.Current.CancellationToken)).Single().CallbackQuery!;
        query.Data.ShouldBe("claim:1");
        query.From.Id.ShouldBe(_anna.Id);
        query.Message!.Id.ShouldBe(_hall.Last.Id);
        await _bot.AnswerCallbackQuery(query.Id, "Вы идёте", showAlert: true, cancellationToken: TestContext.Current.CancellationToken);
        (await press.Answer).ShouldBe(new PressAnswer("Вы идёте", IsAlert: true));
        (await BotClient.Refusal(() => _bot.AnswerCallbackQuery(query.Id))).Message.ShouldContain(
            "query is too old and response timeout expired or query ID is invalid"
        );
    }

    [Fact]
    public async Task A_press_is_forgotten_after_150_seconds()
    {
        await Confirm();
        await _bot.SendMessage(
            _hall.Id,
            "x",
            replyMarkup: new InlineKeyboardMarkup(InlineKeyboardButton.WithCallbackData("Принять", "claim:1")),
            cancellationToken: TestContext.Current.CancellationToken
        );
        _anna.Press(_hall.Last, "claim:1");
        _time.Advance(TimeSpan.FromSeconds(150));

        (await _bot.GetUpdates(cancellationToken: TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_kinds_that_are_allowed_come_and_stay_allowed_when_left_out()
    {
        await _bot.GetUpdates(allowedUpdates: [UpdateType.Message], cancellationToken: TestContext.Current.CancellationToken);
        await Confirm();
        _hall.KickBot(_anna);
        _anna.Say("hello");

        (await _bot.GetUpdates(cancellationToken: TestContext.Current.CancellationToken)).ShouldAllBe(u => u.Type == UpdateType.Message);
    }

    [Fact]
    public async Task The_menu_is_what_was_registered_for_the_chat_and_language()
    {
        await _bot.SetMyCommands(
            [new BotCommand("help", "Help")],
            new BotCommandScopeAllPrivateChats(),
            cancellationToken: TestContext.Current.CancellationToken
        );
        await _bot.SetMyCommands(
            [new BotCommand("help", "Помощь")],
            new BotCommandScopeAllPrivateChats(),
            "ru",
            TestContext.Current.CancellationToken
        );

        _telegram.MenuFor(_anna.PrivateChat, "ru").Single().Description.ShouldBe("Помощь");
        _telegram.MenuFor(_anna.PrivateChat, "de").Single().Description.ShouldBe("Help");
        _telegram.MenuFor(_hall, "ru").ShouldBeEmpty();
        (await _bot.GetMyCommands(new BotCommandScopeAllPrivateChats(), "ru", TestContext.Current.CancellationToken))
            .Single()
            .Description.ShouldBe("Помощь");
        (await BotClient.Refusal(() => _bot.SetMyCommands([new BotCommand("Help", "x")]))).Message.ShouldContain("BOT_COMMAND_INVALID");
    }

    [Fact]
    public async Task Sends_a_picture_with_a_caption()
    {
        using var bytes = new MemoryStream([1, 2, 3]);
        await _bot.SendPhoto(
            _hall.Id,
            InputFile.FromStream(bytes, "report.png"),
            "<b>Отчёт</b>",
            ParseMode.Html,
            cancellationToken: TestContext.Current.CancellationToken
        );

        _hall.Last.Text.ShouldBe("Отчёт");
        _hall.Last.Attachment!.FileName.ShouldBe("report.png");
        _hall.Last.Attachment!.Content.ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_message_can_be_deleted_for_48_hours_and_pinned()
    {
        var sent = await _bot.SendMessage(_hall.Id, "x", cancellationToken: TestContext.Current.CancellationToken);
        await _bot.PinChatMessage(_hall.Id, sent.MessageId, cancellationToken: TestContext.Current.CancellationToken);
        _hall.PinnedMessageId.ShouldBe(sent.MessageId);
        await _bot.UnpinChatMessage(_hall.Id, cancellationToken: TestContext.Current.CancellationToken);
        _hall.PinnedMessageId.ShouldBeNull();

        _time.Advance(TimeSpan.FromHours(48));
        (await BotClient.Refusal(() => _bot.DeleteMessage(_hall.Id, sent.MessageId))).Message.ShouldContain("message can't be deleted");
        var fresh = await _bot.SendMessage(_hall.Id, "y", cancellationToken: TestContext.Current.CancellationToken);
        await _bot.DeleteMessage(_hall.Id, fresh.MessageId, TestContext.Current.CancellationToken);
        _hall.FromBot.ShouldHaveSingleItem();
    }

    private async Task Confirm() =>
        await _bot.GetUpdates(-1, cancellationToken: TestContext.Current.CancellationToken)
            .ContinueWith(
                t => _bot.GetUpdates(t.Result.LastOrDefault()?.Id + 1),
                TestContext.Current.CancellationToken,
                TaskContinuationOptions.None,
                TaskScheduler.Default
            )
            .Unwrap();
}
