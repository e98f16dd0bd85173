using QrMenuTelegram.Alarms;
using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.Operations.Health;

/// <summary>Section <c>Heartbeat</c>.</summary>
public sealed class HeartbeatOptions(VariableReader read)
{
    public HeartbeatOptions()
        : this(VariableReader.NothingSet) { }

    /// <summary>Null for none. A secret: such addresses hold keys.</summary>
    public Uri? Url { get; init; } =
        read.Optional<Uri>(
            "Heartbeat__Url",
            SecretUrl.Parse,
            "Asked each minute while the bridge is well, so that a monitor (Healthchecks, Uptime Kuma) misses it when the machine dies. "
                + "Kept secret, like a password."
        );
}
