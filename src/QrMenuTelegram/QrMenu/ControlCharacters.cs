using System.Buffers;
using System.Globalization;
using System.Text;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// Mends JSON whose writer put line breaks and the like into texts as they are: the names that people type may hold
/// them, and one such name would otherwise hide the whole queue until it is gone from there.
/// </summary>
internal static class ControlCharacters
{
    /// <summary>The same with every control character inside a text escaped; null when there is none.</summary>
    public static byte[]? Escape(ReadOnlySpan<byte> json)
    {
        var repaired = new ArrayBufferWriter<byte>(json.Length + 64);
        var found = false;
        var inText = false;
        for (var i = 0; i < json.Length; i++)
        {
            var b = json[i];
            if (inText && b < 0x20)
            {
                found = true;
                repaired.Write(Encoding.ASCII.GetBytes("\\u" + ((int)b).ToString("x4", CultureInfo.InvariantCulture)));
                continue;
            }
            repaired.Write([b]);
            if (b == '"')
            {
                inText = !inText;
            }
            else if (b == '\\' && inText && i + 1 < json.Length && json[i + 1] >= 0x20)
            {
                repaired.Write([json[++i]]);
            }
        }
        return found ? repaired.WrittenSpan.ToArray() : null;
    }
}
