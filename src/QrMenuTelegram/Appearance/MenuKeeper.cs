using Microsoft.Extensions.Logging;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Appearance;

/// <summary>
/// Keeps the menus of commands that Telegram's apps offer as they should be: <see cref="Turn"/> tells Telegram one of those
/// that differ from what it was told last. What it refuses is left alone until somebody with rights is seen there again.
/// </summary>
public sealed partial class MenuKeeper(
    Database database,
    ITelegram telegram,
    MenuPlan plan,
    SpareRoom room,
    Clock clock,
    ILogger<MenuKeeper> logger
) : IWorker
{
    private readonly FailedItems<MenuKey> _failed = new(clock);

    public string Name => "Menus of commands";

    public IReadOnlyList<Signal> WakesOn { get; } = [Signal.Menus];

    public async ValueTask<Due> Turn(CancellationToken cancel)
    {
        var (next, freeAt) = database.Write(transaction => (Next(transaction), room.FreeAt(transaction)));
        if (next is not { } change)
        {
            return Due.WhenWoken;
        }
        if (freeAt > clock.Now)
        {
            return new Due(freeAt);
        }
        var (of, menu) = change;
        var answer = await room.Ask(() =>
            menu is null
                ? telegram.DeleteCommands(of.Scope, of.Language, cancel)
                : telegram.SetCommands(of.Scope, of.Language, menu.Commands, cancel)
        );
        if (answer is not null)
        {
            Record(change, isRefused: answer is Answer<bool>.Failed);
        }
        // There may be more.
        return new Due(clock.Now);
    }

    // First what nobody should see any more.
    private MenuChange? Next(Transaction transaction)
    {
        var wanted = plan.Wanted(transaction);
        var sent = MenuStore.Sent(transaction).ToDictionary(menu => menu.Of);
        var unwanted = sent
            .Keys.Except(wanted.Select(menu => menu.Of))
            .Where(of => !sent[of].IsLeftAlone)
            .Select(of => new MenuChange(of, null));
        var differing = wanted
            .Where(menu => !sent.TryGetValue(menu.Of, out var last) || !(last.IsLeftAlone || last.Hash == menu.Hash))
            .Select(menu => new MenuChange(menu.Of, menu));
        return unwanted.Concat(differing).FirstOrDefault(change => !_failed.Waits(change.Of));
    }

    // One that can't be written down holds up no other.
    private void Record(MenuChange change, bool isRefused)
    {
        var failure = database.Write(transaction =>
            transaction.Attempt(() =>
            {
                if (change.Menu is { } menu)
                {
                    MenuStore.Told(transaction, menu, isRefused, clock.Now);
                }
                else if (isRefused)
                {
                    MenuStore.KeptByRefusal(transaction, change.Of, clock.Now);
                }
                else
                {
                    MenuStore.Gone(transaction, change.Of);
                }
            })
        );
        if (_failed.Note(change.Of, failure) is { } news)
        {
            Log.Failed(logger, news);
        }
    }

    /// <param name="Of">Whose.</param>
    /// <param name="Menu">What it should be; null for none.</param>
    private sealed record MenuChange(MenuKey Of, Menu? Menu);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A menu of commands could not be written down; it is tried again")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
