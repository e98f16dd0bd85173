using System.Text.RegularExpressions;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>An event as people read it in a message: in a run, events that share table and code are presses of one guest.</summary>
/// <param name="Table">As staff call it.</param>
/// <param name="Code">By its icon.</param>
/// <param name="SaysLate">Whether the line above says that it was delivered late.</param>
/// <param name="SaysRepeat">Whether a line above says that it may be there already.</param>
/// <param name="IsForwarded">Whether it says that another chat did not take it.</param>
internal sealed partial record EventMark(string Table, string Code, bool SaysLate, bool SaysRepeat, bool IsForwarded)
{
    /// <summary>What a text shows of guests' events, from top to bottom; tests by <c>/test</c> left out.</summary>
    public static IReadOnlyList<EventMark> In(string text) =>
        [
            .. Heading()
                .Matches(text)
                .Where(match => !match.Groups["rest"].Value.Contains("🧪", StringComparison.Ordinal))
                .Select(match => new EventMark(
                    match.Groups["table"].Value,
                    CodeOf(match.Groups["icon"].Value),
                    match.Groups["late"].Success,
                    match.Groups["repeat"].Success,
                    match.Groups["forwarded"].Success
                )),
        ];

    private static string CodeOf(string icon) =>
        icon switch
        {
            "🔔" => EventCodes.WaiterCall,
            "🧾" => EventCodes.BillRequest,
            "💳" => EventCodes.OnlinePayment,
            "🍽" => EventCodes.SaveOrder,
            _ => EventCodes.AdditionalOrder,
        };

    [GeneratedRegex(
        @"(?m)^(?<late>⏳ [^\n]*\n)?(?<repeat>🔁 [^\n]*\n)?(?<forwarded>↪️ [^\n]*\n)?(?:<b>)?(?:Стол|Table) (?<table>\d+)(?:</b>)?(?<rest>[^\n]*)\n(?<icon>🔔|🧾|💳|🍽|➕)"
    )]
    private static partial Regex Heading();
}
