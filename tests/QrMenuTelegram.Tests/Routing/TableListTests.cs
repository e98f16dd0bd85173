using CsCheck;
using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Tests.Routing;

public sealed class TableListTests
{
    [Theory]
    [InlineData("1-8 12 A3 VIP", "1 2 3 4 5 6 7 8 12 A3 VIP")]
    [InlineData("12,3;  7", "3 7 12")]
    [InlineData("vip VIP 1 1-2", "1 2 vip")]
    [InlineData("1–3", "1 2 3")]
    [InlineData("08-11", "08 09 10 11")]
    [InlineData("A1-A3", "A1 A2 A3")]
    [InlineData("5-5", "5")]
    [InlineData("8-011", "008 009 010 011")]
    [InlineData("0-2", "0 1 2")]
    [InlineData("»5", "»5")]
    [InlineData("A1-B3", "A1-B3")]
    [InlineData("1-2-3", "1-2-3")]
    [InlineData("A10 A2 A1", "A1 A2 A10")]
    [InlineData("\"Стол у окна\" 2", "2 Стол_у_окна")]
    [InlineData("«Летний  дворик», “VIP 2”", "VIP_2 Летний_дворик")]
    [InlineData("\"1-3\"", "1-3")]
    [InlineData("\"Бар \"\"У Гоши\"\"\"", "Бар_\"У_Гоши\"")]
    public void A_list_is_read_as_people_type_it(string typed, string tables) =>
        Names(TableList.Read(typed)).ShouldBe(tables);

    [Theory]
    [InlineData("", TableListFault.Empty, "", "1-8 12 VIP")]
    [InlineData(" , ", TableListFault.Empty, "", "1-8 12 VIP")]
    [InlineData("1 \"VIP", TableListFault.OpenQuote, "\"VIP", "\"VIP\"")]
    [InlineData("5\"6 7", TableListFault.QuoteInside, "5\"6", "\"5\"\"6\"")]
    [InlineData("\"\"", TableListFault.EmptyName, "\"\"", "\"VIP 2\"")]
    [InlineData("Стол 5", TableListFault.WordForTable, "Стол 5", "\"Стол 5\"")]
    [InlineData("1 стол", TableListFault.WordForTable, "стол", "\"стол\"")]
    [InlineData("5»6", TableListFault.QuoteInside, "5»6", "\"5»6\"")]
    [InlineData("1-1001", TableListFault.WideRange, "1-1001", "1000")]
    [InlineData("1 @Центр", TableListFault.ServerInside, "@Центр", "\"@Центр\"")]
    [InlineData("1 - 8", TableListFault.HalfRange, "-", "1-8")]
    [InlineData("1- 8", TableListFault.HalfRange, "1-", "1-8")]
    [InlineData("8-1", TableListFault.BackwardRange, "8-1", "1-8")]
    [InlineData("A8-A1", TableListFault.BackwardRange, "A8-A1", "A1-A8")]
    [InlineData("1-100000", TableListFault.WideRange, "1-100000", "1000")]
    [InlineData("1-600 1001-1600", TableListFault.TooMany, "1001-1600", "1000")]
    [InlineData("999999999-9999999999", null, "", "")]
    public void What_is_wrong_is_said_with_its_piece_and_the_right_form(string typed, TableListFault? fault, string piece, string form)
    {
        if (fault is null)
        {
            TableList.Read(typed).ShouldBeOfType<TableList.Reading.Ok>();
            return;
        }
        TableList.Read(typed).ShouldBe(new TableList.Reading.Wrong(fault.Value, piece, form));
    }

    [Theory]
    [InlineData("стол")]
    [InlineData("СТОЛА")]
    [InlineData("столы")]
    [InlineData("столов")]
    [InlineData("столик")]
    [InlineData("столики")]
    [InlineData("table")]
    [InlineData("Tables")]
    [InlineData("№")]
    [InlineData("#")]
    public void A_word_for_a_table_is_no_table(string word) =>
        TableList.Read(word + " 5").ShouldBe(new TableList.Reading.Wrong(TableListFault.WordForTable, word + " 5", $"\"{word} 5\""));

    [Fact]
    public void A_thousand_tables_may_be_named_and_none_more()
    {
        Names(TableList.Read("1-1000")).Split(' ').Length.ShouldBe(1000);
        Names(TableList.Read("1-999 1000")).Split(' ').Length.ShouldBe(1000);
        TableList.Read("1-999 1000 1001").ShouldBe(new TableList.Reading.Wrong(TableListFault.TooMany, "1001", "1000"));
        TableList.Format([.. Enumerable.Range(1, 1001).Select(n => new TableName(n.ToString()))]).ShouldBe("1-1000, 1001");
    }

    [Theory]
    [InlineData("1 2 3 4 12 VIP", "1-4, 12, VIP")]
    [InlineData("1 2", "1, 2")]
    [InlineData("A1 A2 A3 B1", "A1-A3, B1")]
    [InlineData("01 02 03", "01-03")]
    [InlineData("999999997 999999998 999999999", "999999997-999999999")]
    [InlineData("999999998 999999999 1000000000", "999999998, 999999999, 1000000000")]
    [InlineData("\"Стол 1\" \"Стол 2\" \"Стол 3\"", "\"Стол 1\", \"Стол 2\", \"Стол 3\"")]
    [InlineData("\"стол\" \"1-3\"", "\"1-3\", \"стол\"")]
    public void A_list_is_shown_in_its_shortest_form(string typed, string shown) =>
        TableList.Format(((TableList.Reading.Ok)TableList.Read(typed)).Tables).ShouldBe(shown);

    [Fact]
    public void What_is_shown_reads_back_as_the_same_tables() =>
        AnyTables.Sample(tables =>
        {
            var ordered = TableList.InOrder(tables);
            var back = TableList.Read(TableList.Format(ordered)).ShouldBeOfType<TableList.Reading.Ok>().Tables;
            back.Select(table => table.Text).ShouldBe(ordered.Select(table => table.Text));
        });

    [Fact]
    public void Nothing_that_can_be_typed_makes_it_throw() =>
        Gen.String[AwkwardChars, 0, 40].Sample(typed => TableList.Read(typed).ShouldNotBeNull());

    [Fact]
    public void Natural_order_is_a_total_order_that_agrees_with_equality() =>
        Gen.Select(AnyName, AnyName, AnyName).Sample((x, y, z) =>
        {
            var order = NaturalOrder.Instance;
            (order.Compare(x, y) == 0).ShouldBe(x == y);
            Math.Sign(order.Compare(x, y)).ShouldBe(-Math.Sign(order.Compare(y, x)));
            if (order.Compare(x, y) <= 0 && order.Compare(y, z) <= 0)
            {
                order.Compare(x, z).ShouldBeLessThanOrEqualTo(0);
            }
        });

    private static readonly Gen<char> AwkwardChars = Gen.OneOf(
        Gen.OneOf([.. "0123456789 ,;-–\"«»“”„@#№AaБстолеVIP\n\t<&"]), Gen.Char);

    private static readonly Gen<TableName> AnyName = Gen.OneOf(
            Gen.Int[0, 1200].Select(n => n.ToString()),
            Gen.Int[0, 120].Select(n => n.ToString("00")),
            Gen.Int[0, 20].Select(n => "A" + n),
            Gen.OneOf("стол", "@Центр", "-", "1-", "1-8", "VIP", "vip", "№", "a 1"),
            Gen.String[AwkwardChars, 1, 12])
        .Select(text => new TableName(text)).Where(name => name.Text.Length > 0);

    private static readonly Gen<TableName[]> AnyTables = AnyName.Array[1, 60];

    private static string Names(TableList.Reading reading) =>
        string.Join(' ', reading.ShouldBeOfType<TableList.Reading.Ok>().Tables.Select(table => table.Text.Replace(' ', '_')));
}
