using System.Text;

namespace QrMenuTelegram.QrMenu;

/// <summary>
/// A character set of one byte a letter. The library's own tables of them would make the program a megabyte larger; these are
/// what Russian tills write.
/// </summary>
internal sealed class SingleByteEncoding : Encoding
{
    private const char Unknown = '\uFFFD';

    private readonly string _upper;

    /// <param name="upper">The letters of the bytes from 128 on.</param>
    private SingleByteEncoding(string upper) => _upper = upper;

    public static SingleByteEncoding Windows1251 { get; } =
        new(
            "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏ"
                + "ђ‘’“”•–—\uFFFD™љ›њќћџ"
                + "\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї"
                + "°±Ііґµ¶·ё№є»јЅѕї"
                + "АБВГДЕЖЗИЙКЛМНОП"
                + "РСТУФХЦЧШЩЪЫЬЭЮЯ"
                + "абвгдежзийклмноп"
                + "рстуфхцчшщъыьэюя"
        );

    private static readonly SingleByteEncoding Windows1252 = new(
        "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD"
            + "\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ"
            + "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯"
            + "°±²³´µ¶·¸¹º»¼½¾¿"
            + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
            + "ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
            + "àáâãäåæçèéêëìíîï"
            + "ðñòóôõö÷øùúûüýþÿ"
    );

    private static readonly SingleByteEncoding Ibm866 = new(
        "АБВГДЕЖЗИЙКЛМНОП"
            + "РСТУФХЦЧШЩЪЫЬЭЮЯ"
            + "абвгдежзийклмноп"
            + "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
            + "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
            + "рстуфхцчшщъыьэюя"
            + "ЁёЄєЇїЎў°∙·√№¤■\u00A0"
    );

    private static readonly SingleByteEncoding Koi8 = new(
        "─│┌┐└┘├┤┬┴┼▀▄█▌▐"
            + "░▒▓⌠■∙√≈≤≥\u00A0⌡°²·÷"
            + "═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞"
            + "╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©"
            + "юабцдефгхийклмно"
            + "пярстужвьызшэщчъ"
            + "ЮАБЦДЕФГХИЙКЛМНО"
            + "ПЯРСТУЖВЬЫЗШЭЩЧЪ"
    );

    private static readonly SingleByteEncoding Iso5 = new(
        "\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008A\u008B\u008C\u008D\u008E\u008F"
            + "\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009A\u009B\u009C\u009D\u009E\u009F"
            + "\u00A0ЁЂЃЄЅІЇЈЉЊЋЌ\u00ADЎЏ"
            + "АБВГДЕЖЗИЙКЛМНОП"
            + "РСТУФХЦЧШЩЪЫЬЭЮЯ"
            + "абвгдежзийклмноп"
            + "рстуфхцчшщъыьэюя"
            + "№ёђѓєѕіїјљњћќ§ўџ"
    );

    /// <summary>By one of its names; null for none of these.</summary>
    public static SingleByteEncoding? Named(string name) =>
        name.ToLowerInvariant() switch
        {
            "windows-1251" or "windows1251" or "win-1251" or "win1251" or "cp1251" or "cp-1251" or "x-cp1251" or "1251" => Windows1251,
            "windows-1252" or "windows1252" or "cp1252" or "x-cp1252" or "iso-8859-1" or "iso8859-1" or "latin1" or "iso-8859-15" =>
                Windows1252,
            "ibm866" or "cp866" or "cp-866" or "866" or "csibm866" => Ibm866,
            "koi8-r" or "koi8r" or "koi8" or "koi" or "cskoi8r" => Koi8,
            "iso-8859-5" or "iso8859-5" or "iso_8859-5" or "csisolatincyrillic" => Iso5,
            _ => null,
        };

    public override int GetByteCount(char[] chars, int index, int count) => count;

    /// <summary>Nothing is ever written in these.</summary>
    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        throw new NotSupportedException();

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (var i = 0; i < byteCount; i++)
        {
            var read = bytes[byteIndex + i];
            chars[charIndex + i] =
                read < 128 ? (char)read
                : read - 128 < _upper.Length ? _upper[read - 128]
                : Unknown;
        }
        return byteCount;
    }

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;
}
