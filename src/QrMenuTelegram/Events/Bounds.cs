using System.Security.Cryptography;
using System.Text;

namespace QrMenuTelegram.Events;

/// <summary>
/// How much of one element is kept: far more than any restaurant has, and little enough that a broken or hostile server
/// fills neither memory nor disk. One per element.
/// </summary>
internal sealed class Bounds
{
    /// <summary>Of an element as received, in bytes; of a longer one only what was understood is kept.</summary>
    public const int LongestBody = 128 * 1024;

    /// <summary>Of a code or an id, in characters. Longer ones end in a hash, so that two stay two.</summary>
    public const int LongestId = 100;

    /// <summary>Of a name, in characters.</summary>
    public const int LongestName = 1_000;

    private const int MostItems = 2_000;
    private const int HashLength = 16;

    private int _items = MostItems;
    private int _characters = LongestBody / 2;

    /// <summary>Whether one more dish, modifier, discount or payment is kept.</summary>
    public bool TakeItem() => _items-- > 0 && _characters > 0;

    /// <summary>A name, cut where it is too long for one or for what is left of all.</summary>
    public string Name(string name)
    {
        var cut = Cut(name, LongestName);
        _characters -= cut.Length;
        return cut;
    }

    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }
        var end = longest - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }

    public static string Id(string id) =>
        id.Length <= LongestId
            ? id
            : Cut(id, LongestId - HashLength)
                + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, HashLength / 2));
}
