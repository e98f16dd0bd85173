using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

public sealed class ServerAccessReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static MenuServerOptions Good() => new() { Url = "https://10.0.0.5:8443", Token = "key" };

    private static string Problem(MenuServerOptions options)
    {
        ServerAccessReader.Read("Терраса", options, out var problems).ShouldBeNull();
        return problems.ShouldHaveSingleItem();
    }

    private string File(string content)
    {
        var path = _folder.File("file");
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    [Fact]
    public void A_good_server_is_ready_to_be_asked()
    {
        var access = ServerAccessReader.Read("Терраса", Good(), out var problems).ShouldNotBeNull();
        problems.ShouldBeEmpty();
        access.Events.ShouldBe(new Uri("https://10.0.0.5:8443/api/v4/events"));
        access.Authority.ShouldBe("10.0.0.5:8443");
    }

    [Fact]
    public void The_key_is_never_part_of_how_it_is_shown() => ServerAccessReader.Read("R", Good(), out _)!.ToString().ShouldBe("R at 10.0.0.5:8443");

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData(" ", "is missing")]
    [InlineData("10.0.0.5:8443", "is not an address")]
    [InlineData("ftp://10.0.0.5", "is not an address")]
    [InlineData("https://", "is not an address")]
    public void A_wrong_address_is_named(string? url, string what)
    {
        var options = Good();
        options.Url = url;
        Problem(options).ShouldStartWith($"QrMenu__Servers__Терраса__Url {what}");
    }

    [Fact]
    public void The_key_may_stand_in_a_file()
    {
        var options = Good();
        (options.Token, options.TokenFile) = (null, File("secret\r\n"));
        var access = ServerAccessReader.Read("R", options, out _).ShouldNotBeNull();
        (access.Token, access.TokenVariable).ShouldBe(("secret", "QrMenu__Servers__R__TokenFile"));
    }

    [Fact]
    public void A_wrong_key_is_named_and_never_shown()
    {
        var options = Good();
        options.Token = null;
        Problem(options).ShouldBe(
            "QrMenu__Servers__Терраса__Token is missing: put the server's key there (QR Menu: «Параметры системы» → «Регистрация на сервере приложений» → «Секретный ключ»).");
        options.Token = "tilde~";
        ServerAccessReader.Read("Терраса", options, out _).ShouldNotBeNull();
        options.Token = "se cret";
        Problem(options).ShouldStartWith("QrMenu__Servers__Терраса__Token: the key holds a space");
        Problem(options).ShouldNotContain("cret");
        options.Token = "ключ";
        Problem(options).ShouldStartWith("QrMenu__Servers__Терраса__Token: the key holds");
        options.TokenFile = File("x");
        Problem(options).ShouldBe("QrMenu__Servers__Терраса__Token and QrMenu__Servers__Терраса__TokenFile are both set: leave one.");
        options.Token = null;
        options.TokenFile = File(" \n");
        Problem(options).ShouldStartWith("QrMenu__Servers__Терраса__TokenFile names an empty file");
        options.TokenFile = _folder.File("missing");
        Problem(options).ShouldStartWith("QrMenu__Servers__Терраса__TokenFile: " + options.TokenFile + " can't be read");
    }

    [Fact]
    public void A_wrong_trust_is_named()
    {
        var options = Good();
        options.CertificateSha256 = "AB:CD";
        Problem(options).ShouldStartWith("QrMenu__Servers__Терраса__CertificateSha256 is not a SHA-256 fingerprint");
        options.CertificateSha256 = new string('Z', 64);
        Problem(options).ShouldContain("is not a SHA-256 fingerprint");
        options.CertificateSha256 = new string('A', 63) + "Z";
        Problem(options).ShouldContain("is not a SHA-256 fingerprint");
        options.AllowAnyCertificate = true;
        const string exclude =
            "QrMenu__Servers__Терраса__CertificateSha256, QrMenu__Servers__Терраса__CaFile and QrMenu__Servers__Терраса__AllowAnyCertificate exclude each other: leave one.";
        Problem(options).ShouldBe(exclude);
        options = Good();
        (options.CaFile, options.AllowAnyCertificate) = ("ca.pem", true);
        Problem(options).ShouldBe(exclude);
        (options.CertificateSha256, options.AllowAnyCertificate) = (new string('A', 64), false);
        Problem(options).ShouldBe(exclude);
        options = Good();
        options.CaFile = _folder.File("missing");
        Problem(options).ShouldContain("QrMenu__Servers__Терраса__CaFile: " + options.CaFile + " can't be read");
        options.CaFile = File("no certificate");
        Problem(options).ShouldContain("holds no certificate");
        options.CaFile = File("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        Problem(options).ShouldContain("is not a PEM certificate");
    }

    [Fact]
    public void Another_kind_of_fingerprint_is_told_as_such()
    {
        var options = Good();
        options.CertificateSha256 = "SHA1 Fingerprint=" + string.Join(':', Enumerable.Repeat("8C", 20));
        Problem(options).ShouldContain("is a SHA-1 fingerprint");
        options.CertificateSha256 = new string('A', 40);
        Problem(options).ShouldContain("is a SHA-1 fingerprint");
        options.CertificateSha256 = "-----BEGIN CERTIFICATE-----";
        Problem(options).ShouldContain("is a certificate: write its SHA-256 fingerprint");
    }

    [Theory]
    [InlineData("http://[fe80::1%25eth0]:8080", "[fe80::1%eth0]:8080")]
    [InlineData("http://[fe80::1%eth0]:8080/api/v4", "[fe80::1%eth0]:8080")]
    [InlineData("https://[FE80::1%25wlp2s0.5]/", "[fe80::1%wlp2s0.5]:443")]
    [InlineData("https://[fe80::1%3]:8443", "[fe80::1%3]:8443")]
    [InlineData("https://[fe80::1%25]:8443", "[fe80::1%25]:8443")]
    [InlineData("https://[2001:db8::5]:8443", "[2001:db8::5]:8443")]
    public void The_zone_of_a_link_local_address_is_kept(string url, string authority)
    {
        var options = Good();
        options.Url = url;
        var access = ServerAccessReader.Read("R", options, out _).ShouldNotBeNull();
        access.Authority.ShouldBe(authority);
        access.Events.OriginalString.ShouldBe($"{access.Events.Scheme}://{authority}/api/v4/events");
    }

    [Theory]
    [InlineData("https://10.0.0.5", true)]
    [InlineData("https://10.0.0.5/api/v4", true)]
    [InlineData("https://[2001:db8::8443]", true)]
    [InlineData("https://10.0.0.5:443", false)]
    [InlineData("http://[2001:db8::8443]:80/", false)]
    public void It_is_known_whether_a_port_was_written(string url, bool assumed)
    {
        var options = Good();
        options.Url = url;
        ServerAccessReader.Read("R", options, out _)!.PortIsAssumed.ShouldBe(assumed);
    }

    [Fact]
    public void Everything_wrong_is_said_at_once()
    {
        ServerAccessReader.Read("R", new MenuServerOptions { CertificateSha256 = "x" }, out var problems).ShouldBeNull();
        problems.Count.ShouldBe(3);
    }
}
