using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// One server's settings as something to talk to it with: parses the address, reads the key's and the authority's
/// files. What is wrong is said in lines that name the variable and the mend.
/// </summary>
public sealed class ServerAccessReader
{
    private readonly string _name;
    private readonly MenuServerOptions _options;
    private readonly List<string> _problems = [];

    private ServerAccessReader(string name, MenuServerOptions options)
    {
        _name = name;
        _options = options;
    }

    /// <param name="name">In the configuration.</param>
    /// <param name="options">Its section.</param>
    /// <param name="problems">Each a line for the installer; empty exactly when there is an answer.</param>
    public static ServerAccess? Read(string name, MenuServerOptions options, out IReadOnlyList<string> problems)
    {
        var reader = new ServerAccessReader(name, options);
        var events = reader.Url();
        var token = reader.Token(out var tokenVariable);
        var trust = reader.Trust();
        problems = reader._problems;
        return problems.Count == 0
            ? new ServerAccess(name, events!, token!, tokenVariable, trust!) { PortIsAssumed = !ServerUrl.HasPort(options.Url!) }
            : null;
    }

    private string Variable(string setting) => ServerAccess.VariableOf(_name, setting);

    private Uri? Url()
    {
        if (ServerUrl.TryParse(_options.Url, out var events))
        {
            return events;
        }
        _problems.Add(string.IsNullOrWhiteSpace(_options.Url)
            ? $"{Variable("Url")} is missing: set it to the server's address, https://IP:PORT."
            : $"{Variable("Url")} is not an address: write it as https://IP:PORT.");
        return null;
    }

    private string? Token(out string variable)
    {
        var fromFile = !string.IsNullOrWhiteSpace(_options.TokenFile);
        variable = Variable(fromFile ? "TokenFile" : "Token");
        if (fromFile && !string.IsNullOrWhiteSpace(_options.Token))
        {
            _problems.Add($"{Variable("Token")} and {Variable("TokenFile")} are both set: leave one.");
            return null;
        }
        var token = (fromFile ? File(variable, _options.TokenFile!, System.IO.File.ReadAllText) : _options.Token)?.Trim();
        if (string.IsNullOrEmpty(token))
        {
            if (token is not null || !fromFile)
            {
                _problems.Add($"{variable} {(fromFile ? "names an empty file" : "is missing")}: put the server's key there "
                    + "(QR Menu: «Параметры системы» → «Регистрация на сервере приложений» → «Секретный ключ»).");
            }
            return null;
        }
        if (token.Any(c => c is <= ' ' or > '~'))
        {
            _problems.Add($"{variable}: the key holds a space, a line break or a letter that no key has: copy it again.");
            return null;
        }
        return token;
    }

    private CertificateTrust? Trust()
    {
        var pin = !string.IsNullOrWhiteSpace(_options.CertificateSha256);
        var authority = !string.IsNullOrWhiteSpace(_options.CaFile);
        if ((pin ? 1 : 0) + (authority ? 1 : 0) + (_options.AllowAnyCertificate ? 1 : 0) > 1)
        {
            _problems.Add($"{Variable("CertificateSha256")}, {Variable("CaFile")} and {Variable("AllowAnyCertificate")} exclude each other: leave one.");
            return null;
        }
        return pin ? Pin() : authority ? Authority() : _options.AllowAnyCertificate ? CertificateTrust.Any() : CertificateTrust.System();
    }

    private CertificateTrust? Pin()
    {
        if (Fingerprint.TryParse(_options.CertificateSha256!, out var sha256, out var wrong))
        {
            return CertificateTrust.Pinned(sha256);
        }
        _problems.Add($"{Variable("CertificateSha256")} {wrong}");
        return null;
    }

    private CertificateTrust? Authority()
    {
        var variable = Variable("CaFile");
        var authorities = File(variable, _options.CaFile!, path =>
        {
            var read = new X509Certificate2Collection();
            read.ImportFromPemFile(path);
            return read;
        });
        if (authorities is { Count: 0 })
        {
            _problems.Add($"{variable}: {_options.CaFile} holds no certificate: it must be a PEM file (-----BEGIN CERTIFICATE-----).");
            return null;
        }
        return authorities is null ? null : CertificateTrust.By(authorities);
    }

    private T? File<T>(string variable, string path, Func<string, T> read)
        where T : class
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            _problems.Add($"{variable}: {path} can't be read ({e.Message}): check the path and the right to read it.");
            return null;
        }
        catch (CryptographicException e)
        {
            _problems.Add($"{variable}: {path} is not a PEM certificate ({e.Message}).");
            return null;
        }
    }
}
