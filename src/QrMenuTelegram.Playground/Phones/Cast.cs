using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Playground.Phones;

/// <summary>The people and chats that the playground begins with: the bot is in the groups, nobody has started it.</summary>
public sealed class Cast
{
    private readonly List<(Person Person, Words Name)> _people = [];
    private readonly List<(TelegramChat Chat, Words Title)> _chats = [];

    public Cast(SimulatedTelegram telegram, string language)
    {
        Person Join(Words name, string username)
        {
            var person = telegram.AddPerson(name.In(language), username: username, language: language);
            _people.Add((person, name));
            return person;
        }

        TelegramChat Found(TelegramChat chat, Words title)
        {
            _chats.Add((chat, title));
            return chat.AddBot(Manager);
        }

        Manager = Join(new("Мария", "Mary"), "maria_manager");
        Waiter = Join(new("Иван", "John"), "ivan_waiter");
        Stranger = Join(new("Прохожий", "Passer-by"), "passer_by");

        Words hall = new("Официанты · Зал", "Waiters · Dining room");
        Words terrace = new("Официанты · Терраса", "Waiters · Terrace");
        Words kitchen = new("Кухня", "Kitchen");
        Hall = Found(telegram.World.AddGroup(hall.In(language)), hall);
        Terrace = Found(telegram.World.AddGroup(terrace.In(language)), terrace);
        Kitchen = Found(
            telegram.World.AddForum(
                kitchen.In(language),
                new Words("Горячий цех", "Hot kitchen").In(language),
                new Words("Бар", "Bar").In(language)
            ),
            kitchen
        );
    }

    public Person Manager { get; }

    public Person Waiter { get; }

    public Person Stranger { get; }

    public TelegramChat Hall { get; }

    public TelegramChat Terrace { get; }

    /// <summary>A forum: its first topic is where the food is cooked.</summary>
    public TelegramChat Kitchen { get; }

    /// <summary>Gives those who are still called as at the beginning their names in another language.</summary>
    public void Speak(string language)
    {
        foreach (var (person, name) in _people.Where(p => p.Person.FirstName == p.Name.Ru || p.Person.FirstName == p.Name.En))
        {
            person.Rename(name.In(language));
            person.Language = language;
        }
        foreach (var (chat, title) in _chats.Where(c => c.Chat.Title == c.Title.Ru || c.Chat.Title == c.Title.En))
        {
            chat.SetTitle(title.In(language));
        }
    }
}
