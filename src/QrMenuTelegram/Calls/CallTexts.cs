using System.Text;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Calls;

/// <summary>How a notice shows a call: notices of one view read the same.</summary>
/// <param name="Language">The chat's.</param>
/// <param name="Kind">One of <see cref="CallNoticeKinds"/>.</param>
/// <param name="RefusedBy">The chat that would not take it, for what was forwarded; null otherwise.</param>
/// <param name="Own">Whether it is the private chat of whoever holds the call.</param>
public readonly record struct CallView(string Language, string Kind, string? RefusedBy, bool Own);

/// <summary>What people read of a call, and the buttons beneath it.</summary>
public sealed class CallTexts(EventAnnouncer announcer, Texts texts, ServerNames servers, MessagesOptions messages, Clock clock)
{
    // A table that is called so already needs no "table" before it.
    private static readonly string[] TableWords = ["стол", "table"];

    private const int LongestTable = 20;
    private const int MostTakes = 12;

    /// <summary>What a notice shows of a call as it is now.</summary>
    public string Html(Transaction transaction, Call call, CallView view)
    {
        var language = view.Language;
        return view.Kind switch
        {
            CallNoticeKinds.Holder => Say(transaction, language, TextKeys.Call.Holder, call, ("own", view.Own)),
            CallNoticeKinds.Reminder => Lines(
                Say(transaction, language, TextKeys.Call.Reminder, call),
                Status(transaction, language, call)
            ),
            CallNoticeKinds.Managers => Lines(
                Say(transaction, language, TextKeys.Call.Managers, call, History(transaction, call)),
                Status(transaction, language, call)
            ),
            _ => Lines(
                view.RefusedBy is { } chat ? texts.Html(language, TextKeys.Announce.Forwarded, ("chat", chat)) : "",
                TheEvent(transaction, language, call, view.Kind),
                Say(transaction, language, TextKeys.Call.Repeats, call),
                Status(transaction, language, call)
            ),
        };
    }

    /// <summary>Many calls in one notice.</summary>
    public string Summary(Transaction transaction, string language, IReadOnlyList<Call> calls)
    {
        var lines = new List<(string, object?)[]>();
        foreach (var call in calls)
        {
            lines.Add([.. Values(transaction, call)]);
        }
        return texts.Html(
            language,
            TextKeys.Call.Summary,
            ("calls", lines),
            ("open", calls.Count(call => call.IsOpen && !call.IsClaimed)),
            ("claimed", calls.Count(call => call.IsOpen && call.IsClaimed))
        );
    }

    /// <summary>
    /// What whoever reads a notice of this call may do; who reads that nobody is subscribed may give the table to a chat.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Button>> Buttons(Transaction transaction, string language, Call call, string kind) =>
        [
            .. Buttons(transaction, language, call),
            .. SaysUnclaimed(transaction, call, kind)
                ? announcer.GiveButtons(transaction, language, call.EventId, call.Server, call.Code, call.Table)
                : [],
        ];

    private IReadOnlyList<IReadOnlyList<Button>> Buttons(Transaction transaction, string language, Call call)
    {
        if (!call.IsOpen)
        {
            return [];
        }
        return call.IsClaimed
            ?
            [
                [Button(transaction, language, TextKeys.Call.Done, 'd', call, ButtonStyle.Success)],
                [Goes(language, call), Button(transaction, language, TextKeys.Call.Release, 'r', call, ButtonStyle.Danger)],
            ]
            :
            [
                [Button(transaction, language, TextKeys.Call.Take, 't', call, ButtonStyle.Primary)],
            ];
    }

    /// <summary>A button for each call of a summary that nobody has taken yet, two in a row.</summary>
    /// <param name="transaction">Any.</param>
    /// <param name="language">Of the chat.</param>
    /// <param name="calls">Which.</param>
    /// <param name="command">Whose buttons they are.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<IReadOnlyList<Button>> SummaryButtons(
        Transaction transaction,
        string language,
        IReadOnlyList<Call> calls,
        string command = ClaimCommand.TheName,
        int most = MostTakes
    ) =>
        [
            .. Telegram
                .Button.Shared([
                    .. calls
                        .Where(call => call.IsOpen && !call.IsClaimed)
                        .Take(most)
                        .Select(call => Button(transaction, language, TextKeys.Call.Take, 't', call, ButtonStyle.Primary, command)),
                ])
                .Chunk(2),
        ];

    /// <summary>The names and values that texts about a call may say.</summary>
    public IEnumerable<(string Name, object? Value)> Values(Transaction transaction, Call call) =>
        [
            ("table", call.TableName),
            ("named", TableWords.Any(word => call.TableName.StartsWith(word, StringComparison.OrdinalIgnoreCase))),
            ("restaurant", servers.Several ? call.Server : null),
            ("id", IdOf(transaction, call)),
            ("code", call.Code),
            ("state", call.Outcome ?? (call.IsClaimed ? "claimed" : "open")),
            ("times", call.Times),
            // Where the phone knows the age by itself.
            ("since", messages.LiveTimes && call.IsOpen && !call.IsClaimed ? clock.ToWall(call.OpenedAt) : null),
            ("taken", messages.LiveTimes && call.IsOpen && call.ClaimedAt is { } taken ? clock.ToWall(taken) : null),
            ("waits", Span(call.OpenedAt, clock.Now)),
            ("waited", Span(call.OpenedAt, call.ClaimedAt ?? call.ClosedAt ?? clock.Now)),
            ("holder", call.ClaimedName),
            ("taken_after", call.ClaimedAt is { } at ? Span(call.OpenedAt, at) : null),
            ("held", call.ClaimedAt is { } since ? Span(since, clock.Now) : null),
            ("closed_after", call.ClosedAt is { } end ? Span(call.OpenedAt, end) : null),
            ("again", call.ClaimedAt is { } claimed && call.PressedAt > claimed),
            ("loud", call.Step > 1),
            ("earlier", call.EarlierAt is { } earlier ? clock.ToWall(earlier) : null),
        ];

    private string TheEvent(Transaction transaction, string language, Call call, string kind)
    {
        var table = new TableName(TableStore.TellApart(transaction, call.Server, call.TableId, call.Table));
        var press = call.Press ?? Stored(transaction, call);
        var card = announcer.Card(press.Event, table, press.ReceivedAt, press.OlderBy);
        return texts.Event(
            language,
            card with
            {
                Waiting = messages.LiveTimes && call.IsOpen && !call.IsClaimed,
                Unclaimed = SaysUnclaimed(transaction, call, kind),
                Muted = kind == CallNoticeKinds.Muted,
            }
        );
    }

    private static PressEvent Stored(Transaction transaction, Call call) =>
        CallStore.EventOf(transaction, call.EventId) is { } row
            ? new PressEvent(
                ElementReader.Read(call.Server, Encoding.UTF8.GetBytes(row.Body)) with
                {
                    MayRepeat = row.MayRepeat,
                },
                row.ReceivedAt,
                TimeSpan.FromMilliseconds(row.OlderBy)
            )
            : new PressEvent(
                new MenuEvent(call.Server, "", call.Code, call.TableId, call.TableName, null, null, null, true, ""),
                call.PressedAt,
                TimeSpan.Zero
            );

    private bool SaysUnclaimed(Transaction transaction, Call call, string kind) =>
        kind == CallNoticeKinds.Unclaimed && announcer.IsUnclaimed(transaction, call.Server, call.Code, call.Table);

    // Where the server has two tables of this name, staff need to know which.
    private static string? IdOf(Transaction transaction, Call call) =>
        call.TableId.Length > 0 && TableStore.HasNamesakes(transaction, call.Server, call.Table) ? call.TableId : null;

    private string Status(Transaction transaction, string language, Call call) => Say(transaction, language, TextKeys.Call.Status, call);

    private (string, object?)[] History(Transaction transaction, Call call)
    {
        var notices = CallNoticeStore.OfCall(transaction, call.Id);
        return
        [
            ("opened", clock.ToWall(call.OpenedAt)),
            ("pressed", call.Times > 1 ? clock.ToWall(call.PressedAt) : null),
            (
                "reminded",
                notices
                    .Where(notice => notice.Kind == CallNoticeKinds.Reminder)
                    .Select(notice => Minute(clock.ToWall(notice.CreatedAt)))
                    .Distinct()
                    .ToList()
            ),
            (
                "chats",
                notices
                    .Where(notice => notice.Kind == CallNoticeKinds.Call)
                    .Select(notice => ChatStore.Find(transaction, notice.ChatId)?.Title)
                    .Distinct()
                    .ToList()
            ),
        ];
    }

    // As it is shown: two chats that were reminded in one minute are one time.
    private static DateTimeOffset Minute(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));

    private string Say(Transaction transaction, string language, TextKey key, Call call, params (string, object?)[] more) =>
        texts.Html(language, key, [.. Values(transaction, call), .. more]).Trim();

    private Button Button(
        Transaction transaction,
        string language,
        TextKey key,
        char verb,
        Call call,
        ButtonStyle style,
        string command = ClaimCommand.TheName
    )
    {
        var label = texts.Plain(language, key);
        var table = SafeText.Name(call.TableName, LongestTable);
        var icon = call.Code == EventCodes.BillRequest ? "🧾" : "🔔";
        var where = (servers.Several ? $" {call.Server}" : "") + (IdOf(transaction, call) is { } id ? $" ({id})" : "");
        return new Button(label, $"{command}:{verb}:{call.Id}", style)
        {
            TextWhenShared = $"{label} · {table}",
            TextWhenAlike = $"{label} · {table} {icon}{where}",
        };
    }

    // Whoever comes too late sees why before he presses.
    private Button Goes(string language, Call call)
    {
        var label = texts.Plain(language, TextKeys.Call.Goes, ("holder", SafeText.Name(call.ClaimedName ?? "", LongestTable)));
        return Telegram.Button.Shows(label) with { TextWhenShared = $"{label} · {SafeText.Name(call.TableName, LongestTable)}" };
    }

    private static string Lines(params ReadOnlySpan<string> parts)
    {
        var lines = new StringBuilder();
        foreach (var part in parts)
        {
            lines.Append(lines.Length > 0 && part.Length > 0 ? "\n" : "").Append(part);
        }
        return lines.ToString();
    }

    private static TimeSpan Span(Instant from, Instant until) => TimeSpan.FromSeconds((long)until.Since(from).TotalSeconds);
}
