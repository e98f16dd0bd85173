using Microsoft.Extensions.Logging;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Commands;

/// <summary>
/// Tells Telegram, once at each start, which commands its apps offer: for private chats and groups, in every language
/// and, for everybody else's, in the restaurant's. Nothing waits for it.
/// </summary>
public sealed partial class MenuRegistration(ITelegram telegram, CommandTable commands, Texts texts, Clock clock, Func<double> chance, ILogger<MenuRegistration> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly Queue<(CommandScope Scope, string? Language)> _left = new(
        from scope in Enum.GetValues<CommandScope>()
        from language in texts.Languages.Where(code => code.Length == 2).Prepend(null)
        select (scope, language));

    private int _failures;

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
            if (_failures++ == 0)
            {
                Log.Failed(logger, failed.Description);
            }
            var backoff = Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Math.Min(_failures, 10))) * (0.5 + (chance() / 2));
            return TimeSpan.FromSeconds(Math.Max(backoff, failed.RetryAfter?.TotalSeconds ?? 0));
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
            .Select(command => new CommandDescription(command.Name, texts.Plain(language ?? texts.Languages[0], TextKey.MenuLine(command.Name)))),
    ];

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The menu of commands could not be registered ({Reason}); trying again. Commands work without it.")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
