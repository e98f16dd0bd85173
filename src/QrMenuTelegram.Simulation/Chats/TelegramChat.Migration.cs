namespace QrMenuTelegram.Simulation.Chats;

/// <summary>When the bot hears from service messages that a group became a supergroup.</summary>
public enum MigrationNews
{
    /// <summary>At once.</summary>
    First,

    /// <summary>After Telegram has refused the old id for the first time.</summary>
    AfterRefusal,
    Never,
}

/// <summary>A group becomes a supergroup: a new id, the old one is refused.</summary>
public sealed partial class TelegramChat
{
    private Action? _lateNews;

    /// <summary>Upgrades the group and returns the supergroup; topics are chosen here as well.</summary>
    public TelegramChat Upgrade(Person by, MigrationNews news = MigrationNews.First, bool forum = false) =>
        _world.Change(() =>
        {
            if (Type != ChatType.Group || MigratedTo is not null)
            {
                throw new InvalidOperationException($"{this} is no basic group.");
            }
            var next = _world.NewSupergroup(Title, forum)();
            next.Bot = Bot;
            MigratedTo = next;
            _lateNews = () =>
            {
                Tell(by, new ServiceNews("migrate_to_chat_id", next.Id));
                next.Tell(by, new ServiceNews("migrate_from_chat_id", Id));
            };
            if (news == MigrationNews.First)
            {
                TellMigration();
            }
            else if (news == MigrationNews.Never)
            {
                _lateNews = null;
            }
            return next;
        });

    /// <summary>Telegram has just refused the old id; called with the world locked.</summary>
    internal void TellMigration()
    {
        _lateNews?.Invoke();
        _lateNews = null;
    }
}
