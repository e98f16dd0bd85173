using QrMenuTelegram.Configuration;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

public sealed class ServerAccessReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private readonly Dictionary<string, string?> _set = new() { ["Url"] = "https://10.0.0.5:8443", ["Token"] = "key" };

    private ServerAccess? Read(out IReadOnlyList<Problem> problems, string name = "Терраса")
    {
        var findings = new Findings();
        var configuration = Given.Configuration(
            _set.Select(pair => KeyValuePair.Create(ServerAccess.VariableOf(name, pair.Key), pair.Value))
        );
        var access = new QrMenuOptions(new VariableReader(configuration, findings)).Servers.SingleOrDefault();
        problems = findings.Errors;
        return access;
    }

    private string Problem()
    {
        Read(out var problems).ShouldBeNull();
        return problems.ShouldHaveSingleItem().ToString();
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
        var access = Read(out var problems).ShouldNotBeNull();
        problems.ShouldBeEmpty();
        access.Events.ShouldBe(new Uri("https://10.0.0.5:8443/api/v4/events"));
        access.Authority.ShouldBe("10.0.0.5:8443");
    }

    [Fact]
    public void The_key_is_never_part_of_how_it_is_shown() => Read(out _, "R")!.ToString().ShouldBe("R at 10.0.0.5:8443");

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData(" ", "is missing")]
    [InlineData("10.0.0.5:8443", "is not an address")]
    [InlineData("ftp://10.0.0.5", "is not an address")]
    [InlineData("https://", "is not an address")]
    public void A_wrong_address_is_named(string? url, string what)
    {
        _set["Url"] = url;
        Problem().ShouldStartWith($"QrMenu__Servers__Терраса__Url {what}. ");
    }

    [Fact]
    public void The_key_may_stand_in_a_file()
    {
        (_set["Token"], _set["TokenFile"]) = (null, File("secret\r\n"));
        var access = Read(out _, "R").ShouldNotBeNull();
        (access.Token, access.TokenVariable).ShouldBe(("secret", "QrMenu__Servers__R__TokenFile"));
    }

    [Fact]
    public void A_wrong_key_is_named_and_never_shown()
    {
        _set["Token"] = null;
        Problem()
            .ShouldBe(
                "QrMenu__Servers__Терраса__Token is missing. Put the server's key there (QR Menu: «Параметры системы» → «Регистрация "
                    + "на сервере приложений» → «Секретный ключ»)."
            );
        _set["Token"] = "tilde~";
        Read(out _).ShouldNotBeNull();
        _set["Token"] = "se cret";
        Problem().ShouldStartWith("QrMenu__Servers__Терраса__Token holds a space");
        Problem().ShouldNotContain("cret");
        _set["Token"] = "ключ";
        Problem().ShouldStartWith("QrMenu__Servers__Терраса__Token holds");
        _set["TokenFile"] = File("x");
        Problem().ShouldBe("QrMenu__Servers__Терраса__Token and QrMenu__Servers__Терраса__TokenFile are both set. Keep one of the two.");
        _set["Token"] = null;
        _set["TokenFile"] = File(" \n");
        Problem().ShouldStartWith($"QrMenu__Servers__Терраса__TokenFile names {_set["TokenFile"]}, which is empty");
        _set["TokenFile"] = _folder.File("missing");
        Problem().ShouldStartWith($"QrMenu__Servers__Терраса__TokenFile names {_set["TokenFile"]}, which can't be read");
    }

    [Fact]
    public void A_wrong_trust_is_named()
    {
        _set["CertificateSha256"] = "AB:CD";
        Problem().ShouldStartWith("QrMenu__Servers__Терраса__CertificateSha256 is not a SHA-256 fingerprint");
        _set["CertificateSha256"] = new string('Z', 64);
        Problem().ShouldContain("is not a SHA-256 fingerprint");
        _set["CertificateSha256"] = new string('A', 63) + "Z";
        Problem().ShouldContain("is not a SHA-256 fingerprint");
        _set["AllowAnyCertificate"] = "true";
        const string exclude =
            "QrMenu__Servers__Терраса__CertificateSha256, QrMenu__Servers__Терраса__CaFile and "
            + "QrMenu__Servers__Терраса__AllowAnyCertificate exclude each other. Leave one.";
        Problem().ShouldBe(exclude);
        _set.Remove("CertificateSha256");
        _set.Remove("AllowAnyCertificate");
        _set.Remove("CaFile");
        (_set["CaFile"], _set["AllowAnyCertificate"]) = ("ca.pem", "true");
        Problem().ShouldBe(exclude);
        (_set["CertificateSha256"], _set["AllowAnyCertificate"]) = (new string('A', 64), "false");
        Problem().ShouldBe(exclude);
        _set.Remove("CertificateSha256");
        _set.Remove("AllowAnyCertificate");
        _set.Remove("CaFile");
        _set["CaFile"] = _folder.File("missing");
        Problem().ShouldContain($"QrMenu__Servers__Терраса__CaFile names {_set["CaFile"]}, which can't be read");
        _set["CaFile"] = File("no certificate");
        Problem().ShouldContain("holds no certificate");
        _set["CaFile"] = File("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        Problem().ShouldContain("is not a PEM certificate");
    }

    [Fact]
    public void Another_kind_of_fingerprint_is_told_as_such()
    {
        _set["CertificateSha256"] = "SHA1 Fingerprint=" + string.Join(':', Enumerable.Repeat("8C", 20));
        Problem().ShouldContain("is a SHA-1 fingerprint");
        _set["CertificateSha256"] = new string('A', 40);
        Problem().ShouldContain("is a SHA-1 fingerprint");
        _set["CertificateSha256"] = "-----BEGIN CERTIFICATE-----";
        Problem().ShouldContain("is a certificate. Write its SHA-256 fingerprint");
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
        _set["Url"] = url;
        var access = Read(out _, "R").ShouldNotBeNull();
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
        _set["Url"] = url;
        Read(out _, "R")!.PortIsAssumed.ShouldBe(assumed);
    }

    [Fact]
    public void Everything_wrong_is_said_at_once()
    {
        _set.Clear();
        _set["CertificateSha256"] = "x";
        Read(out var problems).ShouldBeNull();
        problems.Count.ShouldBe(3);
    }
}
