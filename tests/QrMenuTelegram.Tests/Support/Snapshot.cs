using System.Runtime.CompilerServices;

namespace QrMenuTelegram.Tests.Support;

/// <summary>
/// Compares a text with a committed file <c>Snapshots/NAME.snap</c> beside the test. Where they differ, the text is
/// written to <c>NAME.received</c>; to accept it, rename that over the <c>.snap</c>, or run the tests once with the
/// environment variable <c>ACCEPT_SNAPSHOTS=1</c>, and read the difference before you commit.
/// </summary>
public static class Snapshot
{
    public static void Match(string name, string text, [CallerFilePath] string testFile = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots");
        var expected = Path.Combine(folder, name + ".snap");
        var received = Path.Combine(folder, name + ".received");
        var wanted = File.Exists(expected) ? File.ReadAllText(expected) : null;
        if (wanted == text)
        {
            File.Delete(received);
            return;
        }
        Directory.CreateDirectory(folder);
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(expected, text);
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text);
        text.ShouldBe(
            wanted,
            $"{received} is not {Path.GetFileName(expected)}. To accept it: rename it over that, or run once with ACCEPT_SNAPSHOTS=1."
        );
    }
}
