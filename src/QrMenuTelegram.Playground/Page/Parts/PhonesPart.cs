using QrMenuTelegram.Playground.Phones;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Chats;

namespace QrMenuTelegram.Playground.Page.Parts;

/// <summary>People and chats, without what is said in them.</summary>
internal sealed record PhonesPart(IReadOnlyList<PersonPart> People, IReadOnlyList<ChatPart> Chats, bool SetUp)
{
    public static PhonesPart Of(PhonesSide side) =>
        new(
            [.. side.Telegram.World.People.Select(p => new PersonPart(p.Id, p.Name, p.Username, Role(side.Cast, p)))],
            [.. side.Telegram.World.Chats.Where(c => c.MigratedTo is null).Select(c => ChatPart.Of(side.Telegram, c))],
            side.Setup.IsDone
        );

    private static string Role(Cast cast, Person person) =>
        person == cast.Manager ? "manager"
        : person == cast.Waiter ? "waiter"
        : person == cast.Stranger ? "stranger"
        : "person";
}

/// <param name="Id">Telegram's.</param>
/// <param name="Name">First and last.</param>
/// <param name="Username">Without <c>@</c>.</param>
/// <param name="Role">Who of the cast it is: <c>manager</c>, <c>waiter</c>, <c>stranger</c>, else <c>person</c>.</param>
internal sealed record PersonPart(long Id, string Name, string? Username, string Role);

/// <param name="Id">Telegram's.</param>
/// <param name="Type"><c>private</c>, <c>group</c> or <c>supergroup</c>.</param>
/// <param name="Title">A group's title; a person's name.</param>
/// <param name="Owner">Whose private chat it is; null for groups.</param>
/// <param name="Topics">Of a forum; null for others.</param>
/// <param name="Bot">What the bot is in it.</param>
/// <param name="Started">Whether the owner has pressed Start; true for groups.</param>
/// <param name="Blocked">Whether the owner blocked the bot.</param>
/// <param name="Pinned">The pinned message; null for none.</param>
/// <param name="LastId">The last message's number; what unread counts go by.</param>
/// <param name="Menu">The bot's commands, as it offers them to anybody here.</param>
/// <param name="Menus">The same of those, by their id, to whom it offers others.</param>
internal sealed record ChatPart(
    long Id,
    string Type,
    string Title,
    long? Owner,
    IReadOnlyList<Topic>? Topics,
    string Bot,
    bool Started,
    bool Blocked,
    int? Pinned,
    int LastId,
    IReadOnlyList<MenuCommand> Menu,
    IReadOnlyDictionary<long, IReadOnlyList<MenuCommand>> Menus
)
{
    public static ChatPart Of(SimulatedTelegram telegram, TelegramChat chat)
    {
        var menu = telegram.MenuFor(chat, chat.Owner?.Language ?? "ru");
        return new(
            chat.Id,
            chat.Type.ToString().ToLowerInvariant(),
            chat.Owner?.Name ?? chat.Title,
            chat.Owner?.Id,
            chat.IsForum ? [.. chat.Topics.Where(t => t.State != TopicState.Deleted)] : null,
            chat.Bot.ToString().ToLowerInvariant(),
            chat.Owner?.Started ?? true,
            chat.Owner?.BlockedBot ?? false,
            chat.PinnedMessageId,
            chat.All is [.., var last] ? last.Id : 0,
            menu,
            chat.Owner is not null ? [] : Others(telegram, chat, menu)
        );
    }

    private static Dictionary<long, IReadOnlyList<MenuCommand>> Others(
        SimulatedTelegram telegram,
        TelegramChat group,
        IReadOnlyList<MenuCommand> usual
    ) =>
        telegram
            .World.People.Select(person => (person.Id, Menu: telegram.MenuFor(group, person)))
            .Where(own => !own.Menu.SequenceEqual(usual))
            .ToDictionary(own => own.Id, own => own.Menu);
}
