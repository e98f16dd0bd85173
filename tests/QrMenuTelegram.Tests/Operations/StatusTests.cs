using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Operations.Health;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Operations;

public sealed class StatusTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly Clock _clock = new(
        new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 16, 2, 0, TimeSpan.Zero))
    );
    private readonly Texts _texts = Texts.Load(new RestaurantOptions(), new MessagesOptions());

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("ru")]
    [InlineData("en")]
    public void All_is_well(string language) =>
        Snapshot.Match(
            $"Status_well.{language}",
            Show(
                language,
                new BridgeStatus(
                    "0.1.0",
                    Ago(3 * 3600 + 720),
                    [new("Терраса", Ago(1), Ago(1260), 57, TimeSpan.FromMilliseconds(30), null, null)],
                    0,
                    null,
                    null,
                    []
                )
            )
        );

    [Theory]
    [InlineData("ru")]
    [InlineData("en")]
    public void All_is_wrong(string language) =>
        Snapshot.Match(
            $"Status_wrong.{language}",
            Show(
                language,
                new BridgeStatus(
                    "0.1.0",
                    Ago(90),
                    [
                        new("Терраса", Ago(2), null, 0, TimeSpan.FromSeconds(4), null, null),
                        new(
                            "Бар <1>",
                            Ago(700),
                            Ago(900),
                            3,
                            TimeSpan.Zero,
                            Ago(690),
                            "no connection to 10.0.0.5:8443: is QrMenu__Servers__Бар <1>__Url right?"
                        ),
                        new("Кухня", null, null, 0, TimeSpan.Zero, null, null),
                    ],
                    12,
                    Ago(240),
                    _clock.Now + 180_000,
                    [
                        .. Enum.GetValues<RefusalReason>()
                            .Select(RefusalReasonWords.Word)
                            .Select((reason, i) => new BridgeStatus.Chat($"Чат & {reason}", reason, Ago(1320), i)),
                    ]
                )
            )
        );

    [Fact]
    public void Many_refused_chats_are_counted_rather_than_listed()
    {
        var chats = Enumerable.Range(1, 300).Select(i => new BridgeStatus.Chat($"Чат {i}", "Kicked", Ago(60), 0)).ToList();
        var shown = Show("ru", new BridgeStatus("0.1.0", Ago(90), [], 0, null, null, chats));
        shown.ShouldContain("Чат 20<");
        shown.ShouldNotContain("Чат 21<");
        shown.ShouldContain("…и ещё 280");
    }

    [Fact]
    public void A_group_that_is_not_the_managers_reads_neither_details_nor_other_chats()
    {
        var status = new BridgeStatus(
            "0.1.0",
            Ago(90),
            [new("Бар", Ago(700), Ago(900), 3, TimeSpan.Zero, Ago(690), "its certificate is 8C:1F, pinned is 9D:2E")],
            0,
            null,
            null,
            [new BridgeStatus.Chat("Тайный чат", "Kicked", Ago(1320), 4)]
        );
        var shown = Show("ru", status, new ChatInfo(-5, ChatKind.Group, "Зал"));
        shown.ShouldNotContain("8C:1F");
        shown.ShouldNotContain("Тайный чат");
        shown.ShouldContain("⚠️ <b>Бар</b>: нет событий");
        shown.ShouldContain("Не принимают сообщения, чатов: 1");
        shown.ShouldContain("Подробности — /status в личной переписке или в группе менеджеров.");
    }

    private string Show(string language, BridgeStatus status, ChatInfo? place = null) =>
        _database.Write(transaction =>
        {
            var chat = place ?? new ChatInfo(1, ChatKind.Private, "Анна");
            ChatStore.Remember(transaction, chat);
            var outbox = new Outbox(_clock, new Lazy<IDeliveryEvents>(new HeardFacts()));
            StatusCommand.Show(
                new CommandContext
                {
                    Transaction = transaction,
                    From = new Sender(1, "Анна", null, "ru"),
                    Chat = chat,
                    Here = new Destination(chat.Id),
                    Language = language,
                    IsManager = true,
                    Outbox = outbox,
                    Texts = _texts,
                    Clock = _clock,
                },
                status
            );
            using var command = transaction.Connection.CreateCommand();
            command.CommandText = "SELECT html FROM notices";
            var html = (string)command.ExecuteScalar()!;
            TelegramHtml.Problem(html).ShouldBeNull();
            return html;
        });

    private Instant Ago(int seconds) => _clock.Now - TimeSpan.FromSeconds(seconds);
}
