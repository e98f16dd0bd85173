using System.Buffers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace QrMenuTelegram.Telegram;

/// <summary>One call of the Bot API: the request as JSON, the answer as far as it arrived.</summary>
/// <param name="http">Its timeout is for the whole call, the answer's body included.</param>
/// <param name="methods">The address before the method's name; holds the token.</param>
internal sealed class BotApi(HttpClient http, string methods)
{
    /// <summary>No answer is longer; what comes after is not read.</summary>
    private const int LongestAnswer = 32 << 20;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The parameters that <paramref name="write"/> adds to an object, as a request's body.</summary>
    public static HttpContent JsonContent(Action<Utf8JsonWriter> write)
    {
        var content = new ByteArrayContent(Json(write));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return content;
    }

    /// <exception cref="HttpRequestException">No answer.</exception>
    /// <exception cref="OperationCanceledException">The time is over, or the caller gave up.</exception>
    public async Task<ApiAnswer> Send(string method, HttpContent? content, CancellationToken cancel)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        time.CancelAfter(http.Timeout);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(methods + method));
        request.Content = content;
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, time.Token);
        var body = await Body(response, cancel, time.Token);
        return ApiAnswer.Read((int)response.StatusCode, body);
    }

    /// <summary>An object with what <paramref name="write"/> adds to it.</summary>
    public static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, Writing);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    // An answer that breaks off may have said already that the message is there.
    private static async Task<byte[]> Body(HttpResponseMessage response, CancellationToken cancel, CancellationToken time)
    {
        using var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 << 10);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(time);
            int count;
            while (body.Length < LongestAnswer && (count = await stream.ReadAsync(buffer, time)) > 0)
            {
                body.Write(buffer, 0, count);
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            if (body.Length == 0 && response.StatusCode == HttpStatusCode.OK)
            {
                throw;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return body.ToArray();
    }
}
