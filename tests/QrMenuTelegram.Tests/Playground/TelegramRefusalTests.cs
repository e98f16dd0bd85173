using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Chats;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace QrMenuTelegram.Tests.Playground;

/// <summary>Every refusal that a sender must tell apart, in Telegram's words.</summary>
public sealed class TelegramRefusalTests : IAsyncLifetime
{
    private SimulatedTelegram _telegram = null!;
    private TelegramBotClient _bot = null!;
    private Person _anna = null!;
    private TelegramChat _group = null!;
    private TelegramChat _forum = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await SimulatedTelegram.Start(new FakeTimeProvider());
        _bot = BotClient.Connect(_telegram);
        _anna = _telegram.AddPerson("Анна");
        _anna.Start();
        _group = _telegram.World.AddGroup("Зал").AddBot(_anna);
        _forum = _telegram.World.AddForum("Кухня", "Горячий", "Холодный").AddBot(_anna);
    }

    public ValueTask DisposeAsync() => _telegram.DisposeAsync();

    [Fact]
    public async Task Chats_that_are_not_there_or_not_ours()
    {
        await Refused(-1, 400, "Bad Request: chat not found");
        await Refused(_telegram.World.AddPerson("Пётр").Id, 400, "Bad Request: chat not found");

        var member = _telegram.World.AddPerson("Олег");
        member.Say(_group, "всем привет");
        await Refused(member.Id, 403, "Forbidden: bot can't initiate conversation with a user");

        _anna.Block();
        await Refused(_anna.Id, 403, "Forbidden: bot was blocked by the user");
        _anna.Unblock();
        await Send(_anna.Id);
        _anna.Deactivate();
        await Refused(_anna.Id, 403, "Forbidden: user is deactivated");

        _group.RemoveBot(_anna);
        await Refused(_group.Id, 403, "Forbidden: bot is not a member of the group chat");
        _group.KickBot(_anna);
        await Refused(_group.Id, 403, "Forbidden: bot was kicked from the group chat");
        _forum.KickBot(_anna);
        await Refused(_forum.Id, 403, "Forbidden: bot was kicked from the supergroup chat");
        _forum.RemoveBot(_anna);
        await Refused(_forum.Id, 403, "Forbidden: bot is not a member of the supergroup chat");
        _group.AddBot(_anna);
        await Send(_group.Id);
        _group.Delete();
        await Refused(_group.Id, 403, "Forbidden: the group chat was deleted");
    }

    [Fact]
    public async Task Writing_that_is_not_allowed()
    {
        _group.RefuseWriting();
        await Refused(_group.Id, 400, "Bad Request: not enough rights to send text messages to the chat");
        _group.RefuseWriting("CHAT_RESTRICTED");
        await Refused(_group.Id, 400, "Bad Request: CHAT_RESTRICTED");
        _group.RefuseWriting("have no write access to the chat");
        await Refused(_group.Id, 400, "Bad Request: have no write access to the chat");
        _group.RefuseWriting(null);
        await Send(_group.Id);
        _group.SetBotStatus(_anna, BotStatus.Restricted);
        await Refused(_group.Id, 400, "Bad Request: not enough rights to send text messages to the chat");
    }

    [Fact]
    public async Task Topics()
    {
        var topic = _forum.Topics[0].Id;
        await Send(_forum.Id, topic);
        _forum.Last.TopicId.ShouldBe(topic);
        _forum.CloseTopic(topic);
        await Refused(_forum.Id, 400, "Bad Request: TOPIC_CLOSED", topic);
        _forum.ReopenTopic(topic);
        await Send(_forum.Id, topic);
        _forum.DeleteTopic(topic);
        await Refused(_forum.Id, 400, "Bad Request: message thread not found", topic);
        await Refused(_forum.Id, 400, "Bad Request: message thread not found", 1);
        await Refused(_group.Id, 400, "Bad Request: message thread not found", 5);
        _forum.FromBot.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(MigrationNews.First)]
    [InlineData(MigrationNews.AfterRefusal)]
    [InlineData(MigrationNews.Never)]
    public async Task A_group_that_became_a_supergroup(MigrationNews news)
    {
        var supergroup = _group.Upgrade(_anna, news);
        (await HeardOfMigration()).ShouldBe(news == MigrationNews.First);

        var refusal = await Refused(_group.Id, 400, "Bad Request: group chat was upgraded to a supergroup chat");

        refusal.Parameters!.MigrateToChatId.ShouldBe(supergroup.Id);
        (await HeardOfMigration()).ShouldBe(news != MigrationNews.Never);
        await Send(supergroup.Id);
    }

    [Fact]
    public async Task Texts()
    {
        await Refused(_group.Id, 400, "Bad Request: message text is empty", text: " \n\u200B");
        await Refused(_group.Id, 400, "Bad Request: message text is empty", text: "<b> </b>", mode: ParseMode.Html);
        await Refused(
            _group.Id,
            400,
            "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 0",
            text: "<x>",
            mode: ParseMode.Html
        );
        await Refused(_group.Id, 400, "Bad Request: message is too long", text: new string('я', 4_097));
        await Send(_group.Id, text: string.Concat(Enumerable.Repeat("🍕", 4_096)));
        await Send(_group.Id, text: "<b>" + new string('x', 4_096) + "</b>", mode: ParseMode.Html);
        await Refused(
            _group.Id,
            400,
            "Bad Request: message is too long",
            text: "<i></i>" + string.Concat(Enumerable.Repeat("&amp;", 6_553)),
            mode: ParseMode.Html
        );
    }

    [Fact]
    public async Task Buttons()
    {
        async Task With(string text, string data) =>
            await _bot.SendMessage(
                _group.Id,
                "x",
                replyMarkup: new InlineKeyboardMarkup(InlineKeyboardButton.WithCallbackData(text, data))
            );

        await With("x", new string('я', 32));
        (await BotClient.Refusal(() => With("x", new string('я', 33)))).Message.ShouldBe("Bad Request: BUTTON_DATA_INVALID");
        await BotClient.Refusal(() => With("x", ""));
        await BotClient.Refusal(() => With(" ", "x"));
    }

    [Fact]
    public async Task Edits()
    {
        var mine = await _bot.SendMessage(_group.Id, "<b>x</b>", ParseMode.Html, cancellationToken: TestContext.Current.CancellationToken);
        var theirs = _anna.Say(_group, "x");

        (
            await BotClient.Refusal(() => _bot.EditMessageText(_group.Id, mine.MessageId, " <b>x</b>", ParseMode.Html))
        ).Message.ShouldStartWith(
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
        );
        await _bot.EditMessageText(_group.Id, mine.MessageId, "x", cancellationToken: TestContext.Current.CancellationToken);
        (await BotClient.Refusal(() => _bot.EditMessageText(_group.Id, theirs.Id, "y"))).Message.ShouldBe(
            "Bad Request: message can't be edited"
        );
        (await BotClient.Refusal(() => _bot.EditMessageText(_group.Id, 999, "y"))).Message.ShouldBe(
            "Bad Request: message to edit not found"
        );
    }

    [Fact]
    public async Task Too_long_an_answer_to_a_press()
    {
        await _bot.SendMessage(
            _group.Id,
            "x",
            replyMarkup: new InlineKeyboardMarkup(InlineKeyboardButton.WithCallbackData("x", "x")),
            cancellationToken: TestContext.Current.CancellationToken
        );
        var press = _anna.Press(_group.Last, "x");

        (await BotClient.Refusal(() => _bot.AnswerCallbackQuery(press.QueryId, new string('я', 201)))).Message.ShouldBe(
            "Bad Request: MESSAGE_TOO_LONG"
        );
        await _bot.AnswerCallbackQuery(press.QueryId, new string('я', 200), cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task In_groups_the_bot_sees_only_what_privacy_mode_lets_through()
    {
        await _bot.SendMessage(_group.Id, "ask", cancellationToken: TestContext.Current.CancellationToken);
        _anna.Say(_group, "free text");
        _anna.Say(_group, "/help@another_bot");
        _anna.Say(_group, "/help");
        _anna.Say(_group, $"/help@{SimulatedTelegram.BotUsername} x", new SayOptions { Anonymous = true });
        _anna.Say(_group, "a reply", new SayOptions { ReplyTo = _group.Last });

        var messages = (await _bot.GetUpdates(cancellationToken: TestContext.Current.CancellationToken))
            .Where(u => u.Message?.Chat.Id == _group.Id && u.Message.Text is not null)
            .Select(u => u.Message!)
            .ToList();

        messages.Select(m => m.Text).ShouldBe(["/help", $"/help@{SimulatedTelegram.BotUsername} x", "a reply"]);
        messages[1].From!.Id.ShouldBe(1_087_968_824);
        messages[1].SenderChat!.Id.ShouldBe(_group.Id);
        messages[2].ReplyToMessage!.Text.ShouldBe("ask");
    }

    [Fact]
    public async Task Menus_of_commands()
    {
        var stranger = _telegram.World.AddPerson("Пётр");
        await Menu(new BotCommandScopeChat { ChatId = -1 }, "Bad Request: chat not found");
        await Menu(new BotCommandScopeChat { ChatId = stranger.Id }, "Bad Request: chat not found");
        await Menu(Member(_anna.Id, _anna.Id), "Bad Request: can't use specified scope in private chats");
        await Menu(new BotCommandScopeChatAdministrators { ChatId = _anna.Id }, "Bad Request: can't use specified scope in private chats");
        await Menu(Member(_group.Id, 0), "Bad Request: can't parse BotCommandScope: invalid user_id specified");
        await Menu(Member(_group.Id, 999), "Bad Request: user not found");
        await Menu(null, "Bad Request: command must be non-empty", name: " ");
        await Menu(null, "Bad Request: command length must not exceed 32", name: new string('a', 33));
        await Menu(null, "Bad Request: BOT_COMMAND_INVALID", name: "Help");
        await Menu(null, "Bad Request: command description must be non-empty", description: " ");
        await Menu(null, "Bad Request: command description length must not exceed 256", description: new string('я', 257));
        await Menu(null, "Bad Request: invalid language code specified", language: "rus");

        _anna.Block();
        await _bot.SetMyCommands([new BotCommand("help", "x")], new BotCommandScopeChat { ChatId = _anna.Id }, cancellationToken: Cancel);
        _forum.RemoveBot(_anna);
        await Menu(new BotCommandScopeChat { ChatId = _forum.Id }, "Forbidden: bot is not a member of the supergroup chat");
        _group.Upgrade(_anna);
        await Menu(Member(_group.Id, _anna.Id), "Bad Request: group chat was upgraded to a supergroup chat");

        static BotCommandScopeChatMember Member(long chat, long person) => new() { ChatId = chat, UserId = person };

        async Task Menu(BotCommandScope? scope, string words, string name = "help", string description = "x", string? language = null) =>
            (
                await BotClient.Refusal(() => _bot.SetMyCommands([new BotCommand(name, description)], scope, language, Cancel))
            ).Message.ShouldBe(words);
    }

    [Fact]
    public async Task Profile_pictures_and_descriptions()
    {
        (await BotClient.Refusal(() => _bot.SetMyProfilePhoto(Photo("file-id"), Cancel))).Message.ShouldBe(
            "Bad Request: photo must be uploaded as a file"
        );
        (await BotClient.Refusal(() => _bot.SetMyProfilePhoto(Photo(Uploaded([])), Cancel))).Message.ShouldBe(
            "Bad Request: file must be non-empty"
        );
        (await BotClient.Refusal(() => _bot.SetMyProfilePhoto(Photo(Uploaded([0x89, 0x50, 0x4E, 0x47])), Cancel))).Message.ShouldBe(
            "Bad Request: IMAGE_PROCESS_FAILED"
        );
        await _bot.SetMyProfilePhoto(Photo(Uploaded([0xFF, 0xD8, 0xFF, 1])), Cancel);
        (await _bot.GetUserProfilePhotos(_telegram.World.Bot.Id, cancellationToken: Cancel)).TotalCount.ShouldBe(1);
        (await _bot.GetUserProfilePhotos(_anna.Id, cancellationToken: Cancel)).TotalCount.ShouldBe(0);
        (await BotClient.Refusal(() => _bot.GetUserProfilePhotos(999))).Message.ShouldBe("Bad Request: user not found");
        await _bot.RemoveMyProfilePhoto(Cancel);
        _telegram.Pictures.ShouldBeEmpty();

        await BotClient.Refusal(() => _bot.SetMyDescription(new string('я', 513)));
        await BotClient.Refusal(() => _bot.SetMyShortDescription(new string('я', 121)));
        await BotClient.Refusal(() => _bot.SetMyDescription("x", "RU"));
        await _bot.SetMyDescription("всем", cancellationToken: Cancel);
        await _bot.SetMyDescription("to all", "en", Cancel);
        await _bot.SetMyDescription("", "en", Cancel);
        (await _bot.GetMyDescription("en", Cancel)).Description.ShouldBe("всем", "its own is removed");

        static InputProfilePhotoStatic Photo(InputFile file) => new() { Photo = file };

        static InputFile Uploaded(byte[] content) => InputFile.FromStream(new MemoryStream(content), "bell.jpg");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<ApiRequestException> Refused(
        long chatId,
        int code,
        string words,
        int? topic = null,
        string text = "x",
        ParseMode mode = ParseMode.None
    )
    {
        var refusal = await BotClient.Refusal(() => Send(chatId, topic, text, mode));
        refusal.ErrorCode.ShouldBe(code);
        refusal.Message.ShouldBe(words);
        return refusal;
    }

    private async Task Send(long chatId, int? topic = null, string text = "x", ParseMode mode = ParseMode.None) =>
        await _bot.SendMessage(chatId, text, mode, messageThreadId: topic, cancellationToken: TestContext.Current.CancellationToken);

    private async Task<bool> HeardOfMigration() =>
        (await _bot.GetUpdates(cancellationToken: TestContext.Current.CancellationToken)).Any(u => u.Message?.MigrateToChatId is not null);
}
