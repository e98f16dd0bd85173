using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// Once all is calm, the menu that Telegram shows somebody in a chat is that of his rights: managers have theirs, the staff have
/// theirs, and whoever has no rights has none of his own. Chats that refuse us, and menus that Telegram refused, are left out.
/// </summary>
internal sealed class MenusAreTheirs(Simulation run) : Invariant(run)
{
    private const string OfManagers = "subscribe";
    private const string OfStaff = "take";

    // Twice as long as anything that nobody waits for is put off, and a request a second.
    private const long Longest = 3 * 60_000;
    private const long Slice = 15_000;

    public override void AtEnd()
    {
        var end = Run.World.Now + Longest;
        while (Wrong(Run) is { } wrong && Run.World.Violations.Count == 0)
        {
            if (Run.World.Now >= end)
            {
                Violated(wrong);
            }
            Run.PassQuietly(Slice);
        }
    }

    // The first menu that is not what it should be; null for none.
    private static string? Wrong(Simulation run)
    {
        var people = Rows.All<Person>(run, "SELECT id AS Id, is_manager AS IsManager, is_staff AS IsStaff FROM people")
            .ToDictionary(p => p.Id);
        var open = Rows.All<Chat>(run, "SELECT id AS Id FROM chats WHERE refused_at IS NULL").Select(chat => chat.Id).ToHashSet();
        var shown = run
            .Telegram.Menus.Where(menu => open.Contains(menu.Key.Scope.ChatId) && !run.Telegram.RefusedMenus.Contains(menu.Key.Scope))
            .Select(menu => (menu.Key.Scope.ChatId, menu.Key.Scope.PersonId, Names: menu.Value))
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
            .Values.Where(person => (person.IsManager || person.IsStaff) && open.Contains(person.Id))
            .Where(person => !run.Telegram.RefusedMenus.Contains(CommandScope.Chat(person.Id)))
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
}
