using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using QrMenuTelegram.Network;

namespace QrMenuTelegram.Alarms;

/// <summary>The alarm by e-mail: one mail to all of <see cref="MailOptions.To"/>, by a connection of its own.</summary>
/// <remarks>A certificate's revocation is not looked up: the alarm must not depend on one more server.</remarks>
internal sealed class MailChannel(
    AlarmOptions alarm,
    AlarmTexts texts,
    Clock clock,
    RemoteCertificateValidationCallback? trust = null,
    Dialer? dialer = null
) : IAlarmChannel
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly MailOptions _options = alarm.Mail;
    private readonly Dialer _dialer = dialer ?? new(Timeout, TimeProvider.System);

    public string Name => "Alarm__Mail";

    public async Task<AlarmOutcome> Send(AlarmNews news, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Timeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        using var smtp = new Client(trust) { CheckCertificateRevocation = false };
        var stage = "connecting";
        try
        {
            await using var stream = await _dialer.Connect(_options.Server!, _options.Port, either.Token);
            stage = "greeting and TLS";
            await smtp.ConnectAsync(stream, _options.Server!, _options.Port, Security(), either.Token);
            if (_options is { User: { } user, Password: { } password })
            {
                stage = "login";
                await smtp.AuthenticateAsync(user, password.Value, either.Token);
            }
            stage = "handing over the mail";
            using var mail = Mail(news);
            await smtp.SendAsync(mail, either.Token);
            return new AlarmOutcome.Sent(smtp.Refused.Count == 0 ? null : Refused(smtp));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Failed(stage, $"no answer within {Timeout.TotalSeconds} s");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Failed(stage, Why(e, smtp));
        }
    }

    private SecureSocketOptions Security() =>
        _options.Port == MailOptions.TlsPort ? SecureSocketOptions.SslOnConnect
        : _options.Password is not null ? SecureSocketOptions.StartTls
        : SecureSocketOptions.StartTlsWhenAvailable;

    private MimeMessage Mail(AlarmNews news) =>
        new(new[] { _options.Sender! }, _options.To, texts.Subject(news), new TextPart("plain") { Text = texts.Body(news) })
        {
            Date = clock.Wall,
            Importance = news.Kind == AlarmKind.Raised ? MessageImportance.High : MessageImportance.Normal,
        };

    private AlarmOutcome.Failed Failed(string stage, string why) => new($"{_options.Server}:{_options.Port}, {stage}: {why}");

    private string Why(Exception e, Client smtp) =>
        e switch
        {
            SslHandshakeException when smtp.Untrusted is { } untrusted => untrusted,
            SslHandshakeException when _options.Port == MailOptions.TlsPort => NetworkErrors.Explain(e)
                + ". Does this port speak TLS at once? If not, set Alarm__Mail__Port to 587",
            SslHandshakeException => NetworkErrors.Explain(e),
            NotSupportedException when !smtp.IsConnected || !smtp.IsSecure =>
                "the server offers no STARTTLS, and the password would be read by others. Use its port with TLS: Alarm__Mail__Port=465",
            NotSupportedException
            or SmtpCommandException { ErrorCode: SmtpErrorCode.UnexpectedStatusCode }
                when !smtp.IsAuthenticated && _options.Password is not null =>
                $"the server takes no login here ({OneLine(e)}): check Alarm__Mail__Port",
            AuthenticationException =>
                $"the server refuses Alarm__Mail__User and …__Password ({OneLine(e)}); large providers want a password made for programs",
            ServiceNotAuthenticatedException or SmtpCommandException { StatusCode: SmtpStatusCode.AuthenticationRequired } =>
                $"the server wants a login: set Alarm__Mail__User and …__Password ({OneLine(e)})",
            SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } =>
                $"the server refuses the sender, Alarm__Mail__From ({OneLine(e)})",
            _ when smtp.Refused.Count > 0 => Refused(smtp),
            SmtpCommandException => $"the server refuses the mail ({OneLine(e)})",
            SmtpProtocolException or ServiceNotConnectedException => $"what answers is no mail server, or it hung up ({OneLine(e)})",
            SocketException or IOException => NetworkErrors.Explain(e),
            _ => OneLine(e),
        };

    private static string Refused(Client smtp) => "the server refuses of Alarm__Mail__To " + string.Join("; ", smtp.Refused);

    private static string OneLine(Exception e) => e.Message.ReplaceLineEndings(" ").Trim();

    /// <summary>Goes on with the others where one recipient is refused, and remembers what was wrong.</summary>
    private sealed class Client : SmtpClient
    {
        private readonly RemoteCertificateValidationCallback? _trust;

        public Client(RemoteCertificateValidationCallback? trust)
        {
            _trust = trust;
            ServerCertificateValidationCallback = Trust;
        }

        /// <summary>Recipients that the server would not take, each with its words.</summary>
        public List<string> Refused { get; } = [];

        /// <summary>Why the server's certificate was not trusted; null where it was.</summary>
        public string? Untrusted { get; private set; }

        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
            Refused.Add($"{mailbox.Address} ({response.Response.ReplaceLineEndings(" ").Trim()})");

        private bool Trust(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            if (errors == SslPolicyErrors.None || _trust?.Invoke(sender, certificate, chain, errors) == true)
            {
                return true;
            }
            Untrusted = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
                ? "its certificate is made out to another name"
                : "its certificate is not trusted: "
                    + string.Join("; ", (chain?.ChainStatus ?? []).Select(status => NetworkErrors.Explain(status.Status)).Distinct());
            return false;
        }
    }
}
