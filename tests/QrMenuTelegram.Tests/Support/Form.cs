using System.Diagnostics;
using System.Globalization;

namespace QrMenuTelegram.Tests.Support;

/// <summary>Where and how the program runs.</summary>
public enum Form
{
    /// <summary>As any process of the test's own user.</summary>
    Plain,

    /// <summary>As <c>compose.yaml</c> runs the image.</summary>
    Container,

    /// <summary>Under the restrictions of <c>packaging/qrmenu-telegram.service</c>.</summary>
    Unit,
}

/// <summary>Puts a program into one of the shipped forms, on a machine without Docker and without systemd: <c>Forms/in-form</c>.</summary>
internal static class Forms
{
    /// <summary>What both forms allow: <c>mem_limit</c> and <c>MemoryMax</c>.</summary>
    public const long Memory = 256 << 20;

    private static readonly string Folder = Path.Combine(Repository.Root, "tests/QrMenuTelegram.Tests/Support/Forms");

    private static readonly Lazy<string?> Sandbox = new(Compile);

    private static int _groups;

    /// <summary>Whether mounts of its own and another user are possible here; only root may.</summary>
    public static bool Possible { get; } =
        Environment.UserName == "root" && Succeeds("unshare", ["-m", "sh", "-ec", "mount -t tmpfs tmpfs /mnt; command -v setpriv chroot"]);

    /// <summary>Null where the form can be had, else what this machine lacks.</summary>
    public static string? Lacks(Form form) =>
        form == Form.Plain ? null
        : !Possible ? "The shipped forms need root and a machine that lets it mount"
        : form == Form.Unit && Sandbox.Value is null ? "The unit's restrictions need a C compiler"
        : null;

    /// <param name="form">Not <see cref="Form.Plain"/>.</param>
    /// <param name="folder">Its working directory, a folder of the test's own.</param>
    /// <param name="group">Its memory group; null where the machine has none to give.</param>
    /// <param name="command">The program and its arguments.</param>
    public static ProcessStartInfo Start(Form form, string folder, string? group, string[] command)
    {
        var data = Path.Combine(folder, "data");
        Directory.CreateDirectory(data);
        var start = new ProcessStartInfo(
            "unshare",
            [
                "-m",
                Path.Combine(Folder, "in-form"),
                form == Form.Container ? "container" : "unit",
                folder,
                data,
                group is null ? "" : Path.Combine(group, "cgroup.procs"),
                .. command,
            ]
        );
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        if (form == Form.Unit)
        {
            start.Environment["UNIT_SANDBOX"] = Sandbox.Value;
        }
        return start;
    }

    /// <summary>A memory group with the limit of the forms; null where this machine lets nobody make one.</summary>
    public static string? MemoryGroup()
    {
        if (!File.Exists("/proc/self/cgroup"))
        {
            return null;
        }
        foreach (var line in File.ReadLines("/proc/self/cgroup").Select(line => line.Split(':', 3)))
        {
            var (parent, limit) =
                line[1] == "memory"
                    ? ("/sys/fs/cgroup/memory" + line[2], "memory.limit_in_bytes")
                    : ("/sys/fs/cgroup" + line[2], "memory.max");
            var group = Path.Combine(
                parent,
                string.Create(CultureInfo.InvariantCulture, $"qrmenu-{Environment.ProcessId}-{Interlocked.Increment(ref _groups)}")
            );
            try
            {
                if (line[1] is "memory" or "" && Directory.Exists(parent))
                {
                    Directory.CreateDirectory(group);
                    if (File.Exists(Path.Combine(group, limit)))
                    {
                        File.WriteAllText(Path.Combine(group, limit), Memory.ToString(CultureInfo.InvariantCulture));
                        return group;
                    }
                    Directory.Delete(group);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Of the other hierarchy, or not ours to divide.
            }
        }
        return null;
    }

    /// <summary>A group goes when its last process has.</summary>
    public static void Remove(string group)
    {
        try
        {
            Directory.Delete(group);
        }
        catch (IOException)
        {
            // The system is not done with it yet; an empty group costs nothing.
        }
    }

    private static string? Compile()
    {
        var sandbox = Path.Combine(AppContext.BaseDirectory, "unit-sandbox");
        string[] flags = Environment.GetEnvironmentVariable("QRMENU_TELEGRAM_PROGRAM") is null ? ["-DJIT"] : [];
        return new[] { "cc", "gcc", "clang" }.Any(compiler =>
            Succeeds(compiler, [.. flags, "-O1", "-o", sandbox, Path.Combine(Folder, "unit-sandbox.c")])
        )
            ? sandbox
            : null;
    }

    internal static bool Succeeds(string program, string[] words)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
