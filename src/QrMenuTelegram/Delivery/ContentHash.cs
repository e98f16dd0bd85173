using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Delivery;

/// <summary>Tells whether a message shows something already, without keeping what it shows.</summary>
internal static class ContentHash
{
    /// <summary>The same for the same text and buttons, over restarts and versions; 64 bits of SHA-256.</summary>
    public static long Compute(MessageContent content) =>
        BinaryPrimitives.ReadInt64LittleEndian(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{(int)content.Format}\0{content.Text}\0{ButtonsJson.Write(content.Buttons)}"))
        );
}
