using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Tests.WholeBridge.PlantedFaults;

/// <summary>
/// Something that the bridge must never do, done to its database in its place, once a run: the simulation must find it, or
/// it would not find a bridge that does so either. A new one only needs its line in <see cref="All"/>.
/// </summary>
/// <param name="Name">What the bridge seems to have done.</param>
/// <param name="FoundBy">The invariant that must say so.</param>
/// <param name="Sql">Run after each commit of the bridge until it changes a row.</param>
internal sealed record PlantedFault(string Name, string FoundBy, string Sql)
{
    private const string OfAnEvent = """
        (subject LIKE 'event:%' OR id IN (SELECT notice_id FROM call_notices WHERE kind = 'call'))
        AND chat_id IN (SELECT id FROM chats WHERE refused_at IS NULL)
        """;

    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        new(
            "a committed notice is never sent",
            "NothingLost",
            $"""
            UPDATE notices SET ended_at = created_at
            WHERE id = (SELECT max(id) FROM notices
            WHERE message_id IS NULL AND ended_at IS NULL
            AND chat_id < 0 AND {OfAnEvent})
            """
        ),
        new(
            "a notice that was shown is sent again",
            "NothingTwice",
            $"""
            UPDATE notices SET message_id = NULL, shown_version = 0
            WHERE id = (SELECT max(id) FROM notices WHERE shown_version > 0 AND message_id IS NOT NULL
            AND chat_id < 0 AND {OfAnEvent})
            """
        ),
        new(
            "an event goes to a chat that did not ask for it",
            "EnqueuedOnce",
            $"""
            UPDATE notices SET chat_id = (SELECT max(id) FROM chats WHERE id < 0 AND id <> notices.chat_id), topic_id = 0
            WHERE id = (SELECT max(id) FROM notices
            WHERE message_id IS NULL AND {OfAnEvent})
            """
        ),
        new(
            "a cursor runs ahead of what is stored",
            "CursorBehindEvents",
            "UPDATE servers SET cursor = 'ahead' WHERE name = (SELECT max(name) FROM servers WHERE cursor IS NOT NULL)"
        ),
        new(
            "a message that is late does not say so",
            "LateSaysSo",
            $"""
            UPDATE notices SET created_at = created_at - 61000
            WHERE id = (SELECT max(id) FROM notices
            WHERE message_id IS NULL AND ended_at IS NULL AND {OfAnEvent})
            """
        ),
        new(
            "a change of what a message should show is forgotten",
            "ShowsWhatIsWished",
            """
            UPDATE notices SET html = html || ' and more'
            WHERE id = (SELECT max(id) FROM notices WHERE shown_version = version AND html LIKE '%/u%u%')
            """
        ),
        new(
            "a command is answered twice",
            "UpdatesOnce",
            """
            INSERT INTO notices (chat_id, topic_id, urgency, html, created_at)
            SELECT chat_id, topic_id, urgency, html, created_at FROM notices WHERE html LIKE '%/u%u%' LIMIT 1
            """
        ),
        new(
            "a call has another holder than who was told so",
            "OneWinner",
            """
            UPDATE calls SET claimed_by = 66, claimed_name = 'Eve'
            WHERE id = (SELECT max(id) FROM calls
            WHERE closed_at IS NULL AND claimed_by IN (11, 12))
            """
        ),
        new(
            "a person who was removed keeps what he held",
            "RightsAreTodays",
            """
            UPDATE people SET is_staff = 0, is_manager = 0, by_setting = 0
            WHERE id = (SELECT max(claimed_by) FROM calls
            WHERE closed_at IS NULL)
            """
        ),
        new(
            "a call never ends",
            "EveryCallEnds",
            "UPDATE calls SET due_at = due_at + 999999999 WHERE id = (SELECT max(id) FROM calls WHERE closed_at IS NULL)"
        ),
        new(
            "a menu that was never told is thought to be refused",
            "MenusAreTheirs",
            """
            INSERT INTO menus (scope, chat_id, person_id, language, told_at, refused)
            SELECT 'chat', p.id, 0, '', 9000000000000000, 1 FROM people p JOIN chats c ON c.id = p.id AND c.refused_at IS NULL
            WHERE p.is_manager + p.is_staff > 0 AND NOT EXISTS (SELECT 1 FROM menus m WHERE m.chat_id = p.id) LIMIT 1
            """
        ),
    ];

    /// <returns>Whether there was something to spoil.</returns>
    public bool Plant(Simulation run)
    {
        // A connection of its own: the bridge is not asked.
        using var connection = new SqliteConnection($"Data Source={run.Bridge!.Database.Path};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        return command.ExecuteNonQuery() > 0;
    }
}
