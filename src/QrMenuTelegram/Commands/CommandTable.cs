using System.Collections.Frozen;

namespace QrMenuTelegram.Commands;

/// <summary>Every command there is, by its name.</summary>
public sealed class CommandTable
{
    private readonly FrozenDictionary<string, Command> _byName;

    /// <exception cref="ArgumentException">Two commands have one name.</exception>
    public CommandTable(IEnumerable<Command> commands)
    {
        All = [.. commands];
        _byName = All.ToFrozenDictionary(command => command.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In the order they were given, which is the order of the menu.</summary>
    public IReadOnlyList<Command> All { get; }

    public Command? Find(string name) => _byName.GetValueOrDefault(name);
}
