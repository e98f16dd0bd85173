namespace QrMenuTelegram.Simulation.Chats;

/// <summary>
/// Everything Telegram knows: people, chats, what waits for the bot. One lock guards it all; whoever changes something
/// goes through <see cref="Change{T}"/>, which wakes those who wait.
/// </summary>
public sealed class World
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Person> _people = [];
    private readonly Dictionary<long, TelegramChat> _chats = [];
    private int _lastMessageId;
    private long _lastPersonId = 100_000_000;
    private long _lastGroupId = -4_000_000_000;
    private long _lastSupergroupId = -1_002_000_000_000;

    internal World(TimeProvider time, string botUsername)
    {
        Time = new SteadyTime(time);
        Bot = new Person(this, 7_000_000_001, "QR Menu", null, botUsername, null, isBot: true);
        Updates = new UpdateQueue(Time);
        Presses = new Presses(this);
        Changes.Signal();
    }

    public Changes Changes { get; } = new();

    /// <summary>The bot itself.</summary>
    public Person Bot { get; }

    /// <summary>Whether the bot sees in groups only commands, replies to itself and service messages; BotFather's default.</summary>
    public bool PrivacyMode { get; set; } = true;

    internal SteadyTime Time { get; }

    internal UpdateQueue Updates { get; }

    internal Presses Presses { get; }

    internal long UnixTime => Time.Now.ToUnixTimeSeconds();

    /// <summary>Every person but the bot, by id.</summary>
    public IReadOnlyList<Person> People => Look(() => (IReadOnlyList<Person>)[.. _people.Values.OrderBy(p => p.Id)]);

    /// <summary>Every chat that ever was, private ones included, in the order they were made.</summary>
    public IReadOnlyList<TelegramChat> Chats => Look(() => (IReadOnlyList<TelegramChat>)[.. _chats.Values]);

    public Person AddPerson(string firstName, string? lastName = null, string? username = null, string? language = "ru", long? id = null) =>
        Change(() =>
        {
            var person = new Person(this, id ?? ++_lastPersonId, firstName, lastName, username, language, isBot: false);
            _people.Add(person.Id, person);
            person.PrivateChat = new TelegramChat(this, person.Id, ChatType.Private, firstName) { Owner = person };
            _chats.Add(person.Id, person.PrivateChat);
            return person;
        });

    /// <summary>A basic group; the bot is not in it yet (<see cref="TelegramChat.AddBot"/>).</summary>
    public TelegramChat AddGroup(string title) => Change(() => Add(new TelegramChat(this, --_lastGroupId, ChatType.Group, title)));

    public TelegramChat AddSupergroup(string title) => Change(NewSupergroup(title, forum: false));

    /// <summary>A supergroup with topics; General is no topic of its own here.</summary>
    public TelegramChat AddForum(string title, params string[] topics) =>
        Change(() =>
        {
            var chat = NewSupergroup(title, forum: true)();
            foreach (var topic in topics)
            {
                chat.AddTopic(topic);
            }
            return chat;
        });

    /// <summary>The chat or null.</summary>
    public TelegramChat? Find(long chatId) => Look(() => _chats.GetValueOrDefault(chatId));

    internal Func<TelegramChat> NewSupergroup(string title, bool forum) =>
        () => Add(new TelegramChat(this, --_lastSupergroupId, ChatType.Supergroup, title) { IsForum = forum });

    internal int NextMessageId() => ++_lastMessageId;

    internal T Look<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    internal T Change<T>(Func<T> change)
    {
        T result;
        lock (_gate)
        {
            result = change();
        }
        Changes.Signal();
        return result;
    }

    internal void Change(Action change) =>
        Change(() =>
        {
            change();
            return true;
        });

    private TelegramChat Add(TelegramChat chat)
    {
        _chats.Add(chat.Id, chat);
        return chat;
    }
}
