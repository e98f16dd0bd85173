using Microsoft.Data.Sqlite;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>The bridge ends here, as by kill -9. Code that swallows it changes nothing: nothing gets out any more.</summary>
internal sealed class CrashException(string where) : Exception($"killed {where}");

/// <summary>
/// Where a crash makes a difference: before and after each commit, each request, each answer. A fuse counts them and
/// ends the process at one of them.
/// </summary>
internal sealed class Boundaries(Chance chance)
{
    private int _fuse = -1;

    /// <summary>The process ended; whatever still runs of it is a ghost.</summary>
    public bool IsDead { get; private set; }

    /// <summary>How many commits there were.</summary>
    public int Commits { get; private set; }

    /// <summary>What storage does at the moment.</summary>
    public StorageTrouble Storage { get; set; }

    /// <summary>The process ends at the boundary after so many others.</summary>
    public void Light(int others) => _fuse = others;

    public void Revive()
    {
        IsDead = false;
        _fuse = -1;
    }

    /// <exception cref="CrashException">Here it ended.</exception>
    public void Pass(string where)
    {
        if (!IsDead && _fuse-- == 0)
        {
            IsDead = true;
        }
        if (IsDead)
        {
            throw new CrashException(where);
        }
    }

    /// <summary>The same for a write, where storage may fail instead.</summary>
    public void Pass(WriteStep step)
    {
        Commits += step == WriteStep.Committed ? 1 : 0;
        Pass(step.ToString());
        if (step == WriteStep.Begins && Storage == StorageTrouble.Locked && !chance.OneIn(4))
        {
            throw new SqliteException("database is locked (simulated)", SQLitePCL.raw.SQLITE_BUSY);
        }
        if (step == WriteStep.Commits && Storage == StorageTrouble.Full && !chance.OneIn(4))
        {
            throw new SqliteException("database or disk is full (simulated)", SQLitePCL.raw.SQLITE_FULL);
        }
    }
}

internal enum StorageTrouble
{
    None,

    /// <summary>Another program holds the file most of the time.</summary>
    Locked,

    /// <summary>Most commits find no room.</summary>
    Full,
}
