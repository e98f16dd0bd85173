using System.Text;

namespace QrMenuTelegram.Simulation.Html;

/// <summary>Character references as Telegram knows them: four names and numbers; anything else stays as typed.</summary>
internal static class CharacterReference
{
    /// <summary>
    /// Reads the reference at <paramref name="position"/> (an <c>&amp;</c>) and moves behind it; 0 and no move where there is
    /// none. May be half of a surrogate pair.
    /// </summary>
    public static uint Read(ReadOnlySpan<byte> text, ref int position)
    {
        var end = position + 1;
        var code = At(text, end) == '#' ? Number(text, ref end) : Name(text, ref end);
        if (code == 0 || (At(text, position + 1) == '#' && end - position >= 10))
        {
            return 0;
        }
        position = At(text, end) == ';' ? end + 1 : end;
        return code;
    }

    private static uint Number(ReadOnlySpan<byte> text, ref int end)
    {
        ulong code = 0;
        end++;
        if (At(text, end) == 'x')
        {
            end++;
            while (char.IsAsciiHexDigit((char)At(text, end)) && code < 0x10ffff)
            {
                code = (code * 16) + Convert.ToUInt32(((char)At(text, end++)).ToString(), 16);
            }
        }
        else
        {
            while (char.IsAsciiDigit((char)At(text, end)) && code < 0x10ffff)
            {
                code = (code * 10) + At(text, end++) - '0';
            }
        }
        return code switch
        {
            < 0x10ffff => (uint)code,
            _ => 0,
        };
    }

    private static uint Name(ReadOnlySpan<byte> text, ref int end)
    {
        var start = end;
        while (char.IsAsciiLetter((char)At(text, end)))
        {
            end++;
        }
        return Encoding.ASCII.GetString(text[start..end]) switch
        {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            _ => 0,
        };
    }

    private static byte At(ReadOnlySpan<byte> text, int position) => position < text.Length ? text[position] : (byte)0;
}
