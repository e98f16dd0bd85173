using System.Text;

namespace QrMenuTelegram.Simulation.Menu;

/// <summary>Gives an answer, whole or broken.</summary>
internal static class MenuAnswerWriter
{
    /// <summary>Returns the status that the client saw; 0 for none.</summary>
    public static async Task<int> Write(HttpContext context, MenuAnswer answer, BrokenAnswer? broken, CancellationToken stopping)
    {
        switch (broken)
        {
            case BrokenAnswer.Reset:
                context.Abort();
                return 0;
            case BrokenAnswer.Hang:
                await Hang(context, stopping);
                return 0;
            case BrokenAnswer.Html html:
                return await Whole(
                    context,
                    new MenuAnswer(html.Status, $"<html><body><h1>{html.Status}</h1></body></html>") { ContentType = "text/html" }
                );
            case BrokenAnswer.Empty:
                return await Whole(context, new MenuAnswer(200, ""));
            case BrokenAnswer.Text text:
                return await Whole(context, new MenuAnswer(200, text.Content) { ContentType = text.ContentType });
            case BrokenAnswer.Cut cut:
                await Cut(context, answer, cut.Chunked);
                return 0;
            case BrokenAnswer.Huge huge:
                await Huge(context, huge.Megabytes);
                return 200;
            default:
                return await Whole(context, answer);
        }
    }

    private static async Task<int> Whole(HttpContext context, MenuAnswer answer)
    {
        var bytes = answer.Bytes;
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        return answer.Status;
    }

    private static async Task Cut(HttpContext context, MenuAnswer answer, bool chunked)
    {
        var bytes = answer.Bytes;
        context.Response.ContentType = answer.ContentType;
        if (!chunked)
        {
            context.Response.ContentLength = bytes.Length;
        }
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private static async Task Huge(HttpContext context, int megabytes)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(
            "{\"result\": true, \"data\": {\"updates\": [{\"hash\": \"0x1\", \"code\": \""u8.ToArray(),
            context.RequestAborted
        );
        var megabyte = Encoding.ASCII.GetBytes(new string('x', 1 << 20));
        for (var i = 0; i < megabytes; i++)
        {
            await context.Response.Body.WriteAsync(megabyte, context.RequestAborted);
        }
        await context.Response.Body.WriteAsync("\"}]}}"u8.ToArray(), context.RequestAborted);
    }

    private static async Task Hang(HttpContext context, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }
}
