using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace QrMenuTelegram.Tests.Support;

/// <summary>A mail server on loopback: SMTP as the others speak it, with TLS, a login and refusals.</summary>
internal sealed class TestMailServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    private TestMailServer(Func<SmtpServer.SmtpServer> make, EndpointListenerFactory listeners)
    {
        var port = new TaskCompletionSource<int>();
        listeners.EndpointStarted += (_, started) => port.TrySetResult(((IPEndPoint)started.LocalEndPoint).Port);
        _serving = make().StartAsync(_stop.Token);
        Port = port.Task.GetAwaiter().GetResult();
    }

    public int Port { get; }

    /// <summary>What it took.</summary>
    public ConcurrentQueue<MimeMessage> Mails { get; } = [];

    /// <summary>To whom each of them goes.</summary>
    public ConcurrentQueue<string> Recipients { get; } = [];

    /// <param name="certificate">For TLS; null for none.</param>
    /// <param name="tlsAtOnce">Rather than by STARTTLS.</param>
    /// <param name="password">Of the user "bridge"; null where nobody needs to log in.</param>
    /// <param name="refuses">Senders and recipients that it does not take.</param>
    public static TestMailServer Start(
        X509Certificate2? certificate = null,
        bool tlsAtOnce = false,
        string? password = null,
        params string[] refuses
    )
    {
        var parts = new ServiceProvider();
        var listeners = new EndpointListenerFactory();
        TestMailServer? server = null;
        parts.Add(listeners);
        parts.Add(new DelegatingUserAuthenticator((user, given) => user == "bridge" && given == password));
        parts.Add(new Filter(refuses));
        parts.Add(new Store(() => server!));
        var options = new SmtpServerOptionsBuilder()
            .ServerName("mail.example")
            .Endpoint(endpoint =>
            {
                endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, 0)).IsSecure(tlsAtOnce).AuthenticationRequired(password is not null);
                if (certificate is not null)
                {
                    endpoint.Certificate(certificate);
                }
            })
            .Build();
        return server = new TestMailServer(() => new SmtpServer.SmtpServer(options, parts), listeners);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private sealed class Filter(string[] refuses) : MailboxFilter
    {
        public override Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancel) =>
            Task.FromResult(!refuses.Contains(from.AsAddress()));

        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancel) =>
            Task.FromResult(!refuses.Contains(to.AsAddress()));
    }

    private sealed class Store(Func<TestMailServer> server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancel
        )
        {
            using var stream = new MemoryStream(buffer.ToArray());
            foreach (var to in transaction.To)
            {
                server().Recipients.Enqueue(to.AsAddress());
            }
            server().Mails.Enqueue(await MimeMessage.LoadAsync(stream, cancel));
            return SmtpResponse.Ok;
        }
    }
}
