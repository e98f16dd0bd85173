using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Storage;

/// <summary>
/// A connection that prepares each statement once: the program asks the same few again and again, and preparing takes
/// about as long as running. (Microsoft.Data.Sqlite keeps prepared statements only as long as their command.) For one
/// thread at a time, as <see cref="Database"/> uses it.
/// </summary>
internal sealed class PreparingConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>Some kilobytes each; the program has more, but most of them run once in a while only.</summary>
    private const int Most = 96;

    private readonly Dictionary<string, LinkedListNode<SqliteCommand>> _idle = [];

    /// <summary>The one used last comes first.</summary>
    private readonly LinkedList<SqliteCommand> _byUse = [];

    /// <summary>How many are kept.</summary>
    internal int Kept => _idle.Count;

    /// <summary>What Dapper and <see cref="DatabaseFile"/> ask for.</summary>
    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);

    /// <summary>A command of this text that nobody uses, prepared where it ran before.</summary>
    internal SqliteCommand Take(string text)
    {
        if (_idle.Remove(text, out var kept))
        {
            _byUse.Remove(kept);
            return kept.Value;
        }
        var command = CreateCommand();
        command.CommandText = text;
        return command;
    }

    internal void Keep(SqliteCommand command)
    {
        var isNew = _idle.TryAdd(command.CommandText, new LinkedListNode<SqliteCommand>(command));
        if (!isNew)
        {
            command.Dispose();
            return;
        }
        command.Parameters.Clear();
        _byUse.AddFirst(_idle[command.CommandText]);
        if (_byUse.Count > Most)
        {
            var oldest = _byUse.Last!.Value;
            _byUse.RemoveLast();
            _idle.Remove(oldest.CommandText);
            oldest.Dispose();
        }
    }
}
