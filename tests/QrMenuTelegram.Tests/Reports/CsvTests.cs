using System.Text;
using CsCheck;
using QrMenuTelegram.Reports.Export;

namespace QrMenuTelegram.Tests.Reports;

public sealed class CsvTests
{
    private static readonly string[] Nasty = ["=HYPERLINK(\"http://x\")", "-1", "@SUM(A1)", "Стол 6", "\t=1", "＝1", " "];
    private static readonly Gen<char> Separator = Gen.Bool.Select(semicolon => semicolon ? ';' : ',');

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String, Gen.String[Gen.Char["=+-@;,\"'\r\n\t aя0"], 0, 8], Gen.Int[0, Nasty.Length - 1].Select(i => Nasty[i]));

    [Fact]
    public void What_is_written_is_read_again_cell_by_cell_but_for_the_apostrophe_before_formulas() =>
        Gen.Select(Text.Array[1, 5].Array[1, 6], Separator).Sample((rows, separator) =>
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
        });

    [Fact]
    public void No_cell_begins_as_a_formula_would() =>
        Gen.Select(Text, Separator).Sample((text, separator) =>
        {
            var csv = new Csv(separator);
            csv.Add(text);
            var cell = Read(Encoding.UTF8.GetString(csv.ToBytes()[3..]), separator)[0][0];
            (cell.Trim() is ['=' or '+' or '-' or '@', ..]).ShouldBeFalse();
        });

    [Fact]
    public void It_opens_right_in_Excel()
    {
        var csv = new Csv(';');
        csv.Add("Стол", "a;b", "say \"hi\"", "two\r\nlines", " edge");
        csv.Add("-5", CsvCell.Ready("-5"), CsvCell.Empty, "=1+1");
        csv.ToBytes()[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        Encoding.UTF8.GetString(csv.ToBytes()[3..]).ShouldBe(
            "Стол;\"a;b\";\"say \"\"hi\"\"\";\"two\r\nlines\";\" edge\"\r\n'-5;-5;;'=1+1\r\n");
    }

    private static string Restored(string cell) =>
        cell.StartsWith('\'') && cell.Length > 1 && (cell[1] is '\t' or '\r' or '\n' || cell[1..].TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..])
            ? cell[1..]
            : cell;

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
