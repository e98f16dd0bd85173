using System.Net.Security;
using System.Text;
using QrMenuTelegram.Network;

namespace QrMenuTelegram.Operations.Health;

/// <summary>The monitor at <c>Heartbeat__Url</c>, which expects to be asked again and again.</summary>
internal sealed class HeartbeatMonitor(HeartbeatOptions options, RemoteCertificateValidationCallback? trust = null) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly DirectHttp _http = new(Timeout, trust);

    /// <param name="problem">Null when all is well.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Why the monitor did not take it; null when it did.</returns>
    public async Task<string?> Ping(string? problem, CancellationToken cancel)
    {
        using var request = problem is null ? new HttpRequestMessage(HttpMethod.Get, options.Url) : Failing(options.Url!, problem);
        return await _http.Send(request, cancel);
    }

    public void Dispose() => _http.Dispose();

    // Healthchecks takes /fail behind the path and the reason as a body (healthchecks.io/docs/http_api); an address of Uptime
    // Kuma ("push") says all in its query, status=up&msg=OK.
    private static HttpRequestMessage Failing(Uri url, string problem)
    {
        var address = new UriBuilder(url);
        var query = url.Query.TrimStart('?').Split('&');
        if (query.Contains("status=up"))
        {
            var others = query.Where(pair => pair != "status=up" && !pair.StartsWith("msg=", StringComparison.Ordinal));
            address.Query = string.Join('&', others.Append("status=down").Append("msg=" + Uri.EscapeDataString(problem)));
            return new HttpRequestMessage(HttpMethod.Get, address.Uri);
        }
        address.Path = address.Path.TrimEnd('/') + "/fail";
        return new HttpRequestMessage(HttpMethod.Post, address.Uri) { Content = new StringContent(problem, Encoding.UTF8, "text/plain") };
    }
}
