namespace QrMenuTelegram.Configuration;

/// <summary>A variable that the bridge knows.</summary>
/// <param name="Name">As in the environment; <c>NAME</c> stands for a name that people choose.</param>
/// <param name="Meaning">A sentence for who sets it.</param>
public sealed record Variable(string Name, string Meaning)
{
    /// <summary>As people write it; null where there is none.</summary>
    public string? Default { get; init; }

    /// <summary>What may stand there, where there is no default.</summary>
    public string? Example { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>As a key of the configuration.</summary>
    public string Key => Name.Replace("__", ":", StringComparison.Ordinal);
}
