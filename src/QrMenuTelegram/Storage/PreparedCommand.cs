using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace QrMenuTelegram.Storage;

/// <summary>
/// Stands for the prepared command of its text from when that is set until it is disposed of. A command that failed is
/// not used again.
/// </summary>
internal sealed class PreparedCommand(PreparingConnection connection) : DbCommand
{
    private SqliteCommand? _command;
    private bool _failed;

    [AllowNull]
    public override string CommandText
    {
        get => _command?.CommandText ?? "";
        set
        {
            if (_command is not null)
            {
                throw new InvalidOperationException("A command's text is set once.");
            }
            _command = connection.Take(value ?? "");
        }
    }

    public override int CommandTimeout
    {
        get => Command.CommandTimeout;
        set => Command.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set => Command.CommandType = value;
    }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    public override bool DesignTimeVisible { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set
        {
            if (value is not null && value != connection)
            {
                throw new NotSupportedException("A prepared command belongs to its connection.");
            }
        }
    }

    protected override DbParameterCollection DbParameterCollection => Command.Parameters;

    /// <summary>Transactions are statements here.</summary>
    protected override DbTransaction? DbTransaction
    {
        get => null;
        set => Command.Transaction = (SqliteTransaction?)value;
    }

    private SqliteCommand Command => _command ?? throw new InvalidOperationException("Set the command's text first.");

    public override void Cancel() => Command.Cancel();

    public override void Prepare() => Command.Prepare();

    public override int ExecuteNonQuery() => Run(static command => command.ExecuteNonQuery());

    public override object? ExecuteScalar() => Run(static command => command.ExecuteScalar());

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run(command => command.ExecuteReader(behavior));

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override void Dispose(bool disposing)
    {
        if (_command is { } command)
        {
            _command = null;
            if (_failed)
            {
                command.Dispose();
            }
            else
            {
                connection.Keep(command);
            }
        }
        base.Dispose(disposing);
    }

    private T Run<T>(Func<SqliteCommand, T> run)
    {
        try
        {
            return run(Command);
        }
        catch
        {
            _failed = true;
            throw;
        }
    }
}
