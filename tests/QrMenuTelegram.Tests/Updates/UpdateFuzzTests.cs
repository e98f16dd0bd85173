using System.Text;
using CsCheck;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Simulation.Html;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using QrMenuTelegram.Updates;

namespace QrMenuTelegram.Tests.Updates;

/// <summary>Whatever people type, and whatever comes back from a button, no handler throws and every reply can be shown.</summary>
[Trait("Kind", "Fuzz")]
public sealed class UpdateFuzzTests
{
    private static readonly Texts SharedTexts = Texts.Load(new RestaurantOptions(), new MessagesOptions());
    private static readonly Sender Anna = new(11, "Anna </b>", null, "ru");
    private static readonly Sender Eve = new(66, "Eve & <i>", "eve", null);

    private static readonly string[] Sensible =
    [
        "/subscribe",
        "/subscribe waiter 1-8 12 VIP",
        "/subscribe waiter_call,bill_request \"Летняя веранда\"",
        "/subscribe kitchen @Alpha 1-3",
        "/unsubscribe",
        "/unsubscribe all",
        "/unsubscribe 1 2",
        "/subscriptions",
        "/hall Веранда 1-8 12",
        "/hall \"Летняя веранда\" A1-A9",
        "/hall Веранда -",
        "/hall Веранда",
        "/halls",
        "/tables",
        "/why 12",
        "/why @Beta 12 waiter_call",
        "/test",
        "/test save_order",
        "/language en",
        "/status",
        "/help",
        "/start",
        "/start code",
        "/invite",
        "/managers",
        "/claim 5",
        "hello",
    ];

    private static readonly string[] Shards =
    [
        "\"",
        "\"\"",
        "-",
        "–",
        "@",
        "@Alpha",
        ",",
        " ",
        "\n",
        "\0",
        "<b>",
        "&",
        "1-99999999999",
        "999999999999999999999",
        "-1",
        "0",
        "１２",
        "٣",
        "\ud83d",
        "\udc00",
        "😀",
        "\u202e",
        "all",
        "/",
        "{{",
        "{%",
        "стол",
        "№",
        ":",
        ";",
        "a-z",
        "1--2",
        "A1-B9",
    ];

    private static readonly Gen<string> Text = Gen.Select(
        Gen.Int[0, Sensible.Length - 1],
        Gen.Select(Gen.Double.Unit, Gen.Int[0, 6], Gen.Int[0, Shards.Length - 1], Gen.Int[1, 40]).Array[0, 5],
        (text, changes) =>
            changes.Aggregate(
                Sensible[text],
                (typed, change) =>
                {
                    var (where, removed, put, times) = change;
                    var at = (int)(where * typed.Length);
                    return typed[..at]
                        + string.Concat(
                            Enumerable.Repeat(
                                Shards[put],
                                times > 36 ? 400
                                    : times > 30 ? 10
                                    : 1
                            )
                        )
                        + typed[Math.Min(typed.Length, at + removed)..];
                }
            )
    );

    private static readonly Gen<Doing> Anything = Gen.Select(
        Text,
        Gen.Int[0, 5],
        Gen.Int[0, 3],
        Gen.Int[0, 1000],
        (text, who, place, press) => new Doing(text, who, place, press)
    );

    [Fact]
    public void Nothing_that_people_do_makes_a_handler_throw() =>
        Anything
            .Array[1, 30]
            .Sample(
                doings =>
                {
                    using var rig = new Rig();
                    foreach (var doing in doings)
                    {
                        rig.Do(doing);
                    }
                    rig.EveryNoticeCanBeShown();
                },
                iter: Fuzz.Times(40)
            );

    private sealed record Doing(string Text, int Who, int Place, int Press);

    private sealed class Rig : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly ServiceProvider _services;
        private readonly Database _database;
        private readonly UpdateHandler _handler;
        private int _updates;

        public Rig()
        {
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        ["Telegram:Token"] = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                        ["Telegram:Managers"] = "11",
                        ["QrMenu:Servers:Alpha:Url"] = "https://127.0.0.1:1",
                        ["QrMenu:Servers:Alpha:Token"] = "alpha-secret",
                        ["QrMenu:Servers:Beta:Url"] = "https://127.0.0.1:2",
                        ["QrMenu:Servers:Beta:Token"] = "beta-secret",
                        ["Storage:Path"] = _folder.File("bridge.db"),
                    }
                )
                .Build();
            var services = new ServiceCollection().AddLogging();
            services.AddSingleton<ITelegram>(new ScriptedTelegram());
            services.AddBridge(configuration).Replace(ServiceDescriptor.Singleton(SharedTexts));
            _services = services.BuildServiceProvider();
            _services
                .GetServices<IHostedService>()
                .OfType<QrMenuTelegram.Operations.Start.StartupService>()
                .Single()
                .StartAsync(default)
                .GetAwaiter()
                .GetResult();
            _database = _services.GetRequiredService<Database>();
            _handler = _services.GetRequiredService<UpdateHandler>();
            _services.GetRequiredService<BotAccount>().Tell(new BotIdentity(1, "model_bot", "Model"));
        }

        public void Do(Doing doing)
        {
            var chat = doing.Place switch
            {
                0 => new ChatInfo(-1001, ChatKind.Supergroup, "Hall <&>"),
                1 => new ChatInfo(-5, ChatKind.Group, "Bar"),
                _ => new ChatInfo(doing.Who == 0 ? Eve.Id : Anna.Id, ChatKind.Private, "Private"),
            };
            var from = doing.Who == 0 ? Eve : Anna;
            _database.Write(transaction =>
            {
                _handler.Handle(
                    transaction,
                    doing.Press % 3 == 0
                        ? Press(transaction, from, doing)
                        : new IncomingUpdate.TextMessage(
                            ++_updates,
                            chat,
                            doing.Place == 0 ? doing.Press % 2 * 5 : 0,
                            from,
                            doing.Who == 5,
                            doing.Text
                        )
                );
                Show(transaction);
            });
        }

        public void EveryNoticeCanBeShown()
        {
            foreach (
                var notice in _database.Read(connection =>
                    connection.Query<Row>("SELECT id AS Id, chat_id AS ChatId, html AS Html, buttons AS Buttons FROM notices").AsList()
                )
            )
            {
                TextCleaner.Clean(HtmlParser.Parse(notice.Html)).CodePoints.ShouldBeInRange(1, 4096);
                foreach (var button in ButtonsJson.Read(notice.Buttons).SelectMany(row => row))
                {
                    Encoding.UTF8.GetByteCount(button.Data).ShouldBeInRange(button.Url is null && !button.IsDisabled ? 1 : 0, 64);
                    button.Text.ShouldNotBeEmpty();
                }
            }
        }

        public void Dispose()
        {
            _services.Dispose();
            _folder.Dispose();
        }

        // Of some button that there is, with its data whole or spoiled.
        private IncomingUpdate.ButtonPress Press(Transaction transaction, Sender from, Doing doing)
        {
            var notices = transaction
                .Connection.Query<Row>(
                    "SELECT id AS Id, chat_id AS ChatId, html AS Html, buttons AS Buttons FROM notices WHERE buttons <> ''"
                )
                .AsList();
            var notice = notices.Count == 0 ? new Row(1, Anna.Id, "", "") : notices[doing.Press % notices.Count];
            var buttons = ButtonsJson.Read(notice.Buttons).SelectMany(row => row).Select(button => button.Data).ToList();
            var data = buttons.Count == 0 ? "subscribe:role:waiter" : buttons[doing.Press % buttons.Count];
            var spoiled = (doing.Press % 4) switch
            {
                0 => data + ":" + doing.Text,
                1 => data[..(data.Length / 2)] + doing.Text.TrimStart('/'),
                _ => data,
            };
            var chat = new ChatInfo(notice.ChatId, notice.ChatId > 0 ? ChatKind.Private : ChatKind.Supergroup, "Chat");
            return new IncomingUpdate.ButtonPress(++_updates, "q", from, doing.Who == 4 ? null : chat, 0, (int)notice.Id, spoiled);
        }

        // As if the courier had shown each by itself, under its own number.
        private static void Show(Transaction transaction) =>
            transaction.Connection.Execute(
                """
                INSERT INTO messages (id, chat_id, topic_id, telegram_id, begun_at, shown_at)
                SELECT id, chat_id, topic_id, id, created_at, created_at FROM notices WHERE message_id IS NULL;
                UPDATE notices SET message_id = id, shown_version = version WHERE message_id IS NULL;
                """
            );

        private sealed record Row(long Id, long ChatId, string Html, string Buttons);
    }
}
