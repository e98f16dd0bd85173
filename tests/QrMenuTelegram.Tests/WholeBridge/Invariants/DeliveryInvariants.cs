using QrMenuTelegram.Calls;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Invariants;

/// <summary>Invariant 6: what a chat was to show it did show; what a chat refused waits for it, and the managers have it.</summary>
internal sealed class NothingLost(Simulation run) : Invariant(run)
{
    public override void AtEnd()
    {
        var shown = ShownEvents.All(Run);
        var byId = Run.Ledger.Stored.ToDictionary(stored => stored.Id);
        var wished = ShownEvents.Wished(Run);
        var chatsOf = wished.Concat(ShownEvents.Reminders(Run)).ToLookup(notice => notice.EventId, notice => notice.ChatId);
        var managers = Rows.All<Place>(Run, "SELECT id AS ChatId, 0 AS TopicId FROM people WHERE is_manager = 1")
            .Select(place => Run.Telegram.Chats[place.ChatId])
            .ToList();
        foreach (
            var notice in wished.Where(notice =>
                !notice.IsForwarded && byId.ContainsKey(notice.EventId) && !Run.People.MayBeRemoved.Contains(notice.ChatId)
            )
        )
        {
            var stored = byId[notice.EventId];
            if (
                shown[Run.Telegram.Current(notice.ChatId).Id]
                    .Any(showing => showing.Stored == stored && showing.Message.TopicId == notice.TopicId)
            )
            {
                continue;
            }
            if (Run.Telegram.Current(notice.ChatId).Refuses is null)
            {
                Violated($"{stored.Event} was never shown in {notice.ChatId}, notice {notice.Id}");
            }
            else if (notice.EndedAt is not null)
            {
                Violated($"{stored.Event} does not wait for {notice.ChatId}, which refuses");
            }
            else if (
                managers.Exists(chat => chat.Id != notice.ChatId && chat.HearsSince(stored.Event.At))
                && chatsOf[notice.EventId].All(chat => chat == notice.ChatId)
            )
            {
                Violated($"{stored.Event} waits for {notice.ChatId}, which refuses, and no manager has it");
            }
        }
    }
}

/// <summary>
/// Invariant 6, the other half: a chat shows an event as often as it was wished there, but for messages of which the
/// bridge could not know that they are there (a crash, a lost answer).
/// </summary>
internal sealed class NothingTwice(Simulation run) : Invariant(run)
{
    public override void AtEnd()
    {
        var wished = ShownEvents.Wished(Run).ToLookup(notice => (Run.Telegram.Current(notice.ChatId).Id, notice.EventId));
        // Whose rights ended, of him it is no longer known what he was to be shown.
        foreach (var chat in ShownEvents.All(Run).Where(chat => !Run.People.MayBeRemoved.Contains(chat.Key)))
        {
            foreach (var showings in chat.GroupBy(showing => showing.Stored))
            {
                var known = showings.Where(showing => showing.Message.IsRecorded).ToList();
                if (known.Count > wished[(chat.Key, showings.Key.Id)].Count())
                {
                    Violated(
                        $"{showings.Key.Event} stands {known.Count} times in {chat.Key}: messages "
                            + $"{string.Join(", ", known.Select(showing => showing.Message.Id))}"
                    );
                }
            }
        }
    }
}

/// <summary>Invariant 7: in one place, events of one urgency are first shown in the order in which they happened.</summary>
internal sealed class InOrder(Simulation run) : Invariant(run)
{
    public override void AtEnd()
    {
        var shown = ShownEvents.All(Run);
        var wished = ShownEvents.Wished(Run);

        // Two chats that turned out to be one may each have been told: then nobody can say which showing is whose.
        var twice = wished
            .GroupBy(notice => (notice.EventId, Run.Telegram.Current(notice.ChatId).Id))
            .Where(notices => notices.Count() > 1)
            .SelectMany(notices => notices)
            .Select(notice => notice.Id)
            .ToHashSet();
        foreach (
            var place in wished
                .Where(notice => !twice.Contains(notice.Id))
                .GroupBy(notice => (Run.Ledger.Origin(notice), notice.Urgency, notice.IsForwarded))
        )
        {
            var firsts = place
                .Select(notice => (notice.Id, First: FirstOf(shown, notice)))
                .Where(notice => notice.First is not null)
                .ToList();
            var wrong = firsts.Zip(firsts.Skip(1)).FirstOrDefault(pair => pair.First.First > pair.Second.First);
            if (wrong != default)
            {
                Violated($"at {place.Key} notice {wrong.Second.Id} was shown before {wrong.First.Id}");
            }
        }
    }

    /// <summary>Which showing of its chat; null where it never was, or where the chat has it for another reason too.</summary>
    private int? FirstOf(ILookup<long, Showing> shown, EventNotice notice)
    {
        var chat = Run.Telegram.Current(notice.ChatId).Id;
        var place = 0;
        int? first = null;
        var topics = new HashSet<int>();
        var messages = new List<ShownMessage>();
        foreach (var showing in shown[chat])
        {
            place++;
            if (showing.Stored.Id == notice.EventId)
            {
                first ??= place;
                topics.Add(showing.Message.TopicId);
                messages.Add(showing.Message);
            }
        }
        // Whose rights ended may have been shown it before, for a wish that was taken back: that is not this one.
        var isAnew = Run.People.MayBeRemoved.Contains(chat) && (messages.Count > 1 || messages.Exists(message => message.IsTaken));
        return topics.Count == 1 && !isAnew ? first : null;
    }
}

/// <summary>What is shown a minute after it was stored says so, what is shown before does not.</summary>
internal sealed class LateSaysSo(Simulation run) : Invariant(run)
{
    private const long LateAfter = 60_000;

    /// <summary>What is made before it is late may wait for a way to show a sign of life.</summary>
    private const long SignOfLife = 10_000;

    public override void AtEnd()
    {
        foreach (var request in Run.Telegram.Arrivals.Where(request => request.TelegramId is null))
        {
            foreach (var mark in EventMark.In(request.Content.Text).Where(mark => !mark.IsForwarded && !IsForOwnerFirst(mark)))
            {
                var alike = Run.Ledger.AllOf(mark).Where(stored => stored.ReceivedAt <= request.SteadyAt).ToList();
                if (
                    alike.Count > 0
                    && alike.TrueForAll(stored =>
                        mark.SaysLate
                            ? request.SteadyAt - stored.ReceivedAt < LateAfter
                            : request.SteadyAt - stored.ReceivedAt >= LateAfter + SignOfLife
                    )
                    && alike[0] is var stored
                )
                {
                    Violated(
                        $"{stored.Event}, stored {(request.SteadyAt - stored.ReceivedAt) / 1000.0:0.000} s before, "
                            + $"{(mark.SaysLate ? "says" : "does not say")} that it is late"
                    );
                }
            }
        }
    }

    // The hall may be due to have it minutes after it was stored.
    private bool IsForOwnerFirst(EventMark mark) => Run.HallAfter > TimeSpan.Zero && CallLifecycle.IsCall(mark.Code);
}

/// <summary>
/// An order that was shown, though no answer said so, says when it is shown again in that chat that it may be a repeat: a
/// kitchen cooks from these. One that never left before does not.
/// </summary>
internal sealed class RepeatSaysSo(Simulation run) : Invariant(run)
{
    public override void AtEnd()
    {
        foreach (var inChat in Run.Telegram.Arrivals.Where(request => request.TelegramId is null).ToLookup(PlaceOf))
        {
            var inDoubt = new HashSet<(string Table, string Code)>();
            foreach (var request in inChat)
            {
                foreach (var mark in EventMark.In(request.Content.Text).Where(IsOneOrder))
                {
                    if (!mark.SaysRepeat && inDoubt.Contains((mark.Table, mark.Code)))
                    {
                        Violated($"it was shown before, and nobody knew: {request}");
                    }
                    if (request is { Outcome: SendOutcome.Unknown, Shown: not null })
                    {
                        inDoubt.Add((mark.Table, mark.Code));
                    }
                }
            }
        }
    }

    private (long ChatId, int TopicId) PlaceOf(Request request) =>
        (Run.Telegram.Chats.ContainsKey(request.ChatId) ? Run.Telegram.Current(request.ChatId).Id : request.ChatId, request.TopicId);

    // Calls ring again for other reasons.
    private bool IsOneOrder(EventMark mark) => !mark.IsForwarded && !CallLifecycle.IsCall(mark.Code) && Run.Ledger.AllOf(mark).Count() == 1;
}
