using MimeKit;
using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.Alarms;

/// <summary>Section <c>Alarm__Mail</c>: the alarm by e-mail.</summary>
public sealed class MailOptions(VariableReader read)
{
    /// <summary>TLS from the first byte (RFC 8314); on every other port it begins with STARTTLS.</summary>
    internal const int TlsPort = 465;

    public MailOptions()
        : this(VariableReader.NothingSet) { }

    /// <summary>Null for no alarm by mail.</summary>
    public string? Server { get; init; } =
        read.Optional<string>(
            "Alarm__Mail__Server",
            text =>
                Uri.CheckHostName(text) != UriHostNameType.Unknown
                    ? text
                    : Correction.To(text, "Write the server's name alone, as in smtp.yandex.ru; its port is Alarm__Mail__Port."),
            "The mail server that sends the alarm, as in smtp.yandex.ru. Empty: no alarm by mail."
        );

    public int Port { get; init; } =
        read.Whole(
            "Alarm__Mail__Port",
            TlsPort,
            1,
            65535,
            "The mail server's port: 465 for TLS at once, 587 or 25 for STARTTLS, which must be there when a password is given."
        );

    /// <summary>Null where the server wants no login.</summary>
    public string? User { get; init; } = read.Text("Alarm__Mail__User", "The user at the mail server; often the whole address.");

    public Secret? Password { get; init; } =
        read.Secret(
            "Alarm__Mail__Password",
            null,
            _ => null,
            "/run/secrets/mail_password",
            "The user's password at the mail server; large providers want one made for programs.",
            "Instead of the password: a file that holds it and nothing else."
        );

    /// <summary>Null where it is missing: then it is the user, if that is an address.</summary>
    public MailboxAddress? From { get; init; } =
        read.Optional<MailboxAddress>("Alarm__Mail__From", ParseOne, "Whom the alarm's mail is from. Empty: the user.");

    public IReadOnlyList<MailboxAddress> To { get; init; } =
        read.Optional<List<MailboxAddress>>("Alarm__Mail__To", ParseMany, "Who gets the alarm's mail: addresses, separated by commas.")
        ?? [];

    /// <summary>The addresses of <see cref="To"/>, for people.</summary>
    public string Recipients => string.Join(", ", To.Select(address => address.Address));

    public bool HasSender => Sender is not null;

    /// <summary>The address that the mail is from; null where neither <see cref="From"/> nor <see cref="User"/> is one.</summary>
    public MailboxAddress? Sender => From ?? (User is null || ParseOne(User).IsWrong(out _, out var user) ? null : user);

    private static Parsed<MailboxAddress, Correction> ParseOne(string text) =>
        MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal)
            ? address
            : Correction.To(text, "Write an e-mail address: name@example.com.");

    private static Parsed<List<MailboxAddress>, Correction> ParseMany(string list)
    {
        var addresses = new List<MailboxAddress>();
        foreach (var word in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ParseOne(word).IsWrong(out var wrong, out var address))
            {
                return wrong;
            }
            addresses.Add(address);
        }
        return addresses;
    }
}
