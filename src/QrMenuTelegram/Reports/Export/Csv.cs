using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace QrMenuTelegram.Reports.Export;

/// <summary>
/// A table as Excel opens it by a double click: UTF-8 with a byte order mark, CRLF, the separators of the reader's
/// language, and nothing in it that Excel would take for a formula, with whichever separator it is opened. Pure.
/// </summary>
/// <param name="separator">Between cells: where numbers have a decimal comma, Excel wants a semicolon.</param>
public sealed partial class Csv(char separator)
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\"\r\n\t");
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly StringBuilder _text = new();

    /// <summary>Adds a line.</summary>
    /// <param name="cells">Text from outside may be anything.</param>
    public void Add(params ReadOnlySpan<CsvCell> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                _text.Append(separator);
            }
            _text.Append(Quote(cells[i].IsText ? Defuse(cells[i].Value) : cells[i].Value));
        }
        _text.Append("\r\n");
    }

    public byte[] ToBytes() => [.. ByteOrderMark, .. Encoding.UTF8.GetBytes(_text.ToString())];

    // What begins so is a formula to Excel, white space or quotes before it or not; and with the other separator, or where
    // quotes are not understood, a cell begins behind every comma, semicolon, tab and line break.
    private static string Defuse(string value) => CellStart().Replace(value, "'");

    [GeneratedRegex("(?<=^|[,;\t\r\n])(?=([^\\S\t\r\n]|\")*[=+\\-@＝＋－＠])|^(?=[\t\r\n])", RegexOptions.CultureInvariant)]
    private static partial Regex CellStart();

    private string Quote(string value) =>
        value.AsSpan().IndexOfAny(Quoted) >= 0 || value.Contains(separator) || value.Trim().Length != value.Length
            ? "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
            : value;
}

/// <summary>One cell: text from outside, or a number or time of ours.</summary>
public readonly record struct CsvCell(string Value, bool IsText)
{
    public static CsvCell Empty { get; } = new("", false);

    public static implicit operator CsvCell(string? text) => new(text ?? "", true);

    public static CsvCell Ready(string value) => new(value, false);
}
