using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.QrMenu;

/// <summary>Section <c>QrMenu</c>.</summary>
public sealed class QrMenuOptions(VariableReader read)
{
    public QrMenuOptions()
        : this(VariableReader.NothingSet) { }

    /// <summary>Those that can be asked; at least one.</summary>
    public IReadOnlyList<ServerAccess> Servers { get; init; } =
    [.. read.Each("QrMenu__Servers").Select(server => ServerAccessReader.Read(server.Name, server.Read)).OfType<ServerAccess>()];

    /// <summary>From the end of one poll to the start of the next.</summary>
    public TimeSpan PollInterval { get; init; } =
        read.Duration("QrMenu__PollInterval", "00:00:01", "10ms", "1m", "Between two questions to a server.");

    public TimeSpan Timeout { get; init; } = read.Duration("QrMenu__Timeout", "00:00:10", "100ms", "2m", "How long one answer may take.");

    public TimeSpan QueueWindow { get; init; } =
        read.Duration(
            "QrMenu__QueueWindow",
            "00:05:00",
            "10s",
            "1d",
            "How long the servers keep events; 5 minutes unless somebody changed it there."
        );
}
