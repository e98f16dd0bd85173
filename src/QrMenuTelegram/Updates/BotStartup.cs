using Microsoft.Extensions.Logging;
using QrMenuTelegram.Appearance;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.People;
using QrMenuTelegram.Staff;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Updates;

/// <summary>What is settled once the bot knows who it is, before it reads the first update.</summary>
public sealed partial class BotStartup(
    Database database,
    BotAccount account,
    EndOfRights rights,
    InvitationCodes codes,
    ILogger<BotStartup> logger
)
{
    /// <summary>
    /// Puts aside what belongs to another bot, makes managers of those the settings name and, where there is none at
    /// all, prints the link that makes the first one.
    /// </summary>
    /// <returns>The offset to read from.</returns>
    public long Initialise(BotIdentity me)
    {
        var (offset, before, first) = database.Write(transaction =>
        {
            var before = AdoptIdentity(transaction, me);
            rights.Settle(transaction);
            var first = codes.ForFirstManager(transaction);
            return (StateStore.Get(transaction, StateStore.UpdateOffset) ?? 0, before, first);
        });
        account.Tell(me);
        Log.Here(logger, me.Username);
        if (before is not null)
        {
            Log.AnotherBot(logger, before.Value, me.Id);
        }
        if (first is not null)
        {
            Log.NoManager(logger, account.StartLink(first.Code), InvitationCodes.FirstCodeLife.Days);
            Log.AddToGroup(logger, account.GroupLink!);
        }
        return offset;
    }

    /// <summary>
    /// The database outlives a change of the bot token: the offset of another bot says nothing about this one's
    /// updates, and its messages can't be edited; subscriptions and people stay.
    /// </summary>
    /// <returns>The id of the bot before; null when it is the same, or the first.</returns>
    private static long? AdoptIdentity(Transaction transaction, BotIdentity me)
    {
        var before = StateStore.Get(transaction, StateStore.BotId);
        if (before == me.Id)
        {
            return null;
        }
        StateStore.Set(transaction, StateStore.BotId, me.Id);
        if (before is not null)
        {
            StateStore.Set(transaction, StateStore.UpdateOffset, 0);
            MessageStore.AllGone(transaction);
            MenuStore.AllGone(transaction);
        }
        return before;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Telegram knows the bot as @{Username}.")]
        public static partial void Here(ILogger logger, string username);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "This database was used with another bot (id {Before}) until now; with bot {Now}, old messages can't be changed "
                + "any more, and every group must add the new bot."
        )]
        public static partial void AnotherBot(ILogger logger, long before, long now);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "There is no manager yet. Whoever opens {Link} in Telegram and presses Start becomes the first one. The link is "
                + "good once, for {Days} days; `QrMenuTelegram invite` prints another."
        )]
        public static partial void NoManager(ILogger logger, string link, int days);

        [LoggerMessage(Level = LogLevel.Information, Message = "Then that manager adds the bot to the staff's group: {Link}")]
        public static partial void AddToGroup(ILogger logger, string link);
    }
}
