using System.Diagnostics;

namespace QrMenuTelegram.Tests.Support;

/// <summary>The user 1654 without rights, as the container's; only root can start a program as another user.</summary>
public static class OtherUser
{
    public const string NeedsRoot = "Only root can start a program as another user";

    public static string[] Launcher { get; } = ["setpriv", "--reuid", "1654", "--regid", "1654", "--clear-groups"];

    /// <summary>The program itself must be readable for that user too.</summary>
    public static bool CanStart { get; } = Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() && Starts();

    /// <summary>Makes a folder, or file, and all in it that user's.</summary>
    public static void Own(string path) => Run("chown", "-R", "1654:1654", path);

    public static void Run(string program, params string[] words)
    {
        using var process = Process.Start(program, words);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, program);
    }

    private static bool Starts()
    {
        try
        {
            using var folder = new TemporaryFolder();
            Own(folder.Path);
            var run = BridgeProcess.StartBy(Launcher, folder.Path, new Dictionary<string, string>(), "--version");
            return run.End().GetAwaiter().GetResult() == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
