using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using QrMenuTelegram.Simulation;

namespace QrMenuTelegram.Tests.Support;

/// <summary>A web server on loopback that remembers what it was sent, and answers as it is told to.</summary>
internal sealed class RecordedRequests : IAsyncDisposable
{
    private LoopbackServer _server = null!;

    /// <summary>What it answers.</summary>
    public int Answer { get; set; } = 200;

    /// <summary>Sent along where it is a redirect.</summary>
    public string? Location { get; set; }

    public string Url => _server.Url;

    public ConcurrentQueue<Request> All { get; } = [];

    public static async Task<RecordedRequests> Start(X509Certificate2? certificate = null)
    {
        var recorded = new RecordedRequests();
        recorded._server = await LoopbackServer.Start(recorded.Take, certificate);
        return recorded;
    }

    public Task GoDown() => _server.Refuse();

    public Task GoUp() => _server.Listen();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        All.Enqueue(
            new Request(
                context.Request.Method,
                context.Request.Path + context.Request.QueryString.ToString(),
                context.Request.ContentType ?? "",
                body
            )
        );
        context.Response.StatusCode = Answer;
        if (Location is not null)
        {
            context.Response.Headers.Location = Location;
        }
    }

    public sealed record Request(string Method, string Path, string ContentType, string Body);
}
