using Microsoft.Data.Sqlite;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations.Check;

/// <summary>Whether the database can be used; makes and changes nothing.</summary>
internal static class StorageCheck
{
    public static void Run(string path, Screen screen)
    {
        var full = DatabaseFiles.Resolve(path);
        try
        {
            Writability.Demand(full);
            if (!File.Exists(full))
            {
                screen.Ok("Storage", $"{full} will be made at the first start");
                return;
            }
            var running = InstanceLock.IsTaken(full) ? "; the bridge is running with it" : "";
            DatabaseFile.Examine(full);
            screen.Ok("Storage", full + running);
        }
        catch (StorageException e)
        {
            screen.Fail("Storage", e.Message);
        }
        catch (SqliteException e)
        {
            screen.Fail("Storage", DatabaseFile.Explain(e, full).Message);
        }
    }
}
