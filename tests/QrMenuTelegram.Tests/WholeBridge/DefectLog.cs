using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>Takes every error that the bridge logs and that no simulated trouble explains for a violation.</summary>
internal sealed class DefectLog(SimulatedWorld world) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose() { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning || world.IsTraced;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (world.IsTraced)
        {
            world.Say($"log {logLevel}: {formatter(state, exception)} {exception}");
        }
        if (
            logLevel >= LogLevel.Error
            && !world.Boundaries.IsDead
            && !IsExplained(state as IReadOnlyList<KeyValuePair<string, object?>>, exception)
        )
        {
            world.Violated("no defects", $"{formatter(state, exception)} {exception}");
        }
    }

    private static bool IsExplained(IReadOnlyList<KeyValuePair<string, object?>>? values, Exception? exception) =>
        (
            values?.Any(value =>
                value.Value is string form && form.StartsWith("Telegram refuses the bot's token", StringComparison.Ordinal)
            ) == true
        )
        || exception is SqliteException or CrashException or StorageException
        || values?.Any(value => (value.Value as string)?.Contains("simulated", StringComparison.Ordinal) == true) == true;
}
