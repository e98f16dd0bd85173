using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using QrMenuTelegram.Simulation;

namespace QrMenuTelegram.Playground.Bridge;

public enum BridgeState
{
    Stopped,
    Running,

    /// <summary>Ended without being told to.</summary>
    Crashed,
}

/// <summary>
/// The bridge as a process of its own, so that it can be killed as a crash or a power cut would: no clean shutdown.
/// It is the program's own composition; only its time is ours.
/// </summary>
public sealed partial class BridgeProcess(AdjustableTime time, Func<IReadOnlyDictionary<string, string>> settings) : IAsyncDisposable
{
    private static readonly TimeSpan CleanStop = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _switching = new(1, 1);
    private readonly BoundedLog<string> _lines = new(400);
    private Process? _process;

    public BridgeState State { get; private set; }

    /// <summary>Since when it is in its state.</summary>
    public DateTimeOffset Since { get; private set; } = time.GetUtcNow();

    /// <summary>What it wrote to its console, over all its runs.</summary>
    public IReadOnlyList<string> Lines => _lines.ToList();

    /// <summary>How many lines there ever were.</summary>
    public long LineCount => _lines.Total;

    /// <summary>The one-time link for the first manager, once it has printed one; null before.</summary>
    public string? StartLink { get; private set; }

    /// <summary>The code in <see cref="StartLink"/>.</summary>
    public string? StartCode => StartLink?[(StartLink.IndexOf('=', StringComparison.Ordinal) + 1)..];

    public Changes Changes { get; } = new();

    public Task Start() =>
        Alone(() =>
        {
            if (_process is null)
            {
                var process = Process.Start(Command())!;
                _process = process;
                process.StandardInput.WriteLine(JsonSerializer.Serialize(settings()));
                TellTime(process);
                _ = Watch(process);
                Set(BridgeState.Running);
            }
            return Task.CompletedTask;
        });

    /// <summary>Ends it at once, as a power cut does.</summary>
    public Task Kill() =>
        Alone(async () =>
        {
            if (Interlocked.Exchange(ref _process, null) is { } process)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
                Set(BridgeState.Stopped);
                Say("■ killed");
            }
        });

    /// <summary>Ends it as the operator does.</summary>
    public Task Stop() =>
        Alone(async () =>
        {
            if (Interlocked.Exchange(ref _process, null) is { } process)
            {
                process.StandardInput.Close();
                using var patience = new CancellationTokenSource(CleanStop);
                await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                    await process.WaitForExitAsync();
                }
                Set(BridgeState.Stopped);
                Say("■ stopped");
            }
        });

    /// <summary>Tells it that time runs at another speed now.</summary>
    public Task PassOnSpeed() =>
        Alone(() =>
        {
            if (_process is { HasExited: false } process)
            {
                TellTime(process);
            }
            return Task.CompletedTask;
        });

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _switching.Dispose();
    }

    private static ProcessStartInfo Command()
    {
        // Settings go by standard input, so that neither variables nor a .env file of this machine get in.
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return new ProcessStartInfo(dotnet, [typeof(BridgeProcess).Assembly.Location, BridgeChild.Verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
    }

    private void TellTime(Process process)
    {
        process.StandardInput.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().ToUnixTimeMilliseconds()} {time.Speed}")
        );
        process.StandardInput.Flush();
    }

    private async Task Watch(Process process)
    {
        await Task.WhenAll(Read(process.StandardOutput), Read(process.StandardError));
        await process.WaitForExitAsync();
        if (Interlocked.CompareExchange(ref _process, null, process) == process)
        {
            Set(BridgeState.Crashed);
            Say($"■ ended with exit code {process.ExitCode}");
        }
    }

    private async Task Read(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (OneTimeLink().Match(line) is { Success: true } link)
            {
                StartLink = link.Value;
            }
            Say(line);
        }
    }

    private void Say(string line)
    {
        _lines.Add(line);
        Changes.Signal();
    }

    private void Set(BridgeState state)
    {
        State = state;
        Since = time.GetUtcNow();
        Changes.Signal();
    }

    private async Task Alone(Func<Task> work)
    {
        await _switching.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _switching.Release();
        }
    }

    [GeneratedRegex(@"https://t\.me/\w+\?start=[A-Za-z0-9_-]+")]
    private static partial Regex OneTimeLink();
}
