using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace QrMenuTelegram.Events;

/// <summary>
/// What tells two events of a server apart within one window of time. Never the hash alone: the vendor's own samples
/// give two events one hash.
/// </summary>
public readonly record struct EventKey(string Hash, string Code, string TableId)
{
    public static EventKey From(MenuEvent menuEvent) => new(menuEvent.Hash, menuEvent.Code, menuEvent.TableId);
}

/// <summary>The hash of an event that has none, or none that can be sent back.</summary>
public static class EventHash
{
    private const char Mark = '~';
    private const int LongestSent = 200;

    /// <summary>As the server gave it; else one made of the content, the same at each look.</summary>
    public static string From(string? given, ReadOnlySpan<byte> content) =>
        given switch
        {
            null or "" => Make(content),
            { Length: > LongestSent } => Make(Encoding.UTF8.GetBytes(given)),
            _ => given,
        };

    /// <summary>Whether a server can be asked for what came after it.</summary>
    public static bool IsCursor(string hash) => hash.Length > 0 && hash[0] != Mark;

    /// <summary>64 bits that stand for these texts together.</summary>
    public static ulong Number(params ReadOnlySpan<string> texts) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts))));

    private static string Make(ReadOnlySpan<byte> content) => Mark + Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
}
