using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace QrMenuTelegram.QrMenu;

/// <summary>What went wrong with a call, in one line that names the variable to set where one may be wrong.</summary>
internal sealed class FailureWords(ServerAccess access, Excerpt excerpt)
{
    private string UrlVariable => access.Variable(nameof(MenuServerOptions.Url));

    /// <summary>Names the setting that is most likely wrong.</summary>
    public PollAnswer.Failed WithVariable(PollAnswer.Failed failed) => failed with
    {
        Variable = failed.Failure switch
        {
            PollFailure.Untrusted => access.Variable(nameof(MenuServerOptions.CertificateSha256)),
            PollFailure.WrongToken or PollFailure.Refused => access.TokenVariable,
            _ => UrlVariable,
        },
    };

    /// <param name="e">What the call threw.</param>
    /// <param name="refused">The certificate that was not trusted on the way; null for none.</param>
    public PollAnswer.Failed Of(Exception e, CertificateTrust.Offer? refused)
    {
        var why = excerpt.Of(Innermost(e).Message);
        if (refused is not null)
        {
            return Untrusted(refused);
        }
        return (e as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => Unreachable($"the name {access.Events.Host} is not known here ({why}): check {UrlVariable}"),
            HttpRequestError.SecureConnectionError when Innermost(e) is SocketException => NoConnection(why),
            HttpRequestError.SecureConnectionError => Unreachable(
                $"no secure connection to {access.Authority} ({why}): where the server speaks plain HTTP, write http:// in {UrlVariable}"),
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => new PollAnswer.Failed(
                PollFailure.Unreadable, $"{access.Authority} answers no HTTP ({why}): check {UrlVariable}"),
            HttpRequestError.ResponseEnded when access.Events.Scheme == Uri.UriSchemeHttp => Unreachable(
                $"{access.Authority} hangs up without an answer ({why}): where the server wants HTTPS, write https:// in {UrlVariable}"),
            _ => NoConnection(why),
        };
    }

    /// <summary>Of a status that is no success.</summary>
    public PollAnswer.Failed Of(HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var status = (int)response.StatusCode;
        var quote = body.IsEmpty ? "" : ": " + excerpt.Of(body);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new PollAnswer.Failed(
                PollFailure.WrongToken, $"the server refused the key (status {status}): check {access.TokenVariable}{quote}"),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new PollAnswer.Failed(
                PollFailure.ServerError,
                $"the server sends us elsewhere (status {status}, {excerpt.Of(response.Headers.Location?.OriginalString ?? "nowhere")}): check {UrlVariable}"),
            HttpStatusCode.NotFound => new PollAnswer.Failed(
                PollFailure.ServerError, $"the server knows no events at this address (status 404): check {UrlVariable}{quote}"),
            _ => new PollAnswer.Failed(PollFailure.ServerError, $"the server answered with status {status}{quote}"),
        };
    }

    private PollAnswer.Failed Untrusted(CertificateTrust.Offer refused) => new(
        PollFailure.Untrusted,
        $"the certificate is not trusted ({refused.Reason}); its SHA-256 is {refused.Fingerprint}: if that is your server's, "
        + $"set {access.Variable(nameof(MenuServerOptions.CertificateSha256))} to it")
    {
        Fingerprint = refused.Fingerprint,
    };

    private PollAnswer.Failed NoConnection(string why) =>
        Unreachable($"no connection to {access.Authority} ({why}): is the server on, and is {UrlVariable} right?");

    private static PollAnswer.Failed Unreachable(string detail) => new(PollFailure.Unreachable, detail);

    private static Exception Innermost(Exception e) => e is AuthenticationException or { InnerException: null } ? e : Innermost(e.InnerException);
}
