using System.Reflection;

namespace QrMenuTelegram.Playground.Page;

/// <summary>The page's own files, out of the assembly: nothing is fetched from anywhere.</summary>
internal static class Assets
{
    private const string Prefix = "page/";

    private static readonly Assembly Home = typeof(Assets).Assembly;
    private static readonly HashSet<string> Names =
    [
        .. Home.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)),
    ];

    public static async Task Serve(HttpContext context, string path)
    {
        var name = Prefix + (path.Length == 0 ? "index.html" : path);
        if (!Names.Contains(name))
        {
            context.Response.StatusCode = 404;
            return;
        }
        context.Response.ContentType = Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".json" => "application/json; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'";
        await using var stream = Home.GetManifestResourceStream(name)!;
        await stream.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
