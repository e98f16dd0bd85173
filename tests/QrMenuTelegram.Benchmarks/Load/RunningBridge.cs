using System.Diagnostics;
using System.Globalization;

namespace QrMenuTelegram.Benchmarks.Load;

/// <summary>The bridge as a process.</summary>
internal sealed class RunningBridge : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];

    private RunningBridge(Process process)
    {
        _process = process;
        process.OutputDataReceived += Take;
        process.ErrorDataReceived += Take;
        StartedAt = TimeProvider.System.GetUtcNow();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Figures = new ProcessFigures(process.Id);
    }

    public DateTimeOffset StartedAt { get; }

    public ProcessFigures Figures { get; }

    public string Output
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    public static RunningBridge Start(BuiltProgram program, string folder, IReadOnlyDictionary<string, string> variables)
    {
        var start = program.Start();
        start.ArgumentList.Add("run");
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = (folder, true, true);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }
        return new RunningBridge(new Process { StartInfo = start });
    }

    /// <summary>CPU over a span, as a share of one core.</summary>
    public async Task<double> CpuShare(TimeSpan span)
    {
        var (cpu, at) = (Figures.Cpu, TimeProvider.System.GetTimestamp());
        await Rig.Pass(span);
        return (Figures.Cpu - cpu) / TimeProvider.System.GetElapsedTime(at).TotalSeconds;
    }

    /// <summary>Ends it as systemd does.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await kill.WaitForExitAsync();
            }
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await _process.WaitForExitAsync(patience.Token);
        }
        _process.Dispose();
    }

    private void Take(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            lock (_gate)
            {
                _lines.Add(text);
            }
        }
    }
}
