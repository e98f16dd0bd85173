using QrMenuTelegram.Commands;
using QrMenuTelegram.People;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Updates;

/// <summary>How often people are answered who have no rights; then the bot is silent. Kept in memory, bounded.</summary>
public sealed class ReplyBudget(Clock clock)
{
    /// <summary>Presses of one person that are answered <see cref="PressesWithin"/>.</summary>
    internal const int PressesAtOnce = 60;

    internal static readonly TimeSpan PressesWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // What one of those who serve guests types must not fill the outbox either.
    private readonly Allowance _work = new(clock, 20, Minute);

    private readonly Allowance _person = new(clock, 1, Minute);
    private readonly Allowance _ourGroup = new(clock, 6, Minute);
    private readonly Allowance _strangersGroup = new(clock, 1, TimeSpan.FromHours(1));
    private readonly Allowance _allOutside = new(clock, 1, TimeSpan.FromSeconds(1));
    private readonly Allowance _presses = new(clock, PressesAtOnce, PressesWithin);
    private readonly Allowance _strangersPresses = new(clock, 2, TimeSpan.FromSeconds(1));

    /// <summary>Takes one answer; false, and nothing taken, where there is none left.</summary>
    /// <param name="standing">Of whoever speaks.</param>
    /// <param name="person">Who; a chat's id for one who writes anonymously there.</param>
    /// <param name="chat">Where.</param>
    /// <param name="isWork">Whether it is a command for those who serve guests, which he may use here.</param>
    public bool Take(Standing standing, long person, ChatInfo chat, bool isWork = false)
    {
        var inPrivate = chat.Kind == ChatKind.Private;
        return standing switch
        {
            Standing.Manager => true,
            Standing.Staff => _work.Take(person),
            Standing.Member when !inPrivate => isWork ? _work.Take(person) : Both(_ourGroup, (chat.Id, 0), _person, (person, chat.Id)),
            _ when inPrivate => Both(_allOutside, (0, 0), _person, (person, 0)),
            _ => Both(_allOutside, (0, 0), _strangersGroup, (chat.Id, 0)),
        };
    }

    /// <summary>Takes one press: nobody's finger is as quick as to need more.</summary>
    public bool TakePress(Standing standing, long person) =>
        standing switch
        {
            Standing.Manager => true,
            Standing.Stranger => Both(_strangersPresses, (0, 0), _person, (person, 1)),
            _ => _presses.Take(person),
        };

    private static bool Both(Allowance shared, (long Person, long Place) all, Allowance own, (long Person, long Place) one) =>
        own.Has(one.Person, one.Place) && shared.Take(all.Person, all.Place) && own.Take(one.Person, one.Place);
}
