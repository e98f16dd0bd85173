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
    public void Add(Call call, IEnumerable<Destination> to, string kind, bool silent)
    {
        foreach (var destination in to.Where(destination => _heard.Add((call.Id, destination))))
        {
            _all.Add(new Reminder(call, destination, kind, silent));
        }
    }

    public void Send(Transaction transaction)
    {
        foreach (var ofChat in _all.GroupBy(reminder => reminder.To))
        {
            var reminders = ofChat.OrderBy(reminder => reminder.Call.OpenedAt).ThenBy(reminder => reminder.Call.Id).ToList();
            if (reminders.Count > MostApart)
            {
                notices.AddSummary(transaction, [.. reminders.Select(reminder => reminder.Call)], ofChat.Key);
                continue;
            }
            foreach (var reminder in reminders)
            {
                notices.Add(transaction, reminder.Call, [reminder.To], reminder.Kind, reminder.Silent);
            }
        }
    }

    private sealed record Reminder(Call Call, Destination To, string Kind, bool Silent);
}
