using System.Globalization;
using QrMenuTelegram.Tests.WholeBridge.Actions;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>
/// No call is without an end, and no message that could be edited goes on offering to take one. (The list that /claim
/// shows is a reply of its moment and stays as it is.)
/// </summary>
internal sealed class EveryCallEnds(Simulation run) : Invariant(run)
{
    public override void AtEnd()
    {
        foreach (
            var call in Rows.All<Row>(
                Run,
                """
                SELECT id AS Id, ifnull(outcome, 'open') AS Outcome, claimed_by IS NOT NULL AS IsTaken, closed_by IS NOT NULL AS IsSaid
                FROM calls
                WHERE CASE outcome WHEN 'done' THEN claimed_by IS NULL OR closed_by IS NULL WHEN 'taken' THEN claimed_by IS NULL
                    WHEN 'missed' THEN claimed_by IS NOT NULL OR closed_by IS NOT NULL
                    WHEN 'unmarked' THEN claimed_by IS NOT NULL OR closed_by IS NOT NULL
                    WHEN 'paid' THEN code <> 'bill_request' ELSE 1 END
                """
            )
        )
        {
            Violated($"call {call.Id} is {call.Outcome}{(call.IsTaken ? ", taken" : "")}{(call.IsSaid ? ", closed by somebody" : "")}");
        }
        foreach (var chat in Run.People.Chats.Where(chat => chat.Refuses is null))
        {
            foreach (
                var message in chat.Messages.Where(message =>
                    message.IsRecorded && CallMessages.Buttons(message).Count > 0 && ShowsCalls(chat.Id, message.Id)
                )
            )
            {
                Violated(
                    $"message {message.Id} in {chat.Id} still has [{string.Join(", ", CallMessages.Buttons(message).Select(button => button.Data))}]: {message.Content.Text}"
                );
            }

            // A message whose number no answer told: a press told it, and from then on it is kept like the others.
            foreach (
                var copy in chat.Messages.Where(message =>
                    message is { IsNumberKnown: false, IsPressed: true }
                    && CallMessages.Buttons(message).Count > 0
                    && !IsList(message)
                    && Run.Telegram.Chats[chat.Id].MovedTo is null
                    && IsReachable(chat.Id)
                )
            )
            {
                Violated(
                    $"copy {copy.Id} in {chat.Id} was pressed and still has [{string.Join(", ", CallMessages.Buttons(copy).Select(button => button.Data))}]: {copy.Content.Text}"
                );
            }
        }
    }

    private static bool IsList(Peers.ShownMessage message) => message.Marks.Count == 0;

    private bool IsReachable(long chat) =>
        Rows.Number(
            Run,
            string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM chats WHERE id = {chat} AND refused_at IS NULL")
        ) > 0;

    private bool ShowsCalls(long chat, int message) =>
        Rows.Number(
            Run,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT count(*) FROM messages m JOIN notices n ON n.message_id = m.id JOIN call_notices k ON k.notice_id = n.id
                WHERE m.chat_id = {chat} AND m.telegram_id = {message} AND m.gone = 0
                """
            )
        ) > 0;

    internal sealed class Row
    {
        public long Id { get; init; }

        public string Outcome { get; init; } = "";

        public bool IsTaken { get; init; }

        public bool IsSaid { get; init; }
    }
}
