using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// Once all is calm, the menu that Telegram shows somebody in a chat is that of his rights: managers have theirs, the staff have
/// theirs, and whoever has no rights has none of his own. Chats that refuse us, and menus that Telegram refused, are left out.
/// </summary>
internal sealed class MenusAreTheirs(Simulation run) : Invariant(run)
{
    private const string OfManagers = "subscribe";
    private const string OfStaff = "take";

    public override void AtEnd()
    {
        if (Wrong(Run) is { } wrong)
        {
            Violated(wrong);
        }
    }

    /// <summary>The first menu that is not what it should be; null for none.</summary>
    public static string? Wrong(Simulation run)
    {
        var people = Rows.All<Person>(run, "SELECT id AS Id, is_manager AS IsManager, is_staff AS IsStaff FROM people").ToDictionary(p => p.Id);
        var open = Rows.All<Chat>(run, "SELECT id AS Id FROM chats WHERE refused_at IS NULL").Select(chat => chat.Id).ToHashSet();
        var refused = Rows.All<Refused>(run, "SELECT chat_id AS ChatId, person_id AS PersonId FROM menus WHERE refused = 1")
            .Select(menu => (menu.ChatId, menu.PersonId))
            .ToHashSet();
        var shown = run
            .Telegram.Menus.Where(menu => open.Contains(menu.Key.Scope.ChatId))
            .Select(menu => (menu.Key.Scope.ChatId, menu.Key.Scope.PersonId, Names: menu.Value))
            .Where(menu => !refused.Contains((menu.ChatId, menu.PersonId)))
            .ToList();
        foreach (var (chatId, personId, names) in shown)
        {
            var owner = chatId > 0 ? chatId : personId;
            var person = people.GetValueOrDefault(owner);
            var should =
                person is { IsManager: true } ? OfManagers
                : person is { IsStaff: true } ? OfStaff
                : null;
            var does =
                names.Contains(OfManagers) ? OfManagers
                : names.Contains(OfStaff) ? OfStaff
                : null;
            if (should != does || (should is null && owner != 0))
            {
                return $"{owner} sees {does ?? "no"} commands in {chatId} instead of {should ?? "none"}";
            }
        }
        var without = people
            .Values.Where(person => (person.IsManager || person.IsStaff) && open.Contains(person.Id) && !refused.Contains((person.Id, 0)))
            .FirstOrDefault(person => shown.All(menu => menu.ChatId != person.Id));
        return without is null ? null : $"{without.Id} has no menu in private";
    }

    internal sealed class Person
    {
        public long Id { get; init; }

        public bool IsManager { get; init; }

        public bool IsStaff { get; init; }
    }

    internal sealed class Chat
    {
        public long Id { get; init; }
    }

    internal sealed class Refused
    {
        public long ChatId { get; init; }

        public long PersonId { get; init; }
    }
}
