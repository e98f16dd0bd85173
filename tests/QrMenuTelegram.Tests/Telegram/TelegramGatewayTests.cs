using Microsoft.Extensions.Time.Testing;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using Attachment = QrMenuTelegram.Telegram.Attachment;

namespace QrMenuTelegram.Tests.Telegram;

public sealed class TelegramGatewayTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _time = new();
    private SimulatedTelegram _telegram = null!;
    private TelegramGateway _gateway = null!;
    private TelegramChat _group = null!;
    private Person _anna = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await SimulatedTelegram.Start(_time);
        _gateway = new TelegramGateway(Given.Telegram(_telegram.Token, _telegram.ApiUrl));
        _anna = _telegram.AddPerson("Анна", "К", "anna");
        _group = _telegram.World.AddGroup("Зал").AddBot(_anna);
    }

    public async ValueTask DisposeAsync()
    {
        _gateway.Dispose();
        await _telegram.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_pinned_where_the_bot_may()
    {
        var sent = (await _gateway.Send(_group.Id, 0, MessageContent.Html("board"), true, Cancel)).ShouldBeOfType<SendOutcome.Delivered>();
        (await _gateway.Pin(_group.Id, sent.TelegramId, Cancel)).ShouldBeOfType<Answer<bool>.Ok>();
        _group.PinnedMessageId.ShouldBe((int)sent.TelegramId);
        (await _gateway.Unpin(_group.Id, sent.TelegramId, Cancel)).ShouldBeOfType<Answer<bool>.Ok>();
        _group.PinnedMessageId.ShouldBeNull();
        (await _gateway.Unpin(_group.Id, sent.TelegramId, Cancel))
            .ShouldBeOfType<Answer<bool>.Failed>()
            .Failure.ShouldBe(TelegramFailure.Refused);
        _group.MembersMayPin = false;
        (await _gateway.Pin(_group.Id, sent.TelegramId, Cancel))
            .ShouldBeOfType<Answer<bool>.Failed>()
            .Failure.ShouldBe(TelegramFailure.Refused);
    }

    public static TheoryData<string, RefusalReason> Forbidden { get; } =
        new()
        {
            { "bot was blocked by the user", RefusalReason.BlockedByUser },
            { "user is deactivated", RefusalReason.UserDeactivated },
            { "bot was kicked from the group chat", RefusalReason.Kicked },
            { "bot was kicked from the supergroup chat", RefusalReason.Kicked },
            { "bot was kicked from the channel chat", RefusalReason.Kicked },
            { "bot is not a member of the supergroup chat", RefusalReason.NotMember },
            { "bot is not a member of the group chat", RefusalReason.NotMember },
            { "bot is not a member of the channel chat", RefusalReason.NotMember },
            { "the group chat was deleted", RefusalReason.ChatDeleted },
            { "bot can't initiate conversation with a user", RefusalReason.NeverStarted },
            { "something nobody wrote down", RefusalReason.Other },
        };

    public static TheoryData<string, RefusalReason> BadRequests { get; } =
        new()
        {
            { "chat not found", RefusalReason.ChatNotFound },
            { "not enough rights to send text messages to the chat", RefusalReason.NoRightToWrite },
            { "have no write access to the chat", RefusalReason.NoRightToWrite },
            { "CHAT_RESTRICTED", RefusalReason.NoRightToWrite },
            { "CHAT_WRITE_FORBIDDEN", RefusalReason.NoRightToWrite },
            { "need administrator rights in the channel chat", RefusalReason.NoRightToWrite },
            { "PEER_ID_INVALID", RefusalReason.ChatNotFound },
            { "TOPIC_CLOSED", RefusalReason.TopicClosed },
        };

    public static TheoryData<Fault> Unclear { get; } =
    [
        new Fault.Reset(AfterEffect: false),
        new Fault.Reset(AfterEffect: true),
        Fault.Html(),
        Fault.Html(403),
        Fault.ServerError(),
        new Fault.Body(200, "text/html", "<html>login</html>"),
        Fault.ServerError(502),
    ];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task A_403_says_why_the_chat_refuses(string words, RefusalReason reason)
    {
        _telegram.Faults.Next(Fault.Forbidden(words));
        (await Send()).ShouldBeOfType<SendOutcome.ChatRefused>().Reason.ShouldBe(reason);
    }

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task Some_400_mean_the_chat_too(string words, RefusalReason reason)
    {
        _telegram.Faults.Next(Fault.BadRequest(words));
        (await Send()).ShouldBeOfType<SendOutcome.ChatRefused>().Reason.ShouldBe(reason);
    }

    [Theory]
    [MemberData(nameof(Unclear), DisableDiscoveryEnumeration = true)]
    public async Task What_tells_nothing_is_an_unknown_outcome(Fault fault)
    {
        _telegram.Faults.Next(fault);
        (await Send()).ShouldBeOfType<SendOutcome.Unknown>().Description.ShouldNotContain(_telegram.Token);
    }

    [Fact]
    public async Task Every_other_answer_is_told_apart()
    {
        var sent = (await Send()).ShouldBeOfType<SendOutcome.Delivered>().TelegramId;
        _telegram.Faults.Next(Fault.TooManyRequests(9));
        (await Send()).ShouldBe(new SendOutcome.Throttled(TimeSpan.FromSeconds(9)));
        _telegram.Faults.Next(Fault.Migrated(-1001));
        (await Send()).ShouldBe(new SendOutcome.Migrated(-1001));
        _telegram.Faults.Next(Fault.Unauthorized());
        (await Send()).ShouldBe(new SendOutcome.Unauthorized());
        (await Send("a < b")).ShouldBeOfType<SendOutcome.MarkupRefused>().Description.ShouldContain("can't parse entities");
        (await Send(topicId: 77)).ShouldBe(new SendOutcome.TopicGone());
        (await Send(" ")).ShouldBeOfType<SendOutcome.Refused>();
        (await Edit(sent, "hello")).ShouldBe(new SendOutcome.Delivered(sent));
        (await Edit(9999, "hello")).ShouldBe(new SendOutcome.MessageGone());
        _telegram.Faults.Next(Fault.BadRequest("message can't be edited"));
        (await Edit(sent, "other")).ShouldBe(new SendOutcome.MessageGone());
    }

    [Fact]
    public async Task A_message_shows_its_text_its_buttons_and_its_silence()
    {
        var content = new MessageContent(
            "<b>Стол 6</b> &amp; &lt;дом&gt;",
            TextFormat.Html,
            [
                [new Button("Принять", "claim:t:1", ButtonStyle.Success)],
                [new Button("Нет", "x")],
            ]
        );
        await _gateway.Send(_group.Id, 1, content, silent: true, Cancel);
        var message = _group.Last;
        (message.Text, message.Silent).ShouldBe(("Стол 6 & <дом>", true));
        message.Buttons.Select(row => row.Single().Data).ShouldBe(["claim:t:1", "x"]);
        message.Buttons[0][0].Style.ShouldBe("success");
        await _gateway.Edit(_group.Id, message.Id, new MessageContent("a < b", TextFormat.Plain, []), Cancel);
        (_group.Last.Text, _group.Last.Buttons.Count).ShouldBe(("a < b", 0));
    }

    [Fact]
    public async Task Pictures_and_files_arrive_byte_for_byte_with_caption_and_buttons()
    {
        byte[] bytes = [137, 80, 78, 71, 0, 255];
        var caption = new MessageContent(
            "Стол <b>6</b>",
            TextFormat.Html,
            [
                [new Button("Details", "report:x")],
            ]
        );
        var outcome = await _gateway.SendFile(
            _group.Id,
            0,
            new Attachment(AttachmentKind.Photo, "report.png", bytes),
            caption,
            silent: true,
            Cancel
        );
        var photo = _group.Last;
        outcome.ShouldBe(new SendOutcome.Delivered(photo.Id));
        (photo.Text, photo.Silent, photo.Buttons.Single().Single().Data).ShouldBe(("Стол 6", true, "report:x"));
        (photo.Attachment!.Kind, photo.Attachment.FileName).ShouldBe(("photo", "report.png"));
        photo.Attachment.Content.ToArray().ShouldBe(bytes);

        await _gateway.SendFile(
            _group.Id,
            0,
            new Attachment(AttachmentKind.Document, "Вызовы.csv", bytes),
            MessageContent.Html("csv"),
            false,
            Cancel
        );
        (_group.Last.Attachment!.Kind, _group.Last.Attachment.FileName).ShouldBe(("document", "Вызовы.csv"));
        _group.Last.Attachment.Content.ToArray().ShouldBe(bytes);
    }

    [Theory]
    [InlineData("Bad Request: not enough rights to send photos to the chat", 400)]
    [InlineData("Bad Request: not enough rights to send documents to the chat", 400)]
    [InlineData("Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN", 400)]
    [InlineData("Forbidden: CHAT_SEND_DOCS_FORBIDDEN", 403)]
    [InlineData("Bad Request: PHOTO_INVALID_DIMENSIONS", 400)]
    [InlineData("Request Entity Too Large", 413)]
    public async Task A_chat_that_takes_texts_but_no_files_refuses_just_the_file(string words, int status)
    {
        _telegram.Faults.Next(new Fault.Refusal(status, words));
        var file = new Attachment(AttachmentKind.Photo, "x.png", new byte[] { 1 });
        (await _gateway.SendFile(_group.Id, 0, file, MessageContent.Html("x"), false, Cancel)).ShouldBeOfType<SendOutcome.Refused>();
    }

    [Fact]
    public async Task Updates_come_in_our_own_words()
    {
        await _gateway.Send(
            _group.Id,
            0,
            new MessageContent(
                "hi",
                TextFormat.Html,
                [
                    [new Button("Go", "go:1")],
                ]
            ),
            false,
            Cancel
        );
        _anna.Say(_group, "/help");
        var press = _anna.Press(_group.Last, "go:1");
        var updates = (await _gateway.GetUpdates(0, TimeSpan.Zero, Cancel))
            .ShouldBeOfType<Answer<IReadOnlyList<IncomingUpdate>>.Ok>()
            .Value;

        var status = updates.OfType<IncomingUpdate.BotStatusChanged>().Single();
        (status.Before, status.Now).ShouldBe((BotStanding.Outside, BotStanding.MayWrite));
        var text = updates.OfType<IncomingUpdate.TextMessage>().Single();
        (text.Text, text.From.Name, text.From.Username, text.Chat.Title, text.Anonymous).ShouldBe(
            ("/help", "Анна К", "anna", "Зал", false)
        );
        var pressed = updates.OfType<IncomingUpdate.ButtonPress>().Single();
        (pressed.Data, pressed.TelegramId, pressed.From.Id).ShouldBe(("go:1", _group.Last.Id, _anna.Id));

        await _gateway.AnswerPress(pressed.QueryId, "ok", alert: true, Cancel);
        (await press.Answer).ShouldBe(new PressAnswer("ok", true));
        await _gateway.AnswerPress(pressed.QueryId, "again", alert: false, Cancel);
    }

    [Fact]
    public async Task A_wrong_token_and_a_webhook_are_named()
    {
        _telegram.SetWebhook("https://example.org/hook");
        (await _gateway.GetUpdates(0, TimeSpan.Zero, Cancel))
            .ShouldBeOfType<Answer<IReadOnlyList<IncomingUpdate>>.Failed>()
            .Failure.ShouldBe(TelegramFailure.Webhook);
        (await _gateway.GetWebhook(Cancel)).ShouldBe(new Answer<string>.Ok("https://example.org/hook"));
        (await _gateway.RemoveWebhook(Cancel)).ShouldBe(new Answer<bool>.Ok(true));
        (await _gateway.GetWebhook(Cancel)).ShouldBe(new Answer<string>.Ok(""));
        _telegram.Token = "42:other";
        var failed = (await _gateway.GetMe(Cancel)).ShouldBeOfType<Answer<BotIdentity>.Failed>();
        failed.Failure.ShouldBe(TelegramFailure.Unauthorized);
        await _telegram.GoDown();
        var away = (await _gateway.GetMe(Cancel)).ShouldBeOfType<Answer<BotIdentity>.Failed>();
        away.Failure.ShouldBe(TelegramFailure.Unreachable);
    }

    [Fact]
    public async Task Menus_of_commands_are_set_and_removed_per_scope_and_language()
    {
        await Set(CommandScope.Groups, "en", "everybody's");
        await Set(CommandScope.Chat(_group.Id), null, "the group's");
        await Set(CommandScope.Member(_group.Id, _anna.Id), null, "hers");
        var other = _telegram.World.AddGroup("Бар").AddBot(_anna);
        var boris = _telegram.AddPerson("Борис", language: "en");
        _telegram.MenuFor(other, "en").Single().Description.ShouldBe("everybody's");
        _telegram.MenuFor(other, "ru").ShouldBeEmpty();
        _telegram.MenuFor(_group, boris).Single().Description.ShouldBe("the group's");
        _telegram.MenuFor(_group, _anna).Single().Description.ShouldBe("hers");

        (await _gateway.DeleteCommands(CommandScope.Member(_group.Id, _anna.Id), null, Cancel)).ShouldBeOfType<Answer<bool>.Ok>();
        _telegram.MenuFor(_group, _anna).Single().Description.ShouldBe("the group's");
        (await _gateway.DeleteCommands(CommandScope.Chat(_group.Id), null, Cancel)).ShouldBeOfType<Answer<bool>.Ok>();
        (await _gateway.DeleteCommands(CommandScope.Chat(_group.Id), null, Cancel)).ShouldBeOfType<Answer<bool>.Ok>("it is gone already");
        _telegram.MenuFor(_group, boris).Single().Description.ShouldBe("everybody's");

        _group.KickBot(_anna);
        var refused = (await _gateway.SetCommands(CommandScope.Chat(_group.Id), null, [], Cancel)).ShouldBeOfType<Answer<bool>.Failed>();
        refused.Failure.ShouldBe(TelegramFailure.Refused);
        refused.Description.ShouldBe("Forbidden: bot was kicked from the group chat");

        async Task Set(CommandScope scope, string? language, string words) =>
            (
                await _gateway.SetCommands(scope, language, [new CommandDescription("help", words)], Cancel)
            ).ShouldBeOfType<Answer<bool>.Ok>();
    }

    [Fact]
    public async Task What_the_bot_says_of_itself_is_read_and_set_per_language()
    {
        foreach (var which in Enum.GetValues<BotText>())
        {
            (await Read("en")).ShouldBe("");
            (await _gateway.SetBotText(which, null, "Всем", Cancel)).ShouldBeOfType<Answer<bool>.Ok>();
            (await Read("en")).ShouldBe("Всем");
            (await _gateway.SetBotText(which, "en", "To all", Cancel)).ShouldBeOfType<Answer<bool>.Ok>();
            (await Read("en")).ShouldBe("To all");
            (await Read(null)).ShouldBe("Всем");
            (await _gateway.SetBotText(which, null, new string('x', 600), Cancel)).ShouldBeOfType<Answer<bool>.Failed>();

            async Task<string> Read(string? language) =>
                (await _gateway.GetBotText(which, language, Cancel)).ShouldBeOfType<Answer<string>.Ok>().Value;
        }
        _telegram.ProfileText("description", "en").ShouldBe("To all");
        _telegram.ProfileText("short_description", "ru").ShouldBe("Всем");
    }

    [Fact]
    public async Task The_bots_pictures_are_counted_and_one_is_set()
    {
        (await _gateway.CountPictures(_telegram.World.Bot.Id, Cancel)).ShouldBe(new Answer<int>.Ok(0));
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];
        (await _gateway.SetPicture(jpeg, Cancel)).ShouldBeOfType<Answer<bool>.Ok>();
        _telegram.Pictures.ShouldHaveSingleItem().ToArray().ShouldBe(jpeg);
        (await _gateway.CountPictures(_telegram.World.Bot.Id, Cancel)).ShouldBe(new Answer<int>.Ok(1));
        (await _gateway.SetPicture(new byte[] { 1 }, Cancel))
            .ShouldBeOfType<Answer<bool>.Failed>()
            .Description.ShouldBe("Bad Request: IMAGE_PROCESS_FAILED");
    }

    [Fact]
    public async Task A_method_that_a_server_does_not_know_is_refused_and_says_nothing_of_the_token()
    {
        _telegram.Faults.Next(new Fault.Refusal(404, "Not Found: method not found"), "setMyProfilePhoto");
        (await _gateway.SetPicture(new byte[] { 1 }, Cancel))
            .ShouldBeOfType<Answer<bool>.Failed>()
            .Failure.ShouldBe(TelegramFailure.Refused);
        _telegram.Faults.Next(new Fault.Refusal(404, "Not Found"), "setMyProfilePhoto");
        (await _gateway.SetPicture(new byte[] { 1 }, Cancel))
            .ShouldBeOfType<Answer<bool>.Failed>()
            .Failure.ShouldBe(TelegramFailure.Unauthorized);
    }

    private Task<SendOutcome> Send(string html = "hello", int topicId = 0) =>
        _gateway.Send(_group.Id, topicId, MessageContent.Html(html), silent: false, Cancel);

    private Task<SendOutcome> Edit(long telegramId, string html) => _gateway.Edit(_group.Id, telegramId, MessageContent.Html(html), Cancel);
}
