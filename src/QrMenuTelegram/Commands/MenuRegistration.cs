using Microsoft.Extensions.Logging;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Commands;

/// <summary>
/// Tells Telegram, once at each start, which commands its apps offer: for private chats and groups, in every language
/// and, for everybody else's, in the restaurant's. Nothing waits for it.
/// </summary>
public sealed partial class MenuRegistration(ITelegram telegram, CommandTable commands, Texts texts, Clock clock, Func<double> chance, ILogger<MenuRegistration> logger)
{
    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5), chance);

    private readonly Queue<(CommandScope Scope, string? Language)> _left = new(
        from scope in Enum.GetValues<CommandScope>()
        from language in texts.Languages.Where(code => code.Length == 2).Prepend(null)
        select (scope, language));

    private bool _failed;

    /// <summary>Registers one menu.</summary>
    /// <returns>How long to wait before the next turn; null when all are registered.</returns>
    public async Task<TimeSpan?> Turn(CancellationToken cancel)
    {
        if (!_left.TryPeek(out var menu))
        {
            return null;
        }
        if (await telegram.SetCommands(menu.Scope, menu.Language, Menu(menu.Scope, menu.Language), cancel) is Answer<bool>.Failed failed)
        {
            if (!_failed)
            {
                _failed = true;
                Log.Failed(logger, failed.Description);
            }
            var wait = _backoff.Next();
            return failed.RetryAfter > wait ? failed.RetryAfter : wait;
        }
        _left.Dequeue();
        return _left.Count > 0 ? TimeSpan.Zero : null;
    }

    public async Task Run(CancellationToken cancel)
    {
        while (await Turn(cancel) is { } wait)
        {
            await Task.Delay(wait, clock.Time, cancel);
        }
    }

    private List<CommandDescription> Menu(CommandScope scope, string? language) =>
    [
        .. commands.All
            .Where(command => scope == CommandScope.PrivateChats || command.InGroups)
            .Select(command => new CommandDescription(command.Name, texts.Plain(language ?? texts.Languages[0], "menu." + command.Name))),
    ];

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The menu of commands could not be registered ({Reason}); trying again. Commands work without it.")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
