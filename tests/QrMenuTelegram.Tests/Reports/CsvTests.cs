using System.Text;
using CsCheck;
using QrMenuTelegram.Reports.Export;

namespace QrMenuTelegram.Tests.Reports;

public sealed class CsvTests
{
    private static readonly string[] Nasty = ["=HYPERLINK(\"http://x\")", "-1", "@SUM(A1)", "Стол 6", "\t=1", "＝1", " "];
    private static readonly Gen<char> Separator = Gen.Bool.Select(semicolon => semicolon ? ';' : ',');

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["=+-@;,\"'\r\n\t aя0"], 0, 8],
        Gen.Int[0, Nasty.Length - 1].Select(i => Nasty[i])
    );

    [Fact]
    public void What_is_written_is_read_again_cell_by_cell_but_for_the_apostrophe_before_formulas() =>
        Gen.Select(Text.Array[1, 5].Array[1, 6], Separator)
            .Sample(
                (rows, separator) =>
                {
                    var csv = new Csv(separator);
                    foreach (var row in rows)
                    {
                        csv.Add([.. row.Select(cell => (CsvCell)cell)]);
                    }
                    var read = Read(Encoding.UTF8.GetString(csv.ToBytes()[3..]), separator);
                    read.Count.ShouldBe(rows.Length);
                    for (var i = 0; i < rows.Length; i++)
                    {
                        read[i].Select(cell => Restored(cell)).ShouldBe(rows[i].Select(cell => Valid(Restored(cell))));
                    }
                }
            );

    [Fact]
    public void No_cell_begins_as_a_formula_would_whichever_separator_it_is_opened_with() =>
        Gen.Select(Text.Array[1, 4], Separator, Gen.OneOf(',', ';', '\t'))
            .Sample(
                (row, written, opened) =>
                {
                    var csv = new Csv(written);
                    csv.Add([.. row.Select(cell => (CsvCell)cell)]);
                    var text = Encoding.UTF8.GetString(csv.ToBytes()[3..]);
                    var cells = Read(text, opened).SelectMany(line => line).Concat(text.Split(opened, '\r', '\n')).ToList();
                    cells.ShouldAllBe(cell => !IsFormula(cell), text);
                }
            );

    [Theory]
    [InlineData("a,=1+1", "a,'=1+1")]
    [InlineData("a;@SUM(A1)", "\"a;'@SUM(A1)\"")]
    [InlineData("x, \"=1", "\"x,' \"\"=1\"")]
    [InlineData("a\r\n-1", "\"a\r\n'-1\"")]
    [InlineData("a,＝1", "a,'＝1")]
    [InlineData("Стол 6, у окна", "Стол 6, у окна")]
    public void A_formula_behind_the_other_separator_is_defused_too(string text, string written)
    {
        var csv = new Csv(';');
        csv.Add(text);
        Encoding.UTF8.GetString(csv.ToBytes()[3..]).ShouldBe(written + "\r\n");
    }

    private static bool IsFormula(string cell) =>
        cell.Trim().Trim('"').Trim() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..];

    [Fact]
    public void It_opens_right_in_Excel()
    {
        var csv = new Csv(';');
        csv.Add("Стол", "a;b", "say \"hi\"", "two\r\nlines", " edge");
        csv.Add("-5", CsvCell.Ready("-5"), CsvCell.Empty, "=1+1");
        csv.ToBytes()[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        Encoding
            .UTF8.GetString(csv.ToBytes()[3..])
            .ShouldBe("Стол;\"a;b\";\"say \"\"hi\"\"\";\"two\r\nlines\";\" edge\"\r\n'-5;-5;;'=1+1\r\n");
    }

    private static string Restored(string cell) => cell.Replace("'", "", StringComparison.Ordinal);

    // Half a surrogate pair can't be written.
    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    // RFC 4180, with any separator.
    private static List<List<string>> Read(string csv, char separator)
    {
        var (rows, row, cell, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            if (quoted)
            {
                if (csv[i] != '"')
                {
                    cell.Append(csv[i]);
                }
                else if (i + 1 < csv.Length && csv[i + 1] == '"')
                {
                    cell.Append(csv[i++]);
                }
                else
                {
                    quoted = false;
                }
            }
            else if (csv[i] == '"')
            {
                quoted = true;
            }
            else if (csv[i] == separator)
            {
                row.Add(cell.ToString());
                cell.Clear();
            }
            else if (csv[i] == '\r' && csv[i + 1] == '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                rows.Add(row);
                row = [];
                i++;
            }
            else
            {
                cell.Append(csv[i]);
            }
        }
        return rows;
    }
}
