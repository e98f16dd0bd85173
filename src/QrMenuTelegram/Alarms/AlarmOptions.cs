using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.Alarms;

/// <summary>Section <c>Alarm</c>. Without a mail server and without a URL there is no alarm.</summary>
public sealed class AlarmOptions(VariableReader read)
{
    public AlarmOptions()
        : this(VariableReader.NothingSet) { }

    /// <summary>How long a call waits unseen before the alarm goes out.</summary>
    public TimeSpan After { get; init; } =
        read.Duration("Alarm__After", "00:02:00", "10s", "1d", "How long a call may wait that no chat shows; then the alarm goes out.");

    public MailOptions Mail { get; init; } = new(read);

    /// <summary>Null for none. A secret: such addresses hold keys.</summary>
    public Uri? Url { get; init; } =
        read.Optional<Uri>(
            "Alarm__Url",
            SecretUrl.Parse,
            "The alarm as JSON by POST to this address, for SMS gateways and the like. Kept secret, like a password."
        );
}
