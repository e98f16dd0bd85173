using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace QrMenuTelegram.Simulation;

/// <summary>Real HTTP or HTTPS on loopback for one handler; can stop listening and come back on the same port.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly RequestDelegate _handler;
    private readonly X509Certificate2? _certificate;
    private readonly SemaphoreSlim _switching = new(1, 1);
    private WebApplication? _app;
    private bool _disposed;

    private LoopbackServer(RequestDelegate handler, X509Certificate2? certificate, int port)
    {
        _handler = handler;
        _certificate = certificate;
        Port = port;
    }

    /// <summary>The port: the wanted one, or, where that was 0, the one the system gave at the first start.</summary>
    public int Port { get; private set; }

    public string Url => $"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}";

    /// <param name="handler">Answers every request.</param>
    /// <param name="certificate">For HTTPS; null for HTTP.</param>
    /// <param name="port">0 for any free one.</param>
    public static async Task<LoopbackServer> Start(RequestDelegate handler, X509Certificate2? certificate = null, int port = 0)
    {
        var server = new LoopbackServer(handler, certificate, port);
        await server.Listen();
        return server;
    }

    /// <summary>Accepts connections again; nothing when it does already.</summary>
    public async Task Listen()
    {
        await _switching.WaitAsync();
        try
        {
            if (_app is not null || _disposed)
            {
                return;
            }
            var app = Build();
            await app.StartAsync();
            Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
            _app = app;
        }
        finally
        {
            _switching.Release();
        }
    }

    /// <summary>Closes every connection and refuses new ones.</summary>
    public async Task Refuse()
    {
        await _switching.WaitAsync();
        try
        {
            if (_app is { } app)
            {
                _app = null;
                await app.StopAsync(new CancellationToken(canceled: true));
                await app.DisposeAsync();
            }
        }
        finally
        {
            _switching.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await Refuse();
        _certificate?.Dispose();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        if (_certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromHours(1);
            kestrel.Listen(
                IPAddress.Loopback,
                Port,
                listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    if (_certificate is not null)
                    {
                        listen.UseHttps(_certificate);
                    }
                }
            );
        });
        builder.WebHost.UseSockets(sockets =>
            sockets.CreateBoundListenSocket = endpoint =>
            {
                // Without SO_REUSEADDR a port with dying connections can't be listened on again at once.
                var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                socket.Bind(endpoint);
                return socket;
            }
        );
        var app = builder.Build();
        app.Run(async context =>
        {
            try
            {
                await _handler(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The client gave up.
            }
        });
        return app;
    }
}
