using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace QrMenuTelegram.Tests.Support;

/// <summary>
/// The program as a process of its own: the native one that <c>QRMENU_TELEGRAM_PROGRAM</c> names, else the built one.
/// Its lines are kept and can be waited for.
/// </summary>
public sealed class BridgeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string Built = typeof(BridgeProcess)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Program")
        .Value!;

    private readonly Process _process;
    private readonly string? _group;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BridgeProcess(Process process, string? group)
    {
        (_process, _group) = (process, group);
        process.OutputDataReceived += Take;
        process.ErrorDataReceived += Take;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Its memory group, where the form has one and the machine gives it.</summary>
    public string? MemoryGroup => _group;

    /// <summary>What it wrote so far.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <param name="folder">Its working directory.</param>
    /// <param name="variables">Its environment, beside what every process needs.</param>
    /// <param name="form">How it is shipped.</param>
    /// <param name="words">Its arguments.</param>
    public static BridgeProcess Start(string folder, IReadOnlyDictionary<string, string> variables, Form form, params string[] words)
    {
        if (form == Form.Plain)
        {
            return Launch(folder, variables, Command(words));
        }
        var group = Forms.MemoryGroup();
        return Launch(folder, variables, Forms.Start(form, folder, group, Command(words)), group);
    }

    /// <summary>Starts it where the shell commands <paramref name="mounts"/> made the file system another one, for it alone.</summary>
    public static BridgeProcess StartWithMounts(
        string folder,
        IReadOnlyDictionary<string, string> variables,
        string mounts,
        params string[] words
    ) =>
        Launch(
            folder,
            variables,
            ["unshare", Forms.Possible ? "-m" : "-Urm", "sh", "-ec", mounts + "\nexec \"$@\"", "sh", .. Command(words)]
        );

    /// <summary>Starts it as the shell commands <paramref name="shell"/> leave the process: its files, folder, environment, user.</summary>
    public static BridgeProcess StartInShell(
        string folder,
        IReadOnlyDictionary<string, string> variables,
        string shell,
        params string[] words
    )
    {
        var command = Command(words);
        return Launch(folder, variables, ["sh", "-ec", shell + "\nexec \"$@\"", "sh", FullPath(command[0]), .. command[1..]]);
    }

    // Where the shell forgot its PATH.
    private static string FullPath(string program) =>
        program.Contains('/', StringComparison.Ordinal)
            ? program
            : Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, program)).First(File.Exists);

    /// <summary>Starts it by another program, which is given its command: <c>setpriv</c>, a shell.</summary>
    public static BridgeProcess StartBy(
        string[] launcher,
        string folder,
        IReadOnlyDictionary<string, string> variables,
        params string[] words
    ) => Launch(folder, variables, [.. launcher, .. Command(words)]);

    /// <summary>Whether this machine lets a process mount something for itself.</summary>
    public static bool CanMount { get; } =
        Forms.Succeeds("unshare", ["-Urm", "sh", "-ec", "mount -t tmpfs tmpfs /mnt; mount --bind /etc/hosts /etc/resolv.conf"]);

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Code, string Output)> Run(
        string folder,
        IReadOnlyDictionary<string, string> variables,
        Form form,
        params string[] words
    )
    {
        await using var process = Start(folder, variables, form, words);
        return (await process.End(), process.Output);
    }

    /// <summary>The first line that is so, now or later.</summary>
    public async Task<string> Line(Func<string, bool> isSo)
    {
        using var giveUp = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_lines.Find(line => isSo(line)) is { } found)
                {
                    return found;
                }
                changed = _changed.Task;
            }
            try
            {
                await await Task.WhenAny(changed.WaitAsync(giveUp.Token), _process.WaitForExitAsync(giveUp.Token));
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException("No such line in:\n" + Output);
            }
            if (_process.HasExited && !Output.Split('\n').Any(isSo))
            {
                throw new InvalidOperationException("It ended without such a line:\n" + Output);
            }
        }
    }

    /// <summary>Tells it to stop as Docker and systemd do.</summary>
    /// <returns>Its exit code, and how long it took.</returns>
    public async Task<(int Code, TimeSpan Took)> Stop()
    {
        var before = TimeProvider.System.GetTimestamp();
        Signal("TERM");
        return (await End(), TimeProvider.System.GetElapsedTime(before));
    }

    /// <summary>As a crash or a power cut ends it.</summary>
    public async Task Kill()
    {
        Signal("KILL");
        await End();
    }

    public async Task<int> End()
    {
        using var giveUp = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(giveUp.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException("It does not end:\n" + Output);
        }
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        TestContext.Current.TestOutputHelper?.WriteLine(Output);
        if (_group is not null)
        {
            Forms.Remove(_group);
        }
    }

    private static string[] Command(string[] words) =>
        Environment.GetEnvironmentVariable("QRMENU_TELEGRAM_PROGRAM") is { } native ? [native, .. words] : ["dotnet", Built, .. words];

    private static BridgeProcess Launch(string folder, IReadOnlyDictionary<string, string> variables, string[] command) =>
        Launch(folder, variables, new ProcessStartInfo(command[0], command[1..]), null);

    private static BridgeProcess Launch(string folder, IReadOnlyDictionary<string, string> variables, ProcessStartInfo start, string? group)
    {
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = (folder, true, true);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }
        return new BridgeProcess(new Process { StartInfo = start }, group);
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private void Take(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } text)
        {
            return;
        }
        lock (_lock)
        {
            _lines.Add(text);
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
