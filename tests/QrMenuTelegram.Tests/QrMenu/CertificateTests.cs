using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Simulation;
using QrMenuTelegram.Simulation.Menu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

public sealed class CertificateTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static async Task<PollAnswer> Ask(ServerCertificate? certificate, (string, string)? trust, string? scheme = null)
    {
        await using var simulator = await SimulatedMenuServer.Start(TimeProvider.System, certificate: certificate);
        var url = scheme is null ? simulator.Url : scheme + simulator.Url[simulator.Url.IndexOf(':')..];
        var access = Given.Server("Terrace", url, simulator.Token, trust is { } set ? [set] : []);
        using var server = new HttpMenuServer(access, TimeSpan.FromSeconds(10), TimeProvider.System);
        return await server.GetEvents(null, TestContext.Current.CancellationToken);
    }

    private string File(string pem)
    {
        var path = _folder.File("ca.pem");
        System.IO.File.WriteAllText(path, pem);
        return path;
    }

    private static void ShouldBeUntrusted(PollAnswer answer, string sha256, string reason)
    {
        var failed = answer.ShouldBeOfType<PollAnswer.Failed>();
        failed.Failure.ShouldBe(PollFailure.Untrusted);
        failed.Fingerprint.ShouldBe(sha256);
        failed.Detail.ShouldContain(reason);
        failed.Detail.ShouldContain(sha256);
        failed.Variable.ShouldBe("QrMenu__Servers__Terrace__CertificateSha256");
        failed.Detail.ShouldContain(failed.Variable!);
    }

    [Fact]
    public async Task A_self_signed_certificate_is_refused_with_its_fingerprint_and_the_variable_to_set()
    {
        var certificate = ServerCertificate.SelfSigned(Now);
        var sha256 = certificate.Sha256;
        ShouldBeUntrusted(
            await Ask(certificate, null),
            sha256,
            "it is made out to another name; it is signed by itself, or by an authority that is not trusted here"
        );
    }

    [Theory]
    [InlineData(" {0}")]
    [InlineData("{1}")]
    [InlineData("sha256 Fingerprint={1}")]
    [InlineData("SHA256 Fingerprint = {1}")]
    [InlineData("SHA256:{0}")]
    [InlineData("SHA-256: {1}")]
    [InlineData("\"{1}\"")]
    public async Task The_shown_fingerprint_makes_it_trusted_however_it_is_written(string form)
    {
        var certificate = ServerCertificate.SelfSigned(Now);
        var pin = string.Format(
            form,
            certificate.Sha256,
            string.Join(':', certificate.Sha256.Chunk(2).Select(pair => new string(pair))).ToLowerInvariant()
        );
        (await Ask(certificate, ("CertificateSha256", pin))).ShouldBeOfType<PollAnswer.Updates>();
    }

    [Fact]
    public async Task A_pinned_certificate_is_trusted_though_expired_and_no_other_is()
    {
        var expired = ServerCertificate.SignedByAuthority(Now.AddYears(-3));
        var other = ServerCertificate.SelfSigned(Now);
        var (pinned, offered) = (expired.Sha256, other.Sha256);
        (await Ask(expired, ("CertificateSha256", pinned))).ShouldBeOfType<PollAnswer.Updates>();
        var changed = await Ask(other, ("CertificateSha256", pinned));
        ShouldBeUntrusted(changed, offered, $"the certificate changed: {pinned} is pinned, now the server shows {offered}");
        ((PollAnswer.Failed)changed).Pinned.ShouldBe(pinned);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_authority_makes_what_it_signed_trusted_also_where_it_names_nobody(bool named)
    {
        var certificate = ServerCertificate.SignedByAuthority(Now, address: named ? "127.0.0.1" : null);
        (await Ask(certificate, ("CaFile", File(certificate.AuthorityPem!)))).ShouldBeOfType<PollAnswer.Updates>();
    }

    [Fact]
    public async Task What_is_made_out_to_another_address_is_refused_though_its_authority_is_trusted()
    {
        var certificate = ServerCertificate.SignedByAuthority(Now, address: "10.9.8.7");
        var sha256 = certificate.Sha256;
        ShouldBeUntrusted(await Ask(certificate, ("CaFile", File(certificate.AuthorityPem!))), sha256, "(it is made out to another name)");
    }

    [Fact]
    public async Task A_self_signed_certificate_may_be_its_own_authority()
    {
        var certificate = ServerCertificate.SelfSigned(Now);
        (await Ask(certificate, ("CaFile", File(certificate.Pem)))).ShouldBeOfType<PollAnswer.Updates>();
    }

    [Fact]
    public async Task What_another_authority_signed_or_what_is_expired_is_refused()
    {
        var (mine, other) = (ServerCertificate.SignedByAuthority(Now), ServerCertificate.SignedByAuthority(Now));
        var expired = ServerCertificate.SignedByAuthority(Now.AddYears(-3));
        var (othersSha256, expiredSha256) = (other.Sha256, expired.Sha256);
        ShouldBeUntrusted(await Ask(other, ("CaFile", File(mine.AuthorityPem!))), othersSha256, "the certificate is not trusted (");
        ShouldBeUntrusted(
            await Ask(expired, ("CaFile", File(expired.AuthorityPem!))),
            expiredSha256,
            "it has expired, or is not valid yet"
        );
    }

    [Fact]
    public async Task Any_certificate_is_trusted_only_when_that_is_said() =>
        (await Ask(ServerCertificate.SelfSigned(Now), ("AllowAnyCertificate", "true"))).ShouldBeOfType<PollAnswer.Updates>();

    [Theory]
    [InlineData(true, "http", "https://")]
    [InlineData(false, "https", "http://")]
    public async Task A_wrong_scheme_is_guessed(bool secure, string scheme, string advice)
    {
        var failed = (await Ask(secure ? ServerCertificate.SelfSigned(Now) : null, null, scheme)).ShouldBeOfType<PollAnswer.Failed>();
        failed.Failure.ShouldBe(PollFailure.Unreachable);
        failed.Detail.ShouldContain($"write {advice} in QrMenu__Servers__Terrace__Url");
    }
}
