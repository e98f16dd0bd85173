using System.Text;
using System.Text.Json;

namespace QrMenuTelegram.Telegram;

/// <summary>
/// An answer of the Bot API, read as leniently as can be: <c>ok: true</c> means that it is done, whatever else stands there,
/// in whatever form, and wherever the answer breaks off.
/// </summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Ok">What the answer says of itself; null where it does not, so that it is none of Telegram's.</param>
/// <param name="ErrorCode">As the answer says it, else <paramref name="Status"/>.</param>
/// <param name="Description">As received; empty for none.</param>
/// <param name="RetryAfter">In seconds, as the answer says it; null for none that is a number.</param>
/// <param name="MigrateToChatId">The chat's new id; null for none.</param>
/// <param name="Result">What stands as the result, from its first byte on; empty for none.</param>
internal sealed record ApiAnswer(
    int Status,
    bool? Ok,
    int ErrorCode,
    string Description,
    double? RetryAfter,
    long? MigrateToChatId,
    ReadOnlyMemory<byte> Result
)
{
    private static readonly JsonReaderOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 100_000,
    };

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    public static ApiAnswer Read(int status, ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith(ByteOrderMark))
        {
            body = body[ByteOrderMark.Length..];
        }
        var answer = new ApiAnswer(status, null, status, "", null, null, default);
        Fields(
            body.Span,
            (name, ref reader) =>
            {
                switch (name)
                {
                    case "ok":
                        answer = answer with { Ok = Flag(ref reader) ?? answer.Ok };
                        break;
                    case "error_code":
                        answer = answer with { ErrorCode = Number(ref reader) is { } code and >= 300 and < 1000 ? (int)code : status };
                        break;
                    case "description":
                        answer = answer with { Description = Text(ref reader) ?? "" };
                        break;
                    case "parameters":
                        answer = Parameters(answer, body.Span[(int)reader.TokenStartIndex..]);
                        break;
                    case "result":
                        answer = answer with { Result = body[(int)reader.TokenStartIndex..] };
                        break;
                }
            }
        );
        return answer;
    }

    /// <summary>The number of the message that the result is; null where none can be read.</summary>
    public long? MessageId()
    {
        long? id = null;
        Fields(
            Result.Span,
            (name, ref reader) =>
            {
                if (name == "message_id" && Number(ref reader) is { } number and > 0 and < 1L << 53)
                {
                    id = (long)number;
                }
            }
        );
        return id;
    }

    /// <summary>
    /// The elements of the result that arrived in whole, each by itself; null where it is no list, or broke off before the
    /// first.
    /// </summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Elements()
    {
        var reader = new Utf8JsonReader(Result.Span, isFinalBlock: false, new JsonReaderState(Lenient));
        var elements = new List<ReadOnlyMemory<byte>>();
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return null;
            }
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndArray)
                {
                    return elements;
                }
                var start = (int)reader.TokenStartIndex;
                if (!reader.TrySkip())
                {
                    break;
                }
                elements.Add(Result[start..(int)reader.BytesConsumed]);
            }
        }
        catch (JsonException)
        {
            // What came before is good.
        }
        return elements.Count == 0 ? null : elements;
    }

    /// <summary>Calls <paramref name="read"/> at the value of each field of an object, as far as it can be read.</summary>
    public static void Fields(ReadOnlySpan<byte> json, FieldReader read)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(Lenient));
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return;
            }
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = Text(ref reader) ?? "";
                if (!reader.Read())
                {
                    return;
                }
                read(name, ref reader);
                if (!reader.TrySkip())
                {
                    return;
                }
            }
        }
        catch (JsonException)
        {
            // What came before is good.
        }
    }

    /// <summary>A number, also one in quotes; null for anything else.</summary>
    public static double? Number(ref Utf8JsonReader reader) =>
        LenientNumber.Read(
            reader.TokenType switch
            {
                JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                JsonTokenType.String => Text(ref reader),
                _ => null,
            }
        );

    private static bool? Flag(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String => bool.TryParse(Text(ref reader), out var flag) ? flag : null,
            JsonTokenType.Number => Number(ref reader) is { } number ? number != 0 : null,
            _ => null,
        };

    private static ApiAnswer Parameters(ApiAnswer answer, ReadOnlySpan<byte> json)
    {
        Fields(
            json,
            (name, ref reader) =>
            {
                switch (name)
                {
                    case "retry_after":
                        answer = answer with { RetryAfter = Number(ref reader) };
                        break;
                    case "migrate_to_chat_id" when Number(ref reader) is { } id && Math.Abs(id) is > 0 and < 1L << 53:
                        answer = answer with { MigrateToChatId = (long)id };
                        break;
                }
            }
        );
        return answer;
    }

    /// <summary>Null for anything but a text, and for bytes that are no UTF-8.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public delegate void FieldReader(string name, ref Utf8JsonReader reader);
}
