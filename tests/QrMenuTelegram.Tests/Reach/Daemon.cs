using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Reach;

/// <summary>A server that restaurants or relays have, as a process; a test is skipped where it is not installed.</summary>
internal sealed class Daemon : IAsyncDisposable
{
    private readonly Process _process;

    private Daemon(Process process, int port) => (_process, Port) = (process, port);

    /// <summary>On the loopback interface.</summary>
    public int Port { get; }

    /// <param name="program">By name; Debian's places are looked at.</param>
    /// <param name="port">Where it is told to listen.</param>
    /// <param name="arguments">So that it stays in the foreground.</param>
    public static async Task<Daemon> Start(string program, int port, params string[] arguments)
    {
        var path = new[] { "/usr/sbin", "/usr/bin", "/usr/local/bin" }
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{program} is not installed here: apt-get install it");
        var process = Process.Start(
            new ProcessStartInfo(path!, arguments) { RedirectStandardError = true, RedirectStandardOutput = true }
        )!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var daemon = new Daemon(process, port);
        await Eventually.Until(() => process.HasExited || IsListening(port), () => $"{program} does not listen");
        process.HasExited.ShouldBeFalse($"{program} ended");
        return daemon;
    }

    /// <summary>A port that nobody listens at now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>It is there, takes connections, and does nothing: SIGSTOP.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    public void Kill() => _process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Thaw();
            Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    private static bool IsListening(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
