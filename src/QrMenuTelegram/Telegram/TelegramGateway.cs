using System.Text.Json;
using Telegram.Bot;

namespace QrMenuTelegram.Telegram;

/// <summary>
/// The Bot API by requests of our own: only what we use of it. It retries nothing by itself: when to try again is the
/// caller's to know.
/// </summary>
public sealed class TelegramGateway : ITelegram, IDisposable
{
    private const int MostUpdates = 100;
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UploadTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(50);

    private readonly string _token;
    private readonly long _botId;
    private readonly HttpClient _sending;
    private readonly HttpClient _uploading;
    private readonly HttpClient _polling;
    private readonly BotApi _sender;
    private readonly BotApi _uploader;
    private readonly BotApi _poller;

    /// <param name="options">Whom to ask; the preferred way is taken.</param>
    /// <param name="sendTimeout">For anything but a long poll; null for 30 s.</param>
    public TelegramGateway(TelegramOptions options, TimeSpan? sendTimeout = null)
        : this(options.Token.Value, options.Ways[0], sendTimeout) { }

    /// <param name="token">The bot's.</param>
    /// <param name="way">By which the Bot API is reached.</param>
    /// <param name="sendTimeout">For anything but a long poll; null for 30 s.</param>
    public TelegramGateway(string token, WayOptions way, TimeSpan? sendTimeout = null)
    {
        _token = token;
        var bot = new TelegramBotClientOptions(_token, ApiRoot(way));
        _botId = bot.BotId;
        var methods = bot.BaseRequestUrl + "/";
        _sending = TelegramHttp.Client(way, sendTimeout ?? SendTimeout);
        _uploading = TelegramHttp.Client(way, sendTimeout ?? UploadTimeout);
        _polling = TelegramHttp.Client(way, LongestPoll + TimeSpan.FromSeconds(10));
        _sender = new BotApi(_sending, methods);
        _uploader = new BotApi(_uploading, methods);
        _poller = new BotApi(_polling, methods);
    }

    public Task<Answer<BotIdentity>> GetMe(CancellationToken cancel) =>
        Call(_sender, "getMe", null, answer => new Answer<BotIdentity>.Ok(Identity(answer.Result)), cancel);

    public Task<SendOutcome> Send(long chatId, int topicId, MessageContent content, bool silent, CancellationToken cancel) =>
        Show(
            new ShowRequest(chatId, MessageRequest.ThreadOf(topicId), null, HasFile: false),
            _sender,
            "sendMessage",
            BotApi.JsonContent(json =>
            {
                json.WriteNumber("chat_id", chatId);
                MessageRequest.WriteText(json, content);
                MessageRequest.WriteThread(json, topicId);
                json.WriteBoolean("disable_notification", silent);
            }),
            cancel
        );

    public Task<SendOutcome> SendFile(
        long chatId,
        int topicId,
        Attachment attachment,
        MessageContent caption,
        bool silent,
        CancellationToken cancel
    ) =>
        Show(
            new ShowRequest(chatId, MessageRequest.ThreadOf(topicId), null, HasFile: true),
            _uploader,
            attachment.Kind == AttachmentKind.Photo ? "sendPhoto" : "sendDocument",
            MessageRequest.Form(chatId, MessageRequest.ThreadOf(topicId), attachment, caption, silent),
            cancel
        );

    public Task<SendOutcome> Edit(long chatId, long telegramId, MessageContent content, CancellationToken cancel) =>
        Show(
            new ShowRequest(chatId, 0, telegramId, HasFile: false),
            _sender,
            "editMessageText",
            BotApi.JsonContent(json =>
            {
                MessageRequest.WriteMessage(json, chatId, telegramId);
                MessageRequest.WriteText(json, content);
            }),
            cancel
        );

    public Task<Answer<bool>> Pin(long chatId, long telegramId, CancellationToken cancel) =>
        Do(
            "pinChatMessage",
            json =>
            {
                MessageRequest.WriteMessage(json, chatId, telegramId);
                json.WriteBoolean("disable_notification", true);
            },
            cancel
        );

    public Task<Answer<bool>> Unpin(long chatId, long telegramId, CancellationToken cancel) =>
        Do("unpinChatMessage", json => MessageRequest.WriteMessage(json, chatId, telegramId), cancel);

    public Task<Answer<IReadOnlyList<IncomingUpdate>>> GetUpdates(long offset, TimeSpan wait, CancellationToken cancel) =>
        Call<IReadOnlyList<IncomingUpdate>>(
            _poller,
            "getUpdates",
            BotApi.JsonContent(json =>
            {
                json.WriteNumber("offset", offset);
                json.WriteNumber("limit", MostUpdates);
                json.WriteNumber("timeout", (int)Math.Min(wait.TotalSeconds, LongestPoll.TotalSeconds));
                json.WriteStartArray("allowed_updates");
                json.WriteStringValue("message");
                json.WriteStringValue("callback_query");
                json.WriteStringValue("my_chat_member");
                json.WriteEndArray();
            }),
            answer =>
                answer.Elements() is { } updates
                    ? new Answer<IReadOnlyList<IncomingUpdate>>.Ok([.. updates.Select(UpdateTranslator.Translate).OfType<IncomingUpdate>()])
                    : null,
            cancel
        );

    public Task<Answer<bool>> AnswerPress(string queryId, string? text, bool alert, CancellationToken cancel) =>
        Do(
            "answerCallbackQuery",
            json =>
            {
                json.WriteString("callback_query_id", queryId);
                if (text is not null)
                {
                    json.WriteString("text", text);
                }
                json.WriteBoolean("show_alert", alert);
            },
            cancel
        );

    public Task<Answer<bool>> SetCommands(
        CommandScope scope,
        string? language,
        IReadOnlyList<CommandDescription> commands,
        CancellationToken cancel
    ) =>
        Do(
            "setMyCommands",
            json =>
            {
                json.WriteStartArray("commands");
                foreach (var command in commands)
                {
                    json.WriteStartObject();
                    json.WriteString("command", command.Name);
                    json.WriteString("description", command.Description);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                WriteScope(json, scope, language);
            },
            cancel
        );

    public Task<Answer<bool>> DeleteCommands(CommandScope scope, string? language, CancellationToken cancel) =>
        Do("deleteMyCommands", json => WriteScope(json, scope, language), cancel);

    public Task<Answer<string>> GetBotText(BotText which, string? language, CancellationToken cancel) =>
        Call(
            _sender,
            which == BotText.Description ? "getMyDescription" : "getMyShortDescription",
            BotApi.JsonContent(json => WriteLanguage(json, language)),
            answer => Text(answer.Result, FieldOf(which)) is { } text ? new Answer<string>.Ok(text) : null,
            cancel
        );

    public Task<Answer<bool>> SetBotText(BotText which, string? language, string text, CancellationToken cancel) =>
        Do(
            which == BotText.Description ? "setMyDescription" : "setMyShortDescription",
            json =>
            {
                json.WriteString(FieldOf(which), text);
                WriteLanguage(json, language);
            },
            cancel
        );

    public Task<Answer<int>> CountPictures(long userId, CancellationToken cancel) =>
        Call(
            _sender,
            "getUserProfilePhotos",
            BotApi.JsonContent(json =>
            {
                json.WriteNumber("user_id", userId);
                json.WriteNumber("limit", 1);
            }),
            answer => Count(answer.Result) is { } count ? new Answer<int>.Ok(count) : null,
            cancel
        );

    public Task<Answer<bool>> SetPicture(ReadOnlyMemory<byte> jpeg, CancellationToken cancel) =>
        Call<bool>(_uploader, "setMyProfilePhoto", MessageRequest.PictureForm(jpeg), _ => new Answer<bool>.Ok(true), cancel);

    /// <summary>The address that a webhook sends the updates to; empty where none is set. Only <c>check</c> asks.</summary>
    public Task<Answer<string>> GetWebhook(CancellationToken cancel) =>
        Call(_sender, "getWebhookInfo", null, answer => new Answer<string>.Ok(Text(answer.Result, "url") ?? ""), cancel);

    /// <summary>Removes the webhook; the updates that wait are kept, and come by <see cref="GetUpdates"/>.</summary>
    public Task<Answer<bool>> RemoveWebhook(CancellationToken cancel) =>
        Do("deleteWebhook", json => json.WriteBoolean("drop_pending_updates", false), cancel);

    public void Dispose()
    {
        _sending.Dispose();
        _uploading.Dispose();
        _polling.Dispose();
    }

    private async Task<SendOutcome> Show(ShowRequest request, BotApi api, string method, HttpContent body, CancellationToken cancel)
    {
        using var content = new OutgoingContent(body);
        try
        {
            return TelegramErrors.OfSend(await api.Send(method, content, cancel), request, _token);
        }
        catch (Exception e)
        {
            var words = TelegramErrors.Describe(e, _token);
            return content.HasLeft ? new SendOutcome.Unknown(words) : new SendOutcome.NotSent(words);
        }
    }

    private Task<Answer<bool>> Do(string method, Action<Utf8JsonWriter> write, CancellationToken cancel) =>
        Call<bool>(_sender, method, BotApi.JsonContent(write), _ => new Answer<bool>.Ok(true), cancel);

    /// <param name="api">By which way.</param>
    /// <param name="method">Of the Bot API.</param>
    /// <param name="content">The parameters; null for none.</param>
    /// <param name="read">Reads the result; null where it is nothing that can be meant.</param>
    /// <param name="cancel">Gives up.</param>
    private async Task<Answer<T>> Call<T>(
        BotApi api,
        string method,
        HttpContent? content,
        Func<ApiAnswer, Answer<T>?> read,
        CancellationToken cancel
    )
    {
        try
        {
            var answer = await api.Send(method, content, cancel);
            return answer.Ok != true
                ? TelegramErrors.OfCall<T>(answer, _token)
                : read(answer) ?? new Answer<T>.Failed(TelegramFailure.Unreachable, $"the answer to {method} can't be read");
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return new Answer<T>.Failed(TelegramFailure.Unreachable, TelegramErrors.Describe(e, _token));
        }
    }

    private static void WriteScope(Utf8JsonWriter json, CommandScope scope, string? language)
    {
        json.WriteStartObject("scope");
        json.WriteString("type", scope.Type);
        if (scope.ChatId != 0)
        {
            json.WriteNumber("chat_id", scope.ChatId);
        }
        if (scope.PersonId != 0)
        {
            json.WriteNumber("user_id", scope.PersonId);
        }
        json.WriteEndObject();
        WriteLanguage(json, language);
    }

    private static void WriteLanguage(Utf8JsonWriter json, string? language)
    {
        if (language is not null)
        {
            json.WriteString("language_code", language);
        }
    }

    private static string FieldOf(BotText which) => which == BotText.Description ? "description" : "short_description";

    // Its path, and the zone of its address, are added by the connection.
    private static string? ApiRoot(WayOptions way) => way.ApiUrl?.GetLeftPart(UriPartial.Authority);

    private static string? Text(ReadOnlyMemory<byte> result, string name)
    {
        string? text = null;
        ApiAnswer.Fields(result.Span, (field, ref reader) => text = field == name ? ApiAnswer.Text(ref reader) ?? text : text);
        return text;
    }

    private static int? Count(ReadOnlyMemory<byte> result)
    {
        double? count = null;
        ApiAnswer.Fields(result.Span, (field, ref reader) => count = field == "total_count" ? ApiAnswer.Number(ref reader) : count);
        return count is >= 0 and <= int.MaxValue ? (int)count : null;
    }

    private BotIdentity Identity(ReadOnlyMemory<byte> result)
    {
        var (id, username, name) = (0L, "", "");
        ApiAnswer.Fields(
            result.Span,
            (field, ref reader) =>
            {
                switch (field)
                {
                    case "id":
                        id = ApiAnswer.Number(ref reader) is { } number and > 0 and < 1L << 53 ? (long)number : 0;
                        break;
                    case "username":
                        username = ApiAnswer.Text(ref reader) ?? "";
                        break;
                    case "first_name":
                        name = ApiAnswer.Text(ref reader) ?? "";
                        break;
                }
            }
        );
        return new BotIdentity(id != 0 ? id : _botId, username, name);
    }
}
