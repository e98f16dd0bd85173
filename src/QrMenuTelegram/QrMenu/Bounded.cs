using System.Runtime.InteropServices;

namespace QrMenuTelegram.QrMenu;

/// <summary>Reads streams whose length nobody knows before.</summary>
internal static class Bounded
{
    private const int First = 64 * 1024;

    public static MemoryStream Over(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array)
            ? new(array.Array!, array.Offset, array.Count, writable: false)
            : new(bytes.ToArray(), writable: false);

    /// <summary>At most <paramref name="longest"/> bytes, and whether there are more.</summary>
    public static (ReadOnlyMemory<byte> Read, bool IsCut) Read(Stream stream, int longest)
    {
        var buffer = new byte[Math.Min(First, longest + 1)];
        var length = 0;
        while (true)
        {
            var count = stream.Read(buffer, length, buffer.Length - length);
            length += count;
            if (count == 0 || length > longest)
            {
                return (buffer.AsMemory(0, Math.Min(length, longest)), length > longest);
            }
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, longest + 1L));
            }
        }
    }
}
