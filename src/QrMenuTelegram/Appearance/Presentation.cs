using Microsoft.Extensions.Logging;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Appearance;

/// <summary>
/// Says once, at the first start with a bot, what it is: descriptions in every language and a picture, each only where there
/// is none. What its owner changes or removes afterwards stays so.
/// </summary>
public sealed partial class Presentation : IWorker
{
    private static readonly TimeSpan UntilKnown = TimeSpan.FromSeconds(1);

    private readonly Database _database;
    private readonly ITelegram _telegram;
    private readonly BotAccount _account;
    private readonly Texts _texts;
    private readonly SpareRoom _room;
    private readonly Clock _clock;
    private readonly ILogger _logger;
    private readonly Stack<Step> _left;

    public Presentation(
        Database database,
        ITelegram telegram,
        BotAccount account,
        Texts texts,
        SpareRoom room,
        Clock clock,
        ILogger<Presentation> logger
    )
    {
        (_database, _telegram, _account, _texts) = (database, telegram, account, texts);
        (_room, _clock, _logger) = (room, clock, logger);
        // What is said for every other language comes last: asked for a language without words of its own, Telegram answers with
        // those.
        var languages = texts.Languages.Where(code => code.Length == 2).Append(null);
        var steps = Enum.GetValues<BotText>()
            .SelectMany(_ => languages, Step (which, language) => new Step.LookAtText(which, language))
            .Append(new Step.LookAtPicture());
        _left = new Stack<Step>(steps.Reverse());
    }

    public string Name => "Presentation";

    /// <summary>Draws the picture; another in tests of what happens when that fails.</summary>
    internal Func<byte[]> Drawing { get; set; } = BotPicture.Draw;

    /// <summary>Makes one request.</summary>
    public async ValueTask<Due> Turn(CancellationToken cancel)
    {
        if (_account.Identity is not { } me)
        {
            return new Due(_clock.Now + UntilKnown);
        }
        var (isDone, freeAt) = _database.Write(transaction =>
            (StateStore.Get(transaction, StateStore.PresentedBot) == me.Id, _room.FreeAt(transaction))
        );
        if (isDone)
        {
            return Due.WhenWoken;
        }
        if (freeAt > _clock.Now)
        {
            return new Due(freeAt);
        }
        if (_left.TryPeek(out var step))
        {
            await Do(step, me, cancel);
        }
        else
        {
            _database.Write(transaction => StateStore.Set(transaction, StateStore.PresentedBot, me.Id));
        }
        return new Due(_clock.Now);
    }

    private async Task Do(Step step, BotIdentity me, CancellationToken cancel)
    {
        switch (step)
        {
            case Step.LookAtText(var which, var language):
                Follow(
                    await _room.Ask(() => _telegram.GetBotText(which, language, cancel)),
                    isMissing: string.IsNullOrWhiteSpace,
                    new Step.SetText(which, language)
                );
                break;
            case Step.SetText(var which, var language):
                var text = _texts.Plain(language ?? _texts.Languages[0], TextOf(which));
                Follow(await _room.Ask(() => _telegram.SetBotText(which, language, text, cancel)));
                break;
            case Step.LookAtPicture:
                Follow(
                    await _room.Ask(() => _telegram.CountPictures(me.Id, cancel)),
                    isMissing: count => count == 0,
                    new Step.SetPicture()
                );
                break;
            case Step.SetPicture when Draw() is { } picture:
                Follow(await _room.Ask(() => _telegram.SetPicture(picture, cancel)));
                break;
            default:
                _left.Pop();
                break;
        }
    }

    /// <summary>Goes on to the next step where Telegram said anything, over <paramref name="next"/> where something is missing.</summary>
    private void Follow<T>(Answer<T>? answer, Func<T, bool>? isMissing = null, Step? next = null)
    {
        if (answer is null)
        {
            return;
        }
        _left.Pop();
        switch (answer)
        {
            case Answer<T>.Ok(var value) when next is not null && isMissing?.Invoke(value) == true:
                _left.Push(next);
                break;
            case Answer<T>.Failed failed:
                Log.Refused(_logger, failed.Description);
                break;
        }
    }

    private byte[]? Draw()
    {
        try
        {
            return Drawing();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.NoPicture(_logger, e);
            return null;
        }
    }

    private static TextKey TextOf(BotText which) =>
        which == BotText.Description ? TextKeys.Presentation.Description : TextKeys.Presentation.ShortDescription;

    private abstract record Step
    {
        public sealed record LookAtText(BotText Which, string? Language) : Step;

        public sealed record SetText(BotText Which, string? Language) : Step;

        public sealed record LookAtPicture : Step;

        public sealed record SetPicture : Step;
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Telegram refused a part of the bot's presentation ({Reason}); @BotFather can set it."
        )]
        public static partial void Refused(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The bot's picture could not be drawn; it stays without one.")]
        public static partial void NoPicture(ILogger logger, Exception e);
    }
}
