using System.Runtime.CompilerServices;

namespace QrMenuTelegram.Tests.Support;

internal static class QuickSqlite
{
    /// <summary>
    /// SQLite counts its memory under one lock of the process, which tests that run at once would wait for; nothing here
    /// asks for the count. Before the first connection.
    /// </summary>
    [ModuleInitializer]
    internal static void CountNoMemory()
    {
        SQLitePCL.Batteries_V2.Init();
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0).ShouldBe(SQLitePCL.raw.SQLITE_OK);
    }
}
