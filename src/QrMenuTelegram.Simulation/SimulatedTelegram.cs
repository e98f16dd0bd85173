using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Simulation;

/// <summary>
/// A Bot API server on loopback with the chats and people behind it, as strict as Telegram: it refuses what Telegram
/// refuses in Telegram's words, can enforce the limits to the letter, and breaks on demand.
/// </summary>
public sealed class SimulatedTelegram : IAsyncDisposable
{
    public const string BotUsername = "qr_menu_playground_bot";

    private readonly CancellationTokenSource _stopping = new();
    private readonly BotState _state;
    private ApiServer _api = null!;
    private LoopbackServer _server = null!;

    private SimulatedTelegram(TimeProvider time)
    {
        World = new World(time, BotUsername);
        _state = new BotState(World);
        Faults = new FaultPlan(time);
        Token = $"{World.Bot.Id}:AA-simulated-token-of-the-playground_1";
    }

    /// <summary>Starts one.</summary>
    /// <param name="time">All its windows, limits, long polls and delays go by this.</param>
    /// <param name="port">0 for any free one.</param>
    public static async Task<SimulatedTelegram> Start(TimeProvider time, int port = 0)
    {
        var telegram = new SimulatedTelegram(time);
        telegram._api = new ApiServer(telegram._state, () => telegram.Token, telegram.Faults, telegram.Log, telegram._stopping.Token);
        telegram._server = await LoopbackServer.Start(telegram._api.Handle, port: port);
        return telegram;
    }

    /// <summary>What <c>Telegram__ApiUrl</c> names.</summary>
    public string ApiUrl => _server.Url;

    /// <summary>The bot's token. Setting another revokes this one.</summary>
    public string Token { get; set; }

    /// <summary>People and chats.</summary>
    public World World { get; }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; }

    /// <summary>What was asked.</summary>
    public CallLog Log { get; } = new();

    public Changes Changes => World.Changes;

    /// <summary>Telegram's limits: off unless set.</summary>
    public SendLimits Limits
    {
        get => World.Look(() => _state.Limits);
        set => World.Change(() => _state.Limits = value);
    }

    /// <summary>Whether a getUpdates waits now.</summary>
    public bool IsPolled => _api.IsPolled;

    /// <summary>How many requests are being answered now.</summary>
    public int UnderWay => _api.UnderWay;

    /// <summary>Updates that wait for the bot.</summary>
    public int PendingUpdates => World.Look(() => World.Updates.Count);

    /// <summary>Presses on buttons that the bot has not answered yet.</summary>
    public IReadOnlyList<Press> OpenPresses => World.Look(() => World.Presses.Open);

    /// <summary>The menu that apps show in a chat to whoever has none of his own there.</summary>
    public IReadOnlyList<MenuCommand> MenuFor(TelegramChat chat, string language) =>
        World.Look(() => _state.Menu.For(chat, null, language));

    /// <summary>The menu that this person's app shows in a chat.</summary>
    public IReadOnlyList<MenuCommand> MenuFor(TelegramChat chat, Person person) =>
        World.Look(() => _state.Menu.For(chat, person, person.Language ?? ""));

    /// <summary>What the bot says of itself to people of a language: <c>name</c>, <c>description</c>, <c>short_description</c>.</summary>
    public string ProfileText(string what, string language = "") =>
        World.Look(() => _state.Profile.GetValueOrDefault((what, language)) ?? _state.Profile.GetValueOrDefault((what, "")) ?? "");

    /// <summary>The bot's profile pictures, the current first.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Pictures => World.Look(() => (IReadOnlyList<ReadOnlyMemory<byte>>)[.. _state.Pictures]);

    /// <summary>Sets a webhook, so that getUpdates is refused; null removes it.</summary>
    public void SetWebhook(string? url) => World.Change(() => _state.Webhook = url);

    public Person AddPerson(string firstName, string? lastName = null, string? username = null, string? language = "ru", long? id = null) =>
        World.AddPerson(firstName, lastName, username, language, id);

    /// <summary>Does a call without HTTP, as the bot.</summary>
    /// <exception cref="ApiException">Telegram refuses it.</exception>
    public System.Text.Json.Nodes.JsonNode Call(ApiCall call) => MethodTable.Run(_state, call);

    /// <summary>Completes when it is so; asked now and after every change.</summary>
    /// <exception cref="TimeoutException">It was not so for a good while of real time.</exception>
    public Task WaitFor(Func<bool> isSo, TimeSpan? patience = null, string? what = null) => Changes.WaitFor(isSo, patience, what);

    /// <summary>Refuses connections until <see cref="GoUp"/>.</summary>
    public Task GoDown() => _server.Refuse();

    /// <summary>Is there again, at the same address.</summary>
    public Task GoUp() => _server.Listen();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _server.DisposeAsync();
        _stopping.Dispose();
    }
}
