using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Calls;

/// <summary>What is to be said at one moment. Many calls for one chat, as after a break, become one message.</summary>
internal sealed class Reminders(CallNotices notices)
{
    /// <summary>More than so many reminders at once for a chat are one summary.</summary>
    public const int MostApart = 3;

    private readonly List<Reminder> _all = [];
    private readonly HashSet<(long, Destination)> _heard = [];

    /// <summary>A destination hears of a call once, the first reason counts.</summary>
    public void Add(IEnumerable<Reminder> reminders) => _all.AddRange(reminders.Where(one => _heard.Add((one.Call.Id, one.To))));

    /// <returns>Why some could not be written down; the others are.</returns>
    public IReadOnlyList<Exception> Send(Transaction transaction) =>
        [
            .. _all.GroupBy(reminder => reminder.To)
                .SelectMany(ofChat => Messages(transaction, ofChat))
                .Select(transaction.Attempt)
                .OfType<Exception>(),
        ];

    private IEnumerable<Action> Messages(Transaction transaction, IGrouping<Destination, Reminder> ofChat)
    {
        var reminders = ofChat.OrderBy(reminder => reminder.Call.OpenedAt).ThenBy(reminder => reminder.Call.Id).ToList();
        return reminders.Count > MostApart
            ? [() => notices.AddSummary(transaction, [.. reminders.Select(reminder => reminder.Call)], ofChat.Key)]
            : reminders.Select<Reminder, Action>(one => () => notices.Add(transaction, one.Call, [one.To], one.Kind, one.Silent));
    }
}

/// <summary>One chat is to hear once more of one call.</summary>
internal sealed record Reminder(Call Call, Destination To, string Kind, bool Silent);
