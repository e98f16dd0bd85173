using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// One server's variables as something to talk to it with: parses the address, reads the key's and the authority's files.
/// </summary>
internal static class ServerAccessReader
{
    private const string CaFile = "QrMenu__Servers__NAME__CaFile";
    private const string AllowAny = "QrMenu__Servers__NAME__AllowAnyCertificate";
    private const string Pin = "QrMenu__Servers__NAME__" + ServerAccess.CertificateSetting;

    /// <param name="name">What people call the server.</param>
    /// <param name="read">Of its variables.</param>
    /// <returns>Null where a finding says why it can't be asked.</returns>
    public static ServerAccess? Read(string name, VariableReader read)
    {
        var url = read.Required<ServerUrl>(
            "QrMenu__Servers__NAME__" + ServerAccess.UrlSetting,
            new("is missing", "Set it to the server's address, https://IP:PORT."),
            "https://192.168.1.10:8443",
            ServerUrl.Parse,
            "A QR Menu server's address in the restaurant's network. NAME is yours to choose: it is how the bridge calls the restaurant. "
                + "One bridge serves several: repeat these lines with other names."
        );
        var key = read.Secret(
            "QrMenu__Servers__NAME__Token",
            new(
                "is missing",
                "Put the server's key there (QR Menu: «Параметры системы» → «Регистрация на сервере приложений» → «Секретный ключ»)."
            ),
            key =>
                key.Any(c => c is <= ' ' or > '~') ? new("holds a space, a line break or a letter that no key has", "Copy the key again.")
                : LooksLikeBot(key)
                    ? new("looks like a bot's token", "Is it swapped with Telegram__Token? Here belongs the key of the QR Menu server.")
                : null,
            "/run/secrets/qrmenu_key",
            "The server's key. QR Menu main page: «Параметры системы» → «Регистрация на сервере приложений» → «Секретный ключ».",
            "Instead of the key: a file that holds it and nothing else."
        );
        var trust = Trust(read);
        if (url?.Events.Scheme == "http")
        {
            read.Findings.Warn(
                ServerAccess.VariableOf(name, ServerAccess.UrlSetting),
                "is http: the key crosses the network unprotected",
                "Write https:// if the server speaks it."
            );
        }
        return url is not null && key is not null && trust is not null
            ? new ServerAccess(name, url.Events, key.Value, key.Variable, trust) { PortIsAssumed = !url.HasPort }
            : null;
    }

    // 123456789:AAE… of 35 letters, digits, _ and -.
    private static bool LooksLikeBot(string key) => key.Split(':') is [{ Length: >= 6 } id, { Length: 35 }] && id.All(char.IsAsciiDigit);

    private static CertificateTrust? Trust(VariableReader read)
    {
        var pin = read.Text(
            Pin,
            "Where the server's certificate is self-signed, one of these three. The SHA-256 fingerprint of the certificate; "
                + "`check` shows the one that the server offers."
        );
        var authority = read.Text(CaFile, "Or a PEM file with the authority that signed it.");
        var any = read.Flag(
            AllowAny,
            false,
            "Or trust whatever comes: whoever gets into the network can then read the key. Warned of at each start."
        );
        if (any)
        {
            read.Findings.Warn(
                read.Spell(AllowAny),
                "is true: whoever gets between the bridge and the server can read the key and make up events",
                $"Set {read.Spell(Pin)} instead; `check` shows the fingerprint once this is removed."
            );
        }
        if ((pin is null ? 0 : 1) + (authority is null ? 0 : 1) + (any ? 1 : 0) > 1)
        {
            read.Findings.Error($"{read.Spell(Pin)}, {read.Spell(CaFile)} and {read.Spell(AllowAny)}", "exclude each other", "Leave one.");
            return null;
        }
        if (pin is not null)
        {
            return read.Judge(Pin, Fingerprint.Parse(pin)) is { } sha256 ? CertificateTrust.Pinned(sha256) : null;
        }
        if (authority is not null)
        {
            return read.Judge(CaFile, ParseAuthorities(authority)) is { } authorities ? CertificateTrust.By(authorities) : null;
        }
        return any ? CertificateTrust.Any() : CertificateTrust.System();
    }

    private static Parsed<X509Certificate2Collection, Correction> ParseAuthorities(string path)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(path);
            return authorities.Count > 0
                ? authorities
                : new Correction($"names {path}, which holds no certificate", "It must be a PEM file (-----BEGIN CERTIFICATE-----).");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return new Correction($"names {path}, which can't be read ({e.Message})", "Check the path and the right to read it.");
        }
        catch (CryptographicException e)
        {
            return new Correction(
                $"names {path}, which is not a PEM certificate ({e.Message})",
                "It must be a PEM file (-----BEGIN CERTIFICATE-----)."
            );
        }
    }
}
