namespace QrMenuTelegram.Routing;

/// <summary>The restaurants this bridge serves, by their names in the configuration.</summary>
/// <param name="All">In the order of the configuration; at least one.</param>
public sealed record ServerNames(IReadOnlyList<string> All)
{
    /// <summary>Whether a message must say whose table it means.</summary>
    public bool Several => All.Count > 1;

    /// <summary>The name as configured; null when there is none like it.</summary>
    public string? Find(string name) => All.FirstOrDefault(server => server.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
}
