using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using MimeKit;
using QrMenuTelegram.Alarms;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Network;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Alarms;

/// <summary>Real mail over real SMTP and TLS.</summary>
public sealed class MailChannelTests : IDisposable
{
    private const int TlsAtOnce = 465;
    private const int StartTls = 587;

    private static readonly ServerCertificate Certificate = ServerCertificate.SignedByAuthority(TimeProvider.System.GetUtcNow());

    private readonly AlarmRig _alarm = new();

    public void Dispose() => _alarm.Dispose();

    [Theory]
    [InlineData(TlsAtOnce)]
    [InlineData(StartTls)]
    public async Task A_mail_goes_out_over_TLS_with_a_login(int port)
    {
        await using var server = TestMailServer.Start(Certificate.Certificate, tlsAtOnce: port == TlsAtOnce, password: "correct horse");
        (await Send(server, port, password: "correct horse")).ShouldBe(new AlarmOutcome.Sent());
        var mail = server.Mails.ShouldHaveSingleItem();
        mail.Subject.ShouldBe("Гости ждут, а персонал этого не видит: 6 · Берег");
        mail.From.ToString().ShouldBe("bridge@example.com");
        mail.TextBody.ShouldNotBeNull().ShouldContain("Стол 6: просят счёт с");
        mail.Importance.ShouldBe(MessageImportance.High);
        server.Recipients.ShouldBe(["boss@example.com", "chef@example.com"]);
    }

    [Fact]
    public async Task A_server_of_the_own_network_needs_neither_TLS_nor_login()
    {
        await using var server = TestMailServer.Start();
        (await Send(server, 25)).ShouldBe(new AlarmOutcome.Sent());
        server.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_password_goes_over_no_line_that_others_can_read()
    {
        await using var server = TestMailServer.Start(password: "correct horse");
        Why(await Send(server, StartTls, password: "correct horse")).ShouldContain("the server offers no STARTTLS");
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_is_named_by_its_variable()
    {
        await using var server = TestMailServer.Start(Certificate.Certificate, password: "correct horse");
        var why = Why(await Send(server, StartTls, password: "battery staple"));
        why.ShouldContain(", login: the server refuses Alarm__Mail__User and …__Password");
        why.ShouldNotContain("battery");
    }

    [Theory]
    [InlineData(TlsAtOnce)]
    [InlineData(StartTls)]
    public async Task A_certificate_that_is_not_trusted_gets_no_password(int port)
    {
        var stranger = ServerCertificate.SignedByAuthority(TimeProvider.System.GetUtcNow());
        await using var server = TestMailServer.Start(stranger.Certificate, tlsAtOnce: port == TlsAtOnce, password: "correct horse");
        Why(await Send(server, port, password: "correct horse")).ShouldContain("greeting and TLS: its certificate is not trusted");
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_certificate_of_another_name_is_refused()
    {
        var other = ServerCertificate.SignedByAuthority(TimeProvider.System.GetUtcNow(), "127.0.0.9");
        await using var server = TestMailServer.Start(other.Certificate, tlsAtOnce: true);
        Why(await Send(server, TlsAtOnce, authority: other)).ShouldContain("its certificate is made out to another name");
    }

    [Fact]
    public async Task A_server_that_is_down_is_named_with_its_port()
    {
        var gone = new TcpListener(IPAddress.Loopback, 0);
        gone.Start();
        var port = ((IPEndPoint)gone.LocalEndpoint).Port;
        gone.Stop();
        Why(await Send(port, TlsAtOnce)).ShouldStartWith("127.0.0.1:465, connecting: ");
    }

    [Fact]
    public async Task What_speaks_no_TLS_on_the_port_for_it_says_which_port_to_try()
    {
        await using var server = TestMailServer.Start();
        Why(await Send(server, TlsAtOnce)).ShouldContain("set Alarm__Mail__Port to 587");
    }

    [Fact]
    public async Task What_is_no_mail_server_is_said_to_be_none()
    {
        await using var server = RawServer.Answering("", []);
        Why(await Send(server.Port, 25)).ShouldStartWith("127.0.0.1:25, greeting and TLS: ");
    }

    [Fact]
    public async Task One_recipient_that_is_refused_keeps_the_mail_from_no_other()
    {
        await using var server = TestMailServer.Start(refuses: "chef@example.com");
        (await Send(server, 25)).ShouldBeOfType<AlarmOutcome.Sent>().Note.ShouldNotBeNull().ShouldContain("chef@example.com");
        server.Recipients.ShouldBe(["boss@example.com"]);
    }

    [Fact]
    public async Task All_recipients_refused_is_a_failure_that_names_them()
    {
        await using var server = TestMailServer.Start(refuses: ["chef@example.com", "boss@example.com"]);
        var why = Why(await Send(server, 25));
        why.ShouldContain("Alarm__Mail__To");
        why.ShouldContain("boss@example.com");
    }

    [Fact]
    public async Task A_sender_that_is_refused_is_named_by_its_variable()
    {
        await using var server = TestMailServer.Start(refuses: "bridge@example.com");
        Why(await Send(server, 25)).ShouldContain("the server refuses the sender, Alarm__Mail__From");
    }

    [Fact]
    public async Task A_server_that_wants_a_login_says_so()
    {
        await using var server = TestMailServer.Start(Certificate.Certificate, password: "correct horse");
        Why(await Send(server, StartTls)).ShouldContain("the server wants a login: set Alarm__Mail__User");
    }

    private static string Why(AlarmOutcome outcome) => outcome.ShouldBeOfType<AlarmOutcome.Failed>().Why;

    private Task<AlarmOutcome> Send(TestMailServer server, int port, string? password = null, ServerCertificate? authority = null) =>
        Send(server.Port, port, password, authority);

    // Configured with a port that tells how TLS begins, and connected to where the server is.
    private async Task<AlarmOutcome> Send(int listens, int port, string? password = null, ServerCertificate? authority = null)
    {
        var options = Options(
            ("Alarm__Mail__Server", "127.0.0.1"),
            ("Alarm__Mail__Port", $"{port}"),
            ("Alarm__Mail__User", password is null ? "" : "bridge"),
            ("Alarm__Mail__Password", password ?? ""),
            ("Alarm__Mail__From", "bridge@example.com"),
            ("Alarm__Mail__To", "boss@example.com, chef@example.com")
        );
        var trust = TrustOf.Authority((authority ?? Certificate).AuthorityPem!);
        var dialer = new Dialer(TimeSpan.FromSeconds(10), TimeProvider.System, connect: (_, cancel) => Connect(listens, cancel));
        var channel = new MailChannel(options, _alarm.Texts, _alarm.Rig.Clock, trust, dialer);
        var now = _alarm.Rig.Clock.Now;
        return await channel.Send(
            new AlarmNews(AlarmKind.Raised, now - 150_000, now, [new UnseenCall("Берег", "6", "bill_request", now - 150_000)]),
            TestContext.Current.CancellationToken
        );
    }

    private static AlarmOptions Options(params (string Name, string Value)[] variables) =>
        new(
            new VariableReader(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(
                        variables.Select(variable =>
                            KeyValuePair.Create(variable.Name.Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value)
                        )
                    )
                    .Build(),
                new Findings()
            )
        );

    private static async Task<Stream> Connect(int port, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
