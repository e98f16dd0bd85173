using System.Text.Json.Nodes;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Telegram;

/// <summary>Updates over real HTTP, as the Bot API writes them and as it must not.</summary>
public sealed class IncomingUpdateTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SimulatedTelegram _telegram = null!;
    private TelegramGateway _gateway = null!;
    private Person _anna = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await SimulatedTelegram.Start(TimeProvider.System);
        _gateway = new TelegramGateway(Given.Telegram(_telegram.Token, _telegram.ApiUrl));
        _anna = _telegram.AddPerson("Анна");
    }

    public async ValueTask DisposeAsync()
    {
        _gateway.Dispose();
        await _telegram.DisposeAsync();
    }

    [Fact]
    public async Task A_topic_is_told_only_where_the_message_is_in_one()
    {
        var forum = _telegram.World.AddForum("Зал", "Веранда").AddBot(_anna);
        await Updates();
        _anna.Say(forum, forum.Topics[0], "/help a");
        _anna.Say(forum, "/help b");

        // A thread of replies in an ordinary group has a number too, and is no topic.
        Bring("message", Message("/help c", json => json["message_thread_id"] = 77));
        (await Updates()).Cast<IncomingUpdate.TextMessage>().Select(message => message.TopicId).ShouldBe([forum.Topics[0].Id, 0, 0]);
    }

    [Fact]
    public async Task Who_writes_behind_a_group_or_a_channel_is_nobody_we_know()
    {
        var group = _telegram.World.AddSupergroup("Зал").AddBot(_anna, BotStatus.Administrator);
        await Updates();
        _anna.Say(group, "/help", new SayOptions { Anonymous = true });
        Bring(
            "message",
            Message(
                "/help",
                json =>
                    json["sender_chat"] = new JsonObject
                    {
                        ["id"] = -1009,
                        ["type"] = "channel",
                        ["title"] = "Новости",
                    }
            )
        );
        _anna.Say(group, "/help");
        (await Updates()).Cast<IncomingUpdate.TextMessage>().Select(message => message.Anonymous).ShouldBe([true, true, false]);
    }

    [Theory]
    [InlineData("forward_origin", """{"type":"user","date":1700000000,"sender_user":{"id":777,"is_bot":false,"first_name":"Eve"}}""")]
    [InlineData("forward_origin", """{"type":"hidden_user","date":1700000000,"sender_user_name":"Eve"}""")]
    [InlineData(
        "forward_origin",
        """{"type":"channel","date":1700000000,"message_id":5,"chat":{"id":-1009,"type":"channel","title":"News"}}"""
    )]
    [InlineData("via_bot", """{"id":778,"is_bot":true,"first_name":"Inline","username":"inline_bot"}""")]
    [InlineData("is_automatic_forward", "true")]
    [InlineData("sender_chat", """{"id":-1009,"type":"channel","title":"News"}""")]
    [InlineData("entities", """[{"type":"blockquote","offset":0,"length":5}]""")]
    [InlineData("entities", """[{"type":"expandable_blockquote","offset":0,"length":5}]""")]
    public async Task What_somebody_else_wrote_is_not_the_senders_own(string field, string value)
    {
        await Updates();
        Bring("message", Message("/help", json => json[field] = JsonNode.Parse(value)));
        (await Updates()).ShouldHaveSingleItem().ShouldBeOfType<IncomingUpdate.TextMessage>().NotOwnWords.ShouldBeTrue();
    }

    [Theory]
    [InlineData(
        "reply_to_message",
        """{"message_id":4,"date":1700000000,"chat":{"id":-100,"type":"supergroup","title":"Hall"},"text":"/secret","forward_origin":{"type":"hidden_user","date":1700000000,"sender_user_name":"Eve"}}"""
    )]
    [InlineData("quote", """{"text":"/secret","position":0}""")]
    [InlineData("entities", """[{"type":"bot_command","offset":0,"length":5}]""")]
    [InlineData("entities", """[{"type":"code","offset":0,"length":5}]""")]
    [InlineData("entities", """[{"type":"blockquote","offset":3,"length":2}]""")]
    public async Task What_somebody_wrote_himself_is(string field, string value)
    {
        await Updates();
        Bring("message", Message("/help", json => json[field] = JsonNode.Parse(value)));
        (await Updates()).ShouldHaveSingleItem().ShouldBeOfType<IncomingUpdate.TextMessage>().NotOwnWords.ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "ivan", "@ivan")]
    [InlineData("\u3164", null, "№77")]
    [InlineData("\u200F", null, "№77")]
    [InlineData("\u0301 \u2800", "", "№77")]
    [InlineData("Иван", "ivan", "Иван")]
    public async Task Somebody_whose_name_shows_nothing_is_called_by_username_or_number(string first, string? username, string name)
    {
        await Updates();
        Bring(
            "message",
            Message(
                "/start",
                json =>
                {
                    json["from"] = new JsonObject
                    {
                        ["id"] = 77,
                        ["is_bot"] = false,
                        ["first_name"] = first,
                        ["username"] = username,
                    };
                    json["chat"] = new JsonObject
                    {
                        ["id"] = 77,
                        ["type"] = "private",
                        ["first_name"] = first,
                        ["username"] = username,
                    };
                }
            )
        );
        var message = (await Updates()).ShouldHaveSingleItem().ShouldBeOfType<IncomingUpdate.TextMessage>();
        (message.From.Name, message.Chat.Title).ShouldBe((name, name));
    }

    [Fact]
    public async Task Both_news_of_an_upgrade_say_the_same()
    {
        var group = _telegram.World.AddGroup("Зал").AddBot(_anna);
        await Updates();
        var supergroup = group.Upgrade(_anna);
        var updates = (await Updates()).OfType<IncomingUpdate.ChatMigrated>().ToList();
        updates.Select(update => (update.OldChatId, update.NewChatId)).ShouldBe([(group.Id, supergroup.Id), (group.Id, supergroup.Id)]);
    }

    [Fact]
    public async Task What_we_may_do_in_a_chat_is_told_from_every_state_of_membership()
    {
        var group = _telegram.World.AddSupergroup("Зал");
        foreach (var status in new[] { BotStatus.Restricted, BotStatus.Administrator, BotStatus.Kicked, BotStatus.Member, BotStatus.Left })
        {
            group.SetBotStatus(_anna, status);
        }
        Bring("my_chat_member", Change("restricted", json => (json["is_member"], json["can_send_messages"]) = (false, true)));
        Bring("my_chat_member", Change("restricted", json => (json["is_member"], json["can_send_messages"]) = (true, true)));
        (await Updates())
            .Cast<IncomingUpdate.BotStatusChanged>()
            .Select(change => change.Now)
            .ShouldBe([
                BotStanding.Silenced,
                BotStanding.MayWrite,
                BotStanding.Outside,
                BotStanding.MayWrite,
                BotStanding.Outside,
                BotStanding.Outside,
                BotStanding.MayWrite,
            ]);
    }

    [Fact]
    public async Task What_we_have_no_use_for_is_passed_over()
    {
        await Updates();
        Bring("message", Message(null, json => json["new_chat_title"] = "Зал 2"));
        Bring(
            "callback_query",
            new JsonObject
            {
                ["id"] = "1",
                ["from"] = User(),
                ["chat_instance"] = "1",
                ["game_short_name"] = "chess",
            }
        );
        Allow("edited_message");
        Bring("edited_message", Message("/help", json => json["edit_date"] = 1));
        var updates = await Updates();
        updates.Count.ShouldBe(3);
        updates.ShouldAllBe(update => update is IncomingUpdate.Other);
    }

    [Fact]
    public async Task A_press_on_a_message_that_telegram_no_longer_shows_says_who_and_what()
    {
        await Updates();
        Bring(
            "callback_query",
            new JsonObject
            {
                ["id"] = "1",
                ["from"] = User(),
                ["chat_instance"] = "1",
                ["data"] = "go:1",
            }
        );
        Bring(
            "callback_query",
            new JsonObject
            {
                ["id"] = "2",
                ["from"] = User(),
                ["chat_instance"] = "1",
                ["data"] = "go:2",
                ["message"] = new JsonObject
                {
                    ["chat"] = Group(),
                    ["message_id"] = 9,
                    ["date"] = 0,
                },
            }
        );
        var presses = (await Updates()).Cast<IncomingUpdate.ButtonPress>().ToList();
        (presses[0].Data, presses[0].Chat, presses[0].TelegramId).ShouldBe(("go:1", null, 0));
        (presses[1].Data, presses[1].Chat?.Id, presses[1].TelegramId).ShouldBe(("go:2", -100, 9));
    }

    [Theory]
    [InlineData("""{ "message_id": "no number", "chat": "no chat" }""", "Other")]
    [InlineData(
        """{ "message_id": 5, "from": { "id": 9 }, "chat": { "id": -100, "type": "group" }, "text": { "of": "another kind" } }""",
        "Other"
    )]
    [InlineData(
        """{ "message_id": 5, "from": { "id": 9 }, "chat": { "id": -100 }, "text": "/help", "forward_origin": { "type": "not known yet" } }""",
        "TextMessage"
    )]
    [InlineData(
        """{ "message_id": 5, "from": { "id": 9 }, "chat": { "id": -100 }, "text": "/help", "date": "today", "forward_origin": { } }""",
        "TextMessage"
    )]
    [InlineData(
        """{ "message_id": 4294967296000, "from": { "id": "9" }, "chat": { "id": "-100" }, "text": "/help", "media": { "kind": [1e300] } }""",
        "TextMessage"
    )]
    public async Task One_update_of_an_unknown_form_is_read_or_costs_itself_only_and_none_is_confirmed_before_its_turn(
        string message,
        string kind
    )
    {
        await Updates();
        _anna.Say("/help a");
        Bring("message", JsonNode.Parse(message)!.AsObject());
        _anna.Say("/help b");
        var seen = new List<IncomingUpdate>();
        var offset = 0L;
        while (seen.Count < 3)
        {
            var waiting = _telegram.PendingUpdates;
            var updates = await Updates(offset);
            _telegram.PendingUpdates.ShouldBe(offset == 0 ? waiting : 3 - seen.Count);
            updates.ShouldNotBeEmpty();
            seen.AddRange(updates);
            offset = seen[^1].UpdateId + 1;
        }
        seen.Select(update => update.GetType().Name).ShouldBe(["TextMessage", kind, "TextMessage"]);
        seen.Select(update => update.UpdateId).ShouldBeInOrder();
    }

    [Fact]
    public async Task Whose_message_is_replied_to_is_told_unless_nobody_we_know_wrote_it_or_it_only_opened_the_topic()
    {
        await Updates();
        Reply(replied => { });
        Reply(replied => replied["from"]!["is_bot"] = true);
        Reply(replied => replied["sender_chat"] = Group());
        Reply(replied => replied["forum_topic_created"] = new JsonObject { ["name"] = "Веранда", ["icon_color"] = 1 });
        Reply(replied => { }, message => (message["is_topic_message"], message["message_thread_id"]) = (true, 4));
        Reply(replied => { }, message => message["message_thread_id"] = 4);
        (await Updates())
            .Cast<IncomingUpdate.TextMessage>()
            .Select(message => message.RepliedTo?.Name)
            .ShouldBe(["Борис", null, null, null, null, "Борис"]);

        void Reply(Action<JsonObject> complete, Action<JsonObject>? completeMessage = null)
        {
            var replied = Message(
                "hello",
                json =>
                    json["from"] = new JsonObject
                    {
                        ["id"] = 9,
                        ["is_bot"] = false,
                        ["first_name"] = "Борис",
                    }
            );
            replied["message_id"] = 4;
            complete(replied);
            Bring(
                "message",
                Message(
                    "/staff add",
                    json =>
                    {
                        json["reply_to_message"] = replied;
                        completeMessage?.Invoke(json);
                    }
                )
            );
        }
    }

    private async Task<IReadOnlyList<IncomingUpdate>> Updates(long offset = long.MinValue)
    {
        var asked = offset == long.MinValue ? _next : offset;
        var updates = (await _gateway.GetUpdates(asked, TimeSpan.Zero, Cancel))
            .ShouldBeOfType<Answer<IReadOnlyList<IncomingUpdate>>.Ok>()
            .Value;
        _next = updates.Count == 0 ? _next : updates[^1].UpdateId + 1;
        return updates;
    }

    private long _next;

    private void Bring(string kind, JsonObject content) => _telegram.World.Change(() => _telegram.World.Updates.Add(kind, content));

    private void Allow(string kind) =>
        _telegram.World.Change(() => _telegram.World.Updates.Allow([.. _telegram.World.Updates.Allowed, kind]));

    private JsonObject User() =>
        new()
        {
            ["id"] = _anna.Id,
            ["is_bot"] = false,
            ["first_name"] = "Анна",
        };

    private static JsonObject Group() =>
        new()
        {
            ["id"] = -100,
            ["type"] = "supergroup",
            ["title"] = "Зал",
        };

    private JsonObject Message(string? text, Action<JsonObject> complete)
    {
        var json = new JsonObject
        {
            ["message_id"] = 5,
            ["from"] = User(),
            ["chat"] = Group(),
            ["date"] = 1_700_000_000,
        };
        if (text is not null)
        {
            json["text"] = text;
        }
        complete(json);
        return json;
    }

    private JsonObject Change(string status, Action<JsonObject> complete)
    {
        var bot = new JsonObject
        {
            ["id"] = _telegram.World.Bot.Id,
            ["is_bot"] = true,
            ["first_name"] = "QR Menu",
        };
        var now = new JsonObject
        {
            ["user"] = bot.DeepClone(),
            ["status"] = status,
            ["until_date"] = 0,
        };
        foreach (
            var right in (string[])
                [
                    "can_send_audios",
                    "can_send_documents",
                    "can_send_photos",
                    "can_send_videos",
                    "can_send_video_notes",
                    "can_send_voice_notes",
                    "can_send_polls",
                    "can_send_other_messages",
                    "can_add_web_page_previews",
                    "can_change_info",
                    "can_invite_users",
                    "can_pin_messages",
                    "can_manage_topics",
                    "can_edit_tag",
                ]
        )
        {
            now[right] = false;
        }
        complete(now);
        return new JsonObject
        {
            ["chat"] = Group(),
            ["from"] = User(),
            ["date"] = 1_700_000_000,
            ["old_chat_member"] = new JsonObject { ["user"] = bot, ["status"] = "left" },
            ["new_chat_member"] = now,
        };
    }
}
