using System.Diagnostics;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Processes;
using QrMenuTelegram.Tests.Support;

#pragma warning disable CA1416, CA5397, CA5398, SYSLIB0039, SYSLIB0040 // Old TLS is what these are about, on Linux.

namespace QrMenuTelegram.Tests.QrMenu;

/// <summary>Servers whose TLS is as old as the till.</summary>
[Trait("Kind", "Process")]
public sealed class OldTlsTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _certificate = Certificate();

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256)]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA)]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256)]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA)]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_RSA_WITH_CAMELLIA_128_CBC_SHA)]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384)]
    [InlineData(SslProtocols.Tls11, TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)]
    [InlineData(SslProtocols.Tls, TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)]
    [InlineData(SslProtocols.Tls13, TlsCipherSuite.TLS_AES_256_GCM_SHA384)]
    public async Task Whatever_the_machine_can_still_do_is_offered(SslProtocols version, TlsCipherSuite suite)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system decides");
        await using var server = RawServer.Over(Tls(version, suite));
        (await Ask(server.Port)).ShouldBeOfType<PollAnswer.Updates>();
    }

    [Fact]
    public async Task What_is_strongest_is_offered_first_and_nothing_that_hides_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system decides");
        TlsCipherSuite[] offered = [];
        await using var server = new RawServer(async stream => offered = Suites(await Hello(stream)));
        await Ask(server.Port);
        TlsCipherSuite[] order =
        [
            TlsCipherSuite.TLS_AES_256_GCM_SHA384,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
            TlsCipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,
            TlsCipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA,
            TlsCipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
            TlsCipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
        ];
        offered.Intersect(order).ShouldBe(order);
        offered
            .Select(suite => suite.ToString())
            .ShouldAllBe(name => !name.Contains("NULL") && !name.Contains("anon") && !name.Contains("RC4") && !name.Contains("EXPORT"));
    }

    [Fact]
    public async Task Telegram_gets_no_old_tls()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system decides");
        await using var server = RawServer.Over(Tls(SslProtocols.Tls12, TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA));
        using var gateway = new TelegramGateway(Given.Telegram("1:a", $"https://127.0.0.1:{server.Port}"));
        (await gateway.GetMe(Cancel))
            .ShouldBeOfType<Answer<BotIdentity>.Failed>()
            .Description.ShouldContain("the two sides share no cipher suite");
    }

    [Fact]
    public async Task A_server_that_exchanges_keys_by_diffie_and_hellman_is_talked_to()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && HasOpenSsl(), "No openssl on this machine");
        File.WriteAllText(_folder.File("cert.pem"), _certificate.ExportCertificatePem());
        using var key = _certificate.GetRSAPrivateKey()!;
        File.WriteAllText(_folder.File("key.pem"), key.ExportPkcs8PrivateKeyPem());
        using var openssl = Process.Start(
            new ProcessStartInfo(
                "openssl",
                [
                    "s_server",
                    "-accept",
                    "0",
                    "-www",
                    "-tls1_2",
                    "-cipher",
                    "DHE-RSA-AES256-GCM-SHA384",
                    "-cert",
                    _folder.File("cert.pem"),
                    "-key",
                    _folder.File("key.pem"),
                ]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        try
        {
            string? line;
            while (
                (line = await openssl.StandardOutput.ReadLineAsync(Cancel)) is not null
                && !line.StartsWith("ACCEPT", StringComparison.Ordinal)
            )
            {
                // ACCEPT 0.0.0.0:43211
            }
            var failed = (await Ask(int.Parse(line![(line!.LastIndexOf(':') + 1)..]))).ShouldBeOfType<PollAnswer.Failed>();
            failed.Detail.ShouldContain("DHE-RSA-AES256-GCM-SHA384"); // its page tells what was agreed on
        }
        finally
        {
            openssl.Kill();
        }
    }

    [Theory]
    [InlineData(0x0303, 0x0005, "TLS 1.2 (TLS_RSA_WITH_RC4_128_SHA), which is too weak or too rare for the bridge")]
    [InlineData(0x0300, 0x000A, "SSL 3.0 (TLS_RSA_WITH_3DES_EDE_CBC_SHA)")]
    [InlineData(0x0303, 0xC100, "TLS 1.2 (GOST 2012 Kuznyechik)")]
    [InlineData(0, 0, "The server takes no version from SSL 3.0 to TLS 1.3 (alert 70)")]
    public async Task Check_tells_what_a_server_offers_that_shares_nothing(int version, int suite, string offered)
    {
        await using var server = new RawServer(stream => OnlyWith(stream, version, suite));
        await using var whole = await WholeProgram.Start();
        whole.Variables["QrMenu__Servers__Till__Url"] = $"https://127.0.0.1:{server.Port}";
        whole.Variables["QrMenu__Servers__Till__Token"] = "key";
        whole.Variables["QrMenu__Servers__Till__AllowAnyCertificate"] = "true";
        var (code, output) = await whole.RunToEnd("check");
        code.ShouldBe(1);
        output.ShouldContain($"no secure connection to 127.0.0.1:{server.Port}");
        output.ShouldContain(offered);
        output.ShouldNotContain("inner exception");
    }

    // As much of a server as is seen before it hangs up: it answers a hello of its version, and refuses any other.
    private static async Task OnlyWith(Stream stream, int version, int suite)
    {
        var hello = await Hello(stream);
        await stream.WriteAsync(
            (hello[4] << 8) + hello[5] == version && Suites(hello).Contains((TlsCipherSuite)suite)
                ? [22, hello[4], hello[5], 0, 42, 2, 0, 0, 38, hello[4], hello[5], .. new byte[32], 0, (byte)(suite >> 8), (byte)suite, 0]
                : new byte[] { 21, 3, 1, 0, 2, 2, 70 }
        );
    }

    private static async Task<byte[]> Hello(Stream stream)
    {
        var head = new byte[5];
        await stream.ReadExactlyAsync(head);
        var hello = new byte[(head[3] << 8) + head[4]];
        await stream.ReadExactlyAsync(hello);
        return hello;
    }

    private static TlsCipherSuite[] Suites(byte[] hello)
    {
        var start = 39 + hello[38];
        return
        [
            .. Enumerable
                .Range(0, ((hello[start] << 8) + hello[start + 1]) / 2)
                .Select(i => (TlsCipherSuite)((hello[start + 2 + (2 * i)] << 8) + hello[start + 3 + (2 * i)])),
        ];
    }

    private static async Task<PollAnswer> Ask(int port)
    {
        using var server = new HttpMenuServer(
            Given.Server("Till", $"https://127.0.0.1:{port}", "key", ("AllowAnyCertificate", "true")),
            TimeSpan.FromSeconds(10),
            TimeProvider.System
        );
        return await server.GetEvents(null, Cancel);
    }

    private SslServerAuthenticationOptions Tls(SslProtocols version, params TlsCipherSuite[] suites) =>
        new()
        {
            ServerCertificate = _certificate,
            EnabledSslProtocols = version,
            CipherSuitesPolicy = new CipherSuitesPolicy(suites),
            EncryptionPolicy = EncryptionPolicy.AllowNoEncryption, // the lowest level of OpenSSL; what is offered encrypts all the same
        };

    private static bool HasOpenSsl()
    {
        try
        {
            using var version = Process.Start(new ProcessStartInfo("openssl", ["version"]) { RedirectStandardOutput = true })!;
            version.WaitForExit();
            return version.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest("CN=Till", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(
            now.AddDays(-1),
            now.AddYears(1)
        );
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
