using System.Runtime.InteropServices;

namespace QrMenuTelegram.Storage;

/// <summary>What Linux knows of a file and .NET does not tell. On another system nothing is known.</summary>
internal static partial class LinuxFile
{
    private const int NoSuchFile = 2;
    private const int NotAFolder = 20;
    private const int CurrentFolder = -100;
    private const uint BasicStatus = 0x7FF;
    private const int ReadAndWrite = 4 | 2;

    /// <summary>Which user this process runs as; null where that is not known.</summary>
    public static uint? User { get; } = OperatingSystem.IsLinux() ? EffectiveUser() : null;

    /// <summary>Null where the file is not there, or nothing can be known of it.</summary>
    public static Status? Find(string path) => Look(path, out var status) == 0 ? status : null;

    /// <summary>Whether there is surely no file under this name. False where that can't be told.</summary>
    public static bool IsAbsent(string path) =>
        OperatingSystem.IsLinux() ? Look(path, out _) is NoSuchFile or NotAFolder : !File.Exists(path);

    /// <summary>Zero where this user may read and write it, else the system's reason; asks only, opens nothing.</summary>
    public static int WhyNotWritable(string path) =>
        !OperatingSystem.IsLinux() || Access(path, ReadAndWrite) == 0 ? 0 : Marshal.GetLastPInvokeError();

    private static int Look(string path, out Status status)
    {
        status = default;
        if (!OperatingSystem.IsLinux())
        {
            return -1;
        }
        if (StatX(CurrentFolder, path, 0, BasicStatus, out var found) != 0)
        {
            return Marshal.GetLastPInvokeError();
        }
        status = new Status(
            ((ulong)found.DeviceMajor << 32) | found.DeviceMinor,
            found.Inode,
            found.User,
            (UnixFileMode)(found.Mode & 0xFFF)
        );
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, out RawStatus status);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    /// <param name="Device">The volume.</param>
    /// <param name="Inode">The file on it, whatever its names.</param>
    /// <param name="Owner">User id.</param>
    /// <param name="Mode">Its rights.</param>
    internal readonly record struct Status(ulong Device, ulong Inode, uint Owner, UnixFileMode Mode)
    {
        public bool IsSameFile(Status other) => (Device, Inode) == (other.Device, other.Inode);
    }

    // struct statx of linux/stat.h, the same on every processor.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct RawStatus
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
