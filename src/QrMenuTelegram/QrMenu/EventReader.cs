using System.Text;
using System.Text.Json;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// The body of an answer as events, or as what is wrong with it. Pure; never throws. Documented is
/// <c>{"result": true, "data": {"updates": [EVENT, ...]}}</c> (the vendor's page "09_api"); everything else is taken
/// for what it most likely means, and one odd element never costs another.
/// </summary>
public static class EventReader
{
    private static readonly JsonReaderOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        // Passing over costs the same at any depth, and one deep element must not cost the others: no body is that deep.
        MaxDepth = 2 * BodyReader.Longest,
    };

    /// <summary>Elements read of one answer; what comes after them is asked for.</summary>
    internal const int MostElements = 20_000;

    /// <param name="server">The server's name in the configuration.</param>
    /// <param name="body">UTF-8, with or without a byte order mark; UTF-16 with one.</param>
    /// <param name="excerpt">Quotes the body where it can't be read.</param>
    public static PollAnswer Read(string server, ReadOnlyMemory<byte> body, Excerpt excerpt)
    {
        var json = WithoutMark(body);
        if (json.Span.IndexOfAnyExcept(" \t\r\n\0"u8) < 0)
        {
            return new PollAnswer.Failed(PollFailure.Unreadable, "the answer is empty");
        }
        try
        {
            return ReadJson(server, json, excerpt);
        }
        catch (Exception e) when (IsJsonError(e))
        {
            if (ControlCharacters.Escape(json.Span) is { } repaired)
            {
                try
                {
                    return ReadJson(server, repaired, excerpt);
                }
                catch (Exception again) when (IsJsonError(again))
                {
                    // What it says of the original is the more useful.
                }
            }
            return new PollAnswer.Failed(
                PollFailure.Unreadable,
                $"the answer is no whole JSON ({excerpt.Quote(e.Message)}): {excerpt.Quote(json.Span)}"
            );
        }
    }

    /// <summary>The events that came whole, of an answer whose end is missing.</summary>
    public static IReadOnlyList<MenuEvent> ReadBeginning(string server, ReadOnlyMemory<byte> body) =>
        [
            .. Envelope
                .ReadBeginning(body.Span, Options)
                .Take(MostElements)
                .Select(element => ElementReader.Read(server, body.Slice(element.Start, element.Length))),
        ];

    private static PollAnswer ReadJson(string server, ReadOnlyMemory<byte> json, Excerpt excerpt)
    {
        var envelope = Envelope.Read(json.Span, Options);
        if (envelope.Result == false)
        {
            return new PollAnswer.Failed(PollFailure.Refused, $"the server answered \"result\": false: {excerpt.Quote(json.Span)}");
        }
        if (!envelope.IsDocumented)
        {
            return new PollAnswer.Failed(PollFailure.Unreadable, $"the answer is not of the documented form: {excerpt.Quote(json.Span)}");
        }
        var events = new List<MenuEvent>(Math.Min(envelope.Elements.Count, MostElements));
        foreach (var (start, length) in envelope.Elements.Take(MostElements))
        {
            events.Add(ElementReader.Read(server, json.Slice(start, length)));
        }
        return new PollAnswer.Updates(events) { IsBeginning = envelope.Elements.Count > MostElements };
    }

    // The reader says InvalidOperationException of a name that holds half a surrogate pair.
    private static bool IsJsonError(Exception e) => e is JsonException or InvalidOperationException;

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span switch
        {
            [0xEF, 0xBB, 0xBF, ..] => body[3..],
            [0xFF, 0xFE, .. var utf16] => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(utf16)),
            [0xFE, 0xFF, .. var utf16] => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(utf16)),
            _ => body,
        };
}
