using QrMenuTelegram.Operations;

namespace QrMenuTelegram.Tests.Operations;

public sealed class SpareMemoryTests
{
    private const string Program = "/opt/qrmenu-telegram/QrMenuTelegram";

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
        7fd0c3100000-7fd0c3108000 r--p 00000000 fe:00 4 /usr/share/fonts/a font.ttf
        Rss:                  32 kB
        Anonymous:             0 kB
        7fd0c3200000-7fd0c3208000 r--p 00000000 fe:00 5 /usr/lib/libcrypto.so.3
        Rss:                  32 kB
        Anonymous:             0 kB
        7fd0c4000000-7fd0c4004000 r-xp 00000000 00:00 0 [vdso]
        Rss:                   4 kB
        Anonymous:             0 kB
        """;

    [Fact]
    public void Only_pages_of_the_program_and_of_libraries_that_can_not_be_written_and_were_not_changed_are_given_back() =>
        SpareMemory.Untouched(Smaps.Split('\n').Select(line => line.TrimEnd('\r')), Program).ShouldBe(
        [
            new(0x00400000, 0x2000, Program),
            new(0x00404000, 0xa6a000, Program),
            new(unchecked((nint)0x7fd0c26ca000), 0xef000, "/opt/qrmenu-telegram/libe_sqlite3.so"),
            new(unchecked((nint)0x7fd0c3200000), 0x8000, "/usr/lib/libcrypto.so.3"),
        ]);
}
