using System.Net.Http.Headers;
using System.Net.Security;
using System.Text.Json;
using System.Text.Json.Serialization;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Network;

namespace QrMenuTelegram.Alarms;

/// <summary>The alarm as JSON by POST (docs/operating.md has the form): any answer 2xx means that it was taken.</summary>
internal sealed partial class UrlChannel(
    AlarmOptions options,
    AlarmTexts texts,
    RestaurantOptions restaurant,
    Clock clock,
    RemoteCertificateValidationCallback? trust = null
) : IAlarmChannel, IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly DirectHttp _http = new(Timeout, trust);

    public string Name => "Alarm__Url";

    public async Task<AlarmOutcome> Send(AlarmNews news, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Form(news), AlarmJson.Default.Body))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
            },
        };
        return await _http.Send(request, cancel) is { } why ? new AlarmOutcome.Failed(why) : new AlarmOutcome.Sent();
    }

    public void Dispose() => _http.Dispose();

    private Body Form(AlarmNews news) =>
        new(
            AlarmTexts.Name(news.Kind),
            At(news.Since),
            news.Kind == AlarmKind.Over ? At(news.Until) : null,
            texts.Restaurant,
            [
                .. news.Calls.Select(call => new Body.Call(
                    call.Server,
                    call.Table,
                    call.Code,
                    At(call.Since),
                    (long)(news.Until - call.Since).TotalSeconds
                )),
            ],
            texts.Subject(news)
        );

    private DateTimeOffset At(Instant steady)
    {
        var wall = TimeZoneInfo.ConvertTime(clock.ToWall(steady), restaurant.TimeZone);
        return wall.AddTicks(-(wall.Ticks % TimeSpan.TicksPerSecond));
    }

    private sealed record Body(
        string Event,
        DateTimeOffset Since,
        DateTimeOffset? Until,
        string Restaurant,
        IReadOnlyList<Body.Call> Calls,
        string Text
    )
    {
        public sealed record Call(string Server, string Table, string Code, DateTimeOffset Since, long WaitsSeconds);
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
    )]
    [JsonSerializable(typeof(Body))]
    private sealed partial class AlarmJson : JsonSerializerContext;
}
