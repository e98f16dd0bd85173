namespace QrMenuTelegram.Playground.Page;

/// <summary>Server-sent events: everything at first, then each part that changes. A page that was away asks for all again.</summary>
internal static class LiveFeed
{
    public static async Task Serve(HttpContext context, Board board, CancellationToken stopping)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var version = 0L;
        try
        {
            while (true)
            {
                var next = board.Changes.Next;
                foreach (var part in board.Since(version))
                {
                    version = part.Version;
                    await context.Response.WriteAsync($"data: {{\"part\":\"{part.Name}\",\"value\":{part.Value}}}\n\n", ended.Token);
                }
                await context.Response.Body.FlushAsync(ended.Token);
                await next.WaitAsync(ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The page was closed, or the playground ends.
        }
    }
}
