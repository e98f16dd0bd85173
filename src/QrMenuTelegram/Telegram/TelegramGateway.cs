using System.Globalization;
using System.Text.Json;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace QrMenuTelegram.Telegram;

/// <summary>The Bot API by the Telegram.Bot package. It retries nothing by itself: when to try again is the caller's to know.</summary>
public sealed class TelegramGateway : ITelegram, IDisposable
{
    private const int GeneralTopic = 1;
    private const int MostUpdates = 100;
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UploadTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(50);
    private static readonly UpdateType[] Wanted = [UpdateType.Message, UpdateType.CallbackQuery, UpdateType.MyChatMember];
    private static readonly LinkPreviewOptions NoPreview = new() { IsDisabled = true };

    private readonly string _token;
    private readonly string _methods;
    private readonly HttpClient _sending;
    private readonly HttpClient _uploading;
    private readonly HttpClient _polling;
    private readonly TelegramBotClient _sender;
    private readonly TelegramBotClient _uploader;
    private readonly TelegramBotClient _poller;

    /// <param name="options">Checked, with the token itself in <see cref="TelegramOptions.Token"/>.</param>
    /// <param name="sendTimeout">For anything but a long poll; null for 30 s.</param>
    public TelegramGateway(TelegramOptions options, TimeSpan? sendTimeout = null)
    {
        _token = options.Token!;
        _methods = $"{(options.ApiUrl is { } api ? new Uri(api).GetLeftPart(UriPartial.Authority) : "https://api.telegram.org")}/bot{_token}/";
        _sending = TelegramHttp.Client(options, sendTimeout ?? SendTimeout);
        _uploading = TelegramHttp.Client(options, sendTimeout ?? UploadTimeout);
        _polling = TelegramHttp.Client(options, LongestPoll + TimeSpan.FromSeconds(10));
        var bot = new TelegramBotClientOptions(_token, options.ApiUrl) { RetryThreshold = 0, RetryCount = 0 };
        _sender = new TelegramBotClient(bot, _sending);
        _uploader = new TelegramBotClient(bot, _uploading);
        _poller = new TelegramBotClient(bot, _polling);
    }

    public Task<Answer<BotIdentity>> GetMe(CancellationToken cancel) =>
        Call(async () => await _sender.GetMe(cancel) is { } me ? new BotIdentity(me.Id, me.Username ?? "", me.FirstName) : throw new InvalidOperationException(), cancel);

    public Task<SendOutcome> Send(long chatId, int topicId, MessageContent content, bool silent, CancellationToken cancel) =>
        Show(0, async () =>
        {
            var message = await _sender.SendMessage(
                chatId,
                content.Text,
                ParseModeOf(content),
                replyMarkup: Markup(content),
                linkPreviewOptions: NoPreview,
                messageThreadId: ThreadOf(topicId),
                disableNotification: silent,
                cancellationToken: cancel);
            return message.Id;
        }, cancel);

    public Task<SendOutcome> SendFile(
        long chatId, int topicId, Attachment attachment, MessageContent caption, bool silent, CancellationToken cancel) =>
        Show(0, async () =>
        {
            using var content = new MemoryStream(attachment.Content.ToArray(), writable: false);
            var file = InputFile.FromStream(content, attachment.FileName);
            var message = attachment.Kind == AttachmentKind.Photo
                ? await _uploader.SendPhoto(
                    chatId, file, caption.Text, ParseModeOf(caption),
                    replyMarkup: Markup(caption), messageThreadId: ThreadOf(topicId), disableNotification: silent, cancellationToken: cancel)
                : await _uploader.SendDocument(
                    chatId, file, caption.Text, ParseModeOf(caption), disableContentTypeDetection: true,
                    replyMarkup: Markup(caption), messageThreadId: ThreadOf(topicId), disableNotification: silent, cancellationToken: cancel);
            return message.Id;
        }, cancel);

    public Task<SendOutcome> Edit(long chatId, int telegramId, MessageContent content, CancellationToken cancel) =>
        Show(telegramId, async () =>
        {
            await _sender.EditMessageText(
                chatId, telegramId, content.Text, ParseModeOf(content), Markup(content), NoPreview, cancellationToken: cancel);
            return telegramId;
        }, cancel);

    public Task<Answer<bool>> Pin(long chatId, int telegramId, CancellationToken cancel) =>
        Call(
            async () =>
            {
                await _sender.PinChatMessage(chatId, telegramId, disableNotification: true, cancellationToken: cancel);
                return true;
            },
            cancel);

    public Task<Answer<bool>> Unpin(long chatId, int telegramId, CancellationToken cancel) =>
        Call(
            async () =>
            {
                await _sender.UnpinChatMessage(chatId, telegramId, cancellationToken: cancel);
                return true;
            },
            cancel);

    public Task<Answer<IReadOnlyList<IncomingUpdate>>> GetUpdates(int offset, TimeSpan wait, CancellationToken cancel) =>
        Call(
            async () =>
            {
                try
                {
                    var updates = await _poller.GetUpdates(offset, MostUpdates, (int)Math.Min(wait.TotalSeconds, LongestPoll.TotalSeconds), Wanted, cancel);
                    return [.. updates.Select(UpdateTranslator.Translate)];
                }
                catch (Exception e) when (TelegramErrors.IsUnreadable(e))
                {
                    return await OneByOne(offset, cancel);
                }
            },
            cancel);

    public async Task AnswerPress(string queryId, string? text, bool alert, CancellationToken cancel) =>
        await Call(
            async () =>
            {
                await _sender.AnswerCallbackQuery(queryId, text, alert, cancellationToken: cancel);
                return true;
            },
            cancel);

    public Task<Answer<bool>> SetCommands(CommandScope scope, string? language, IReadOnlyList<CommandDescription> commands, CancellationToken cancel) =>
        Call(
            async () =>
            {
                await _sender.SetMyCommands(
                    commands.Select(command => new BotCommand(command.Name, command.Description)),
                    scope == CommandScope.Groups ? new BotCommandScopeAllGroupChats() : new BotCommandScopeAllPrivateChats(),
                    language,
                    cancel);
                return true;
            },
            cancel);

    /// <summary>The address that a webhook sends the updates to; empty where none is set. Only <c>check</c> asks.</summary>
    public Task<Answer<string>> GetWebhook(CancellationToken cancel) =>
        Call(async () => (await _sender.GetWebhookInfo(cancel)).Url ?? "", cancel);

    /// <summary>Removes the webhook; the updates that wait are kept, and come by <see cref="GetUpdates"/>.</summary>
    public Task<Answer<bool>> RemoveWebhook(CancellationToken cancel) =>
        Call(
            async () =>
            {
                await _sender.DeleteWebhook(dropPendingUpdates: false, cancel);
                return true;
            },
            cancel);

    public void Dispose()
    {
        _sending.Dispose();
        _uploading.Dispose();
        _polling.Dispose();
    }

    // One update that the library can't read makes it refuse its whole batch. Asking again confirms none but those before.
    private async Task<IReadOnlyList<IncomingUpdate>> OneByOne(int offset, CancellationToken cancel)
    {
        await using var answer = await _polling.GetStreamAsync(
            new Uri(string.Create(CultureInfo.InvariantCulture, $"{_methods}getUpdates?offset={offset}&limit={MostUpdates}")), cancel);
        using var json = await JsonDocument.ParseAsync(answer, cancellationToken: cancel);
        return [.. json.RootElement.GetProperty("result").EnumerateArray().Select(UpdateTranslator.Translate)];
    }

    private async Task<SendOutcome> Show(int telegramId, Func<Task<int>> call, CancellationToken cancel)
    {
        try
        {
            return new SendOutcome.Delivered(await call());
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return TelegramErrors.OfSend(e, telegramId, _token);
        }
    }

    private async Task<Answer<T>> Call<T>(Func<Task<T>> call, CancellationToken cancel)
    {
        try
        {
            return new Answer<T>.Ok(await call());
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return TelegramErrors.OfCall<T>(e, _token);
        }
    }

    private static int? ThreadOf(int topicId) => topicId is 0 or GeneralTopic ? null : topicId;

    private static ParseMode ParseModeOf(MessageContent content) => content.Format == TextFormat.Html ? ParseMode.Html : ParseMode.None;

    private static InlineKeyboardMarkup? Markup(MessageContent content) => content.Buttons.Count == 0
        ? null
        : new InlineKeyboardMarkup(content.Buttons.Select(row => row.Select(Key)));

    private static InlineKeyboardButton Key(Button button) => new(button.Text)
    {
        CallbackData = button.Data,
        Style = button.Style switch
        {
            ButtonStyle.Primary => KeyboardButtonStyle.Primary,
            ButtonStyle.Success => KeyboardButtonStyle.Success,
            ButtonStyle.Danger => KeyboardButtonStyle.Danger,
            _ => null,
        },
    };
}
