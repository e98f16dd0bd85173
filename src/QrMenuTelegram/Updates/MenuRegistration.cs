using Microsoft.Extensions.Logging;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Updates;

/// <summary>
/// Tells Telegram, once at each start, which commands its apps offer: for private chats and groups, in every language
/// and, for everybody else's, in the restaurant's. Nothing waits for it.
/// </summary>
public sealed partial class MenuRegistration(
    ITelegram telegram,
    CommandTable commands,
    Texts texts,
    Clock clock,
    Func<double> chance,
    ILogger<MenuRegistration> logger
) : IWorker
{
    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5), chance);

    private readonly Queue<(CommandScope Scope, string? Language)> _left = new(
        from scope in Enum.GetValues<CommandScope>()
        from language in texts.Languages.Where(code => code.Length == 2).Prepend(null)
        select (scope, language)
    );

    private bool _failed;

    public string Name => "Menu of commands";

    /// <summary>Registers one menu.</summary>
    public async ValueTask<Due> Turn(CancellationToken cancel)
    {
        if (!_left.TryPeek(out var menu))
        {
            return Due.WhenWoken;
        }
        if (await telegram.SetCommands(menu.Scope, menu.Language, Menu(menu.Scope, menu.Language), cancel) is Answer<bool>.Failed failed)
        {
            if (!_failed)
            {
                _failed = true;
                Log.Failed(logger, failed.Description);
            }
            return new Due(Instant.Max(_backoff.NextAt(clock.Now), clock.Now + (failed.RetryAfter ?? TimeSpan.Zero)));
        }
        _left.Dequeue();
        return _left.Count > 0 ? new Due(clock.Now) : Due.WhenWoken;
    }

    private List<CommandDescription> Menu(CommandScope scope, string? language) =>
        [
            .. commands
                .All.Where(command => scope == CommandScope.PrivateChats || command.InGroups)
                .Select(command => new CommandDescription(
                    command.Name,
                    texts.Plain(language ?? texts.Languages[0], TextKey.MenuLine(command.Name))
                )),
        ];

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The menu of commands could not be registered ({Reason}); trying again. Commands work without it."
        )]
        public static partial void Failed(ILogger logger, string reason);
    }
}
