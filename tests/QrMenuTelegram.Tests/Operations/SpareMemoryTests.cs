using QrMenuTelegram.Operations;

namespace QrMenuTelegram.Tests.Operations;

public sealed class SpareMemoryTests
{
    private const string Smaps =
        """
        00400000-00402000 r--p 00000000 fe:00 1 /opt/qrmenu-telegram/QrMenuTelegram
        Rss:                   8 kB
        Anonymous:             0 kB
        00404000-00e6e000 r-xp 00003000 fe:00 1 /opt/qrmenu-telegram/QrMenuTelegram
        Rss:                9192 kB
        Anonymous:             0 kB
        012f0000-016c8000 r--p 00eef000 fe:00 1 /opt/qrmenu-telegram/QrMenuTelegram
        Rss:                 128 kB
        Anonymous:            64 kB
        016c8000-02464000 rw-p 012c6000 fe:00 1 /opt/qrmenu-telegram/QrMenuTelegram
        Rss:               12084 kB
        Anonymous:             0 kB
        02464000-024fb000 rw-p 00000000 00:00 0
        Rss:                 300 kB
        Anonymous:             0 kB
        7fd0c26ca000-7fd0c27b9000 r-xp 00013000 fe:00 2 /opt/qrmenu-telegram/libe_sqlite3.so
        Rss:                 892 kB
        Anonymous:             0 kB
        7fd0c3000000-7fd0c3008000 r--s 00000000 fe:00 3 /var/lib/qrmenu-telegram/bridge.db-shm
        Rss:                  32 kB
        Anonymous:             0 kB
        7fd0c4000000-7fd0c4004000 r-xp 00000000 00:00 0 [vdso]
        Rss:                   4 kB
        Anonymous:             0 kB
        """;

    [Fact]
    public void Only_pages_of_files_that_can_not_be_written_and_were_not_changed_are_given_back() =>
        SpareMemory.Untouched(Smaps.Split('\n').Select(line => line.TrimEnd('\r')))
            .ShouldBe([(0x00400000, 0x2000u), (0x00404000, 0xa6a000u), (unchecked((nint)0x7fd0c26ca000), 0xef000u)]);
}
