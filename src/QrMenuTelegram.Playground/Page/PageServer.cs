using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using QrMenuTelegram.Playground.Page.Actions;

namespace QrMenuTelegram.Playground.Page;

/// <summary>The page over HTTP: its files, its live feed, what can be done on it.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Board _board;

    private PageServer(WebApplication app, Board board)
    {
        _app = app;
        _board = board;
    }

    /// <summary>The address to open.</summary>
    public string Url { get; private set; } = "";

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<PageServer> Start(PlaySession session, IPAddress listen, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Listen(listen, port);
            });
        builder.Services.AddRoutingCore();
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(
                new System.Text.Json.Serialization.JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase)
            )
        );
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        var board = new Board(session);
        app.Use(RefuseOtherSites);
        app.MapGet("/live", context => LiveFeed.Serve(context, board, app.Lifetime.ApplicationStopping));
        RestaurantActions.Map(app, session);
        PhoneActions.Map(app, session);
        PeopleActions.Map(app, session);
        TroubleActions.Map(app, session);
        app.MapGet("/{**path}", (HttpContext context, string? path) => Assets.Serve(context, path ?? ""));
        var server = new PageServer(app, board);
        await app.StartAsync();
        board.Start();
        server.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _board.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>A page of some other site must not press our buttons.</summary>
    private static Task RefuseOtherSites(HttpContext context, RequestDelegate next)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (
            HttpMethods.IsPost(context.Request.Method)
            && origin.Length > 0
            && origin != $"{context.Request.Scheme}://{context.Request.Host}"
        )
        {
            context.Response.StatusCode = 403;
            return Task.CompletedTask;
        }
        return next(context);
    }
}
