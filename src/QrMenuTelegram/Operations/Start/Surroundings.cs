using System.Runtime.InteropServices;

namespace QrMenuTelegram.Operations.Start;

/// <summary>What every process usually has and containers, units and cron jobs do not always give.</summary>
internal static partial class Surroundings
{
    private const int ReadWrite = 2;
    private const int GetFlags = 1;

    /// <summary>To be called before anything is opened.</summary>
    public static void Settle()
    {
        if (OperatingSystem.IsLinux())
        {
            OpenStandardFiles();
            NameHome();
        }
    }

    // Where standard input, output or error is closed, the next file that is opened would get its number, and the log
    // would be written into the database or a connection.
    private static void OpenStandardFiles()
    {
        for (var number = 0; number <= 2; number++)
        {
            // The system gives the lowest number that is free.
            if (Control(number, GetFlags) < 0 && OpenFile("/dev/null", ReadWrite) < 0)
            {
                return;
            }
        }
    }

    // .NET makes no secure connection for a user without a home; that there is nothing in it does not matter.
    private static void NameHome()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("HOME")))
        {
            Environment.SetEnvironmentVariable("HOME", "/nonexistent");
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int file, int command);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);
}
