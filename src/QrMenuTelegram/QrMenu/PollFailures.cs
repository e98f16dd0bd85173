using System.Globalization;
using System.Net;
using System.Net.Sockets;
using QrMenuTelegram.Network;

namespace QrMenuTelegram.QrMenu;

/// <summary>What went wrong with a call, in one line that names the variable to set where one may be wrong.</summary>
internal sealed class PollFailures(ServerAccess access, Excerpt excerpt)
{
    private const int LongestWhy = 300;

    private string UrlVariable => access.Variable(ServerAccess.UrlSetting);

    /// <summary>Names the setting that is most likely wrong.</summary>
    public PollAnswer.Failed WithVariable(PollAnswer.Failed failed) =>
        failed with
        {
            Variable = failed.Failure switch
            {
                PollFailure.Untrusted => access.Variable(ServerAccess.CertificateSetting),
                PollFailure.WrongToken or PollFailure.Refused => access.TokenVariable,
                _ => UrlVariable,
            },
        };

    /// <param name="e">What the call threw.</param>
    /// <param name="refused">The certificate that was not trusted on the way; null for none.</param>
    public PollAnswer.Failed Explain(Exception e, CertificateTrust.Offer? refused)
    {
        if (refused is not null)
        {
            return Untrusted(refused);
        }
        var why = excerpt.Quote(NetworkErrors.Explain(e), LongestWhy);
        return ((e as HttpRequestException)?.HttpRequestError, e.GetBaseException()) switch
        {
            (
                _,
                SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery
                }
            ) => Unreachable($"the name {access.Events.Host} is not known here ({why}): check {UrlVariable}"),
            (HttpRequestError.SecureConnectionError, SocketException) => NoConnection(why),
            (HttpRequestError.SecureConnectionError, _) when NetworkErrors.IsNotTls(why) => Unreachable(
                $"no secure connection to {access.Authority} ({why}): where the server speaks plain HTTP, write http:// in {UrlVariable}"
            ),
            (HttpRequestError.SecureConnectionError, _) => Unreachable(
                $"no secure connection to {access.Authority} ({why}): `check` tells what the server offers"
            ) with
            {
                NothingShared = true,
            },
            (HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded, _) => new PollAnswer.Failed(
                PollFailure.Unreadable,
                $"{access.Authority} does not answer in HTTP ({why}): check {UrlVariable}"
            ),
            (HttpRequestError.ResponseEnded, _) when access.Events.Scheme == Uri.UriSchemeHttp => Unreachable(
                $"{access.Authority} hangs up without an answer: where the server wants HTTPS, write https:// in {UrlVariable}"
            ),
            _ => NoConnection(why),
        };
    }

    /// <param name="timeout">That is over.</param>
    /// <param name="waitsFor">What connecting waited for; null where the connection was there.</param>
    public PollAnswer.Failed TimedOut(TimeSpan timeout, string? waitsFor)
    {
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{timeout.TotalSeconds:0.###} s");
        return waitsFor is null
            ? new PollAnswer.Failed(PollFailure.TimedOut, $"no whole answer from {access.Authority} within {seconds}")
            : NoConnection($"{excerpt.Quote(waitsFor, LongestWhy)} within {seconds}");
    }

    /// <summary>Of a status that is no success.</summary>
    public PollAnswer.Failed Explain(HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var status = (int)response.StatusCode;
        var quote = body.IsEmpty ? "" : ": " + excerpt.Quote(body);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new PollAnswer.Failed(
                PollFailure.WrongToken,
                $"the server refused the key (status {status}): check {access.TokenVariable}{quote}"
            ),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new PollAnswer.Failed(
                PollFailure.ServerError,
                $"the server sends us elsewhere (status {status}, "
                    + $"{excerpt.Quote(response.Headers.Location?.OriginalString ?? "nowhere")}): check {UrlVariable}"
            ),
            HttpStatusCode.NotFound => new PollAnswer.Failed(
                PollFailure.ServerError,
                $"the server knows no events at this address (status 404): check {UrlVariable}{quote}"
            ),
            _ => new PollAnswer.Failed(PollFailure.ServerError, $"the server answered with status {status}{quote}"),
        };
    }

    private PollAnswer.Failed Untrusted(CertificateTrust.Offer refused) =>
        new(
            PollFailure.Untrusted,
            refused.Pinned is null
                ? $"the certificate is not trusted ({refused.Reason}); its SHA-256 is {refused.Fingerprint}: if that is your server's, "
                    + $"set {access.Variable(ServerAccess.CertificateSetting)} to it"
                : $"the certificate changed: {refused.Pinned} is pinned, now the server shows {refused.Fingerprint}. If it got a new "
                    + $"certificate, "
                    + $"set {access.Variable(ServerAccess.CertificateSetting)} to the new one; if nobody renewed it, somebody may be "
                    + $"in between"
        )
        {
            Fingerprint = refused.Fingerprint,
            Pinned = refused.Pinned,
        };

    private PollAnswer.Failed NoConnection(string why) =>
        Unreachable(
            $"no connection to {access.Authority} ({why}): is the server on, and is {UrlVariable} right?"
                + (access.PortIsAssumed ? $" No port is written there, so {access.Events.Port} was tried; QR Menu's is mostly 8443." : "")
        );

    private static PollAnswer.Failed Unreachable(string detail) => new(PollFailure.Unreachable, detail);
}
