using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace QrMenuTelegram.Operations.Logging;

/// <summary>
/// The log as people read it: <c>2026-11-24 19:02:11 warning Terrace: no events…</c>, in the machine's time zone.
/// Under systemd the journal brings the time, and each line begins with its level as the journal wants it.
/// </summary>
internal sealed class LineFormatter(TimeProvider time, bool journal) : ConsoleFormatter(LineFormat)
{
    /// <summary>The value of <c>Logging__Console__FormatterName</c>.</summary>
    public const string LineFormat = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var text = logEntry.Exception is { } e ? $"{message}\n{e}" : message;
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (journal)
            {
                textWriter.Write(JournalLevel(logEntry.LogLevel));
            }
            else if (i == 0)
            {
                textWriter.Write(time.GetLocalNow().ToString("yyyy-MM-dd HH:mm:ss "));
            }
            textWriter.Write(
                i == 0
                    ? journal
                        ? ""
                        : Word(logEntry.LogLevel)
                    : "    "
            );
            textWriter.WriteLine(lines[i].TrimEnd());
        }
    }

    private static string Word(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "trace   ",
            LogLevel.Debug => "debug   ",
            LogLevel.Warning => "warning ",
            LogLevel.Error => "error   ",
            LogLevel.Critical => "critical ",
            _ => "info    ",
        };

    // sd-daemon(3)
    private static string JournalLevel(LogLevel level) =>
        level switch
        {
            LogLevel.Trace or LogLevel.Debug => "<7>",
            LogLevel.Warning => "<4>",
            LogLevel.Error => "<3>",
            LogLevel.Critical => "<2>",
            _ => "<6>",
        };
}
