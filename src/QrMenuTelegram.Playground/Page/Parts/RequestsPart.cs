using QrMenuTelegram.Simulation.BotApi;
using QrMenuTelegram.Simulation.Menu;

namespace QrMenuTelegram.Playground.Page.Parts;

/// <summary>The last requests in both directions, newest first.</summary>
internal sealed record RequestsPart(IReadOnlyList<RequestLine> Server, IReadOnlyList<RequestLine> Telegram)
{
    private const int Most = 12;

    public static RequestsPart Of(PlaySession session) =>
        new(
            [
                .. session.Restaurant?.Server.Requests.TakeLast(Most).Reverse().Select(r => RequestLine.Of(r, session.Time.LocalTimeZone))
                    ?? [],
            ],
            [
                .. session.Phones?.Telegram.Log.Recent.TakeLast(Most).Reverse().Select(r => RequestLine.Of(r, session.Time.LocalTimeZone))
                    ?? [],
            ]
        );
}

/// <param name="At">As the clock showed it.</param>
/// <param name="What">Asked for.</param>
/// <param name="About">Which hash, which chat.</param>
/// <param name="Status">Of HTTP; 0 for no answer.</param>
/// <param name="Answer">In a few words.</param>
internal sealed record RequestLine(string At, string What, string About, int Status, string Answer)
{
    public static RequestLine Of(MenuRequest request, TimeZoneInfo zone) =>
        new(
            PageTime.Exact(request.At, zone),
            "GET events",
            request.Hash ?? "",
            request.Status,
            request.Status == 200 ? $"{request.Events}" : ""
        );

    public static RequestLine Of(CallRecord call, TimeZoneInfo zone) =>
        new(
            PageTime.Exact(call.At, zone),
            call.Method,
            call.ChatId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
            call.Outcome,
            call.Description ?? ""
        );
}
