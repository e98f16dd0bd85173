using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace QrMenuTelegram.Events;

/// <summary>Takes from JSON what is meant rather than what is written: numbers in quotes, texts without, broken Unicode.</summary>
internal static class LenientJson
{
    /// <summary>Of anything but an object, and of a null, the answer is null.</summary>
    public static JsonElement? Member(this JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element
        && element.TryGetProperty(name, out var value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value
            : null;

    /// <summary>A string or a number as text, trimmed; null where there is neither or nothing to see in it.</summary>
    public static string? Text(this JsonElement? element)
    {
        var text = element?.ValueKind switch
        {
            JsonValueKind.String => String(element.Value),
            JsonValueKind.Number => WholeNumber(element.Value) ?? element.Value.GetRawText(),
            _ => null,
        };
        return PlainText.IsBlank(text) ? null : text!.Trim();
    }

    /// <summary>A number, or a text that holds one; null where there is neither or it is beyond <see cref="decimal"/>.</summary>
    public static decimal? Number(this JsonElement? element)
    {
        var text = element?.ValueKind switch
        {
            JsonValueKind.Number => element.Value.GetRawText(),
            JsonValueKind.String => String(element.Value).Trim(),
            _ => null,
        };
        if (text is null)
        {
            return null;
        }
        if (!text.Contains('.'))
        {
            text = text.Replace(',', '.');
        }
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>A sum of money, to the hundredth: tills that count in binary fractions write 1099.9969999999998.</summary>
    public static decimal? Money(this JsonElement? element) => Rounded(element.Number(), 2);

    /// <summary>Pieces, or a weight to the gram.</summary>
    public static decimal? Quantity(this JsonElement? element) => Rounded(element.Number(), 3);

    // First without the noise of the last digits, then half away from zero: 449.99499999999995 is 450.00.
    private static decimal? Rounded(decimal? number, int decimals) =>
        number is { } n ? decimal.Round(decimal.Round(n, 9, MidpointRounding.AwayFromZero), decimals, MidpointRounding.AwayFromZero) : null;

    /// <summary>
    /// UTF-8 as text; what is no UTF-8 becomes U+FFFD, and so does a zero (in a comment, say), which SQLite would take for
    /// the end.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8).Replace('\0', '\uFFFD');

    private static string? WholeNumber(JsonElement number) =>
        number.TryGetDecimal(out var value) && decimal.Truncate(value) == value ? value.ToString("F0", CultureInfo.InvariantCulture) : null;

    private static string String(JsonElement element)
    {
        string text;
        try
        {
            text = element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            text = UnescapeBroken(Decode(JsonMarshal.GetRawUtf8Value(element)[1..^1]));
        }
        return text.Contains('\0') ? text.Replace('\0', '\uFFFD') : text;
    }

    // Halves of surrogate pairs and bytes that are no UTF-8: the library refuses the whole text, we only those characters.
    private static string UnescapeBroken(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }
            i++;
            text.Append(
                raw[i] switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'b' => '\b',
                    'f' => '\f',
                    'u'
                        when i + 4 < raw.Length
                            && ushort.TryParse(
                                raw.AsSpan(i + 1, 4),
                                NumberStyles.AllowHexSpecifier,
                                CultureInfo.InvariantCulture,
                                out var unit
                            ) => TakeUnit(ref i, unit),
                    var other => other,
                }
            );
        }
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static char TakeUnit(ref int i, ushort unit)
    {
        i += 4;
        return (char)unit;
    }
}
