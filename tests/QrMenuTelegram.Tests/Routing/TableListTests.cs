using CsCheck;
using QrMenuTelegram.Events;
using QrMenuTelegram.Routing;
using QrMenuTelegram.Tests.Support;

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
    [InlineData("1 - 8", "1 2 3 4 5 6 7 8")]
    [InlineData("1- 3", "1 2 3")]
    [InlineData("1 –3", "1 2 3")]
    [InlineData("A1 — A3", "A1 A2 A3")]
    [InlineData("1\u22123", "1 2 3")]
    [InlineData("1\u20113", "1 2 3")]
    [InlineData("1\uFF0D3", "1 2 3")]
    [InlineData("1\u27963", "1 2 3")]
    [InlineData("1..3", "1 2 3")]
    [InlineData("1…3", "1 2 3")]
    [InlineData("1 ... 3", "1 2 3")]
    [InlineData("1~3", "1 2 3")]
    [InlineData("1->3", "1 2 3")]
    [InlineData("１－３", "1 2 3")]
    [InlineData("١-٣", "1 2 3")]
    [InlineData("¹⁻³", "1 2 3")]
    [InlineData("①, ②; ⑫", "1 2 12")]
    [InlineData("1️⃣ 2️⃣", "1 2")]
    [InlineData("1-3\u200B", "1 2 3")]
    [InlineData("\uFEFF1\u200D-\u00AD3\u200F", "1 2 3")]
    [InlineData("\u202A1-3\u202C", "1 2 3")]
    [InlineData("1\u00A0-\u00A03\u2800", "1 2 3")]
    [InlineData("(1-3)", "1 2 3")]
    [InlineData("[1-3], (5)", "1 2 3 5")]
    [InlineData("( 1 - 3 )", "1 2 3")]
    [InlineData("【1-3】", "1 2 3")]
    [InlineData("1-3.", "1 2 3")]
    [InlineData("1， 2、 3", "1 2 3")]
    [InlineData("с 1 по 3", "1 2 3")]
    [InlineData("С 1-го по 3-й", "1 2 3")]
    [InlineData("от 1 до 3 и 7", "1 2 3 7")]
    [InlineData("from 1 to 3", "1 2 3")]
    [InlineData("between 1 and 3", "1 2 3")]
    [InlineData("2 по 4", "2 3 4")]
    [InlineData("1, 2, 3 и 4", "1 2 3 4")]
    [InlineData("1 + 2 & 3", "1 2 3")]
    [InlineData("1-8 кроме 5", "1 2 3 4 6 7 8")]
    [InlineData("1-8, кроме столов 5 и 6", "1 2 3 4 7 8")]
    [InlineData("1-8 за исключением 5", "1 2 3 4 6 7 8")]
    [InlineData("1-8 except for 2-7", "1 8")]
    [InlineData("№6", "6")]
    [InlineData("№ 6, №7", "6 7")]
    [InlineData("#6 #7", "6 7")]
    [InlineData("No. 6 no 7", "6 7")]
    [InlineData("№1 – №3", "1 2 3")]
    [InlineData("стол 6", "6")]
    [InlineData("Стол №6", "6")]
    [InlineData("столы 1-3", "1 2 3")]
    [InlineData("столы: с 1 по 3", "1 2 3")]
    [InlineData("стол6", "6")]
    [InlineData("стол A3", "A3")]
    [InlineData("table 6", "6")]
    [InlineData("tables 1 to 3", "1 2 3")]
    [InlineData("Table6 - Table8", "6 7 8")]
    [InlineData("VIP(2)", "VIP(2)")]
    [InlineData("5²", "5²")]
    [InlineData("A1-B3", "A1-B3")]
    [InlineData("1-2-3", "1-2-3")]
    [InlineData("A10 A2 A1", "A1 A2 A10")]
    [InlineData("\"Стол у окна\" 2", "2 Стол_у_окна")]
    [InlineData("«Летний  дворик», “VIP 2”", "VIP_2 Летний_дворик")]
    [InlineData("\"1-3\"", "1-3")]
    [InlineData("\"Бар \"\"У Гоши\"\"\"", "Бар_\"У_Гоши\"")]
    public void A_list_is_read_as_people_type_it(string typed, string tables) => Names(TableList.Read(typed)).ShouldBe(tables);

    [Theory]
    [InlineData("", TableListFault.Empty, "", "1-8 12 VIP")]
    [InlineData(" , ", TableListFault.Empty, "", "1-8 12 VIP")]
    [InlineData("1 \"VIP", TableListFault.OpenQuote, "\"VIP", "\"VIP\"")]
    [InlineData("5\"6 7", TableListFault.QuoteInside, "5\"6", "\"5\"\"6\"")]
    [InlineData("\"\"", TableListFault.EmptyName, "\"\"", "\"VIP 2\"")]
    [InlineData("1 стол", TableListFault.WordForTable, "стол", "\"стол\"")]
    [InlineData("5»6", TableListFault.QuoteInside, "5»6", "\"5»6\"")]
    [InlineData("1-1001", TableListFault.WideRange, "1-1001", "1000")]
    [InlineData("1 @Центр", TableListFault.ServerInside, "@Центр", "\"@Центр\"")]
    [InlineData("VIP - 8", TableListFault.HalfRange, "-", "1-8")]
    [InlineData("1- VIP", TableListFault.HalfRange, "1-", "1-8")]
    [InlineData("все кроме 5", TableListFault.AllExcept, "кроме", "1-4 6-8")]
    [InlineData("1-3 кроме 5", TableListFault.NotAmong, "5", "1-3")]
    [InlineData("1-3 кроме 1-3", TableListFault.Empty, "", "1-8 12 VIP")]
    [InlineData("8-1", TableListFault.BackwardRange, "8-1", "1-8")]
    [InlineData("A8-A1", TableListFault.BackwardRange, "A8-A1", "A1-A8")]
    [InlineData("1-100000", TableListFault.WideRange, "1-100000", "1000")]
    [InlineData("1-600 1001-1600", TableListFault.TooMany, "1001-1600", "1000")]
    [InlineData("999999999-9999999999", null, "", "")]
    public void What_is_wrong_is_said_with_its_piece_and_the_right_form(string typed, TableListFault? fault, string piece, string form)
    {
        if (fault is null)
        {
            TableList.Read(typed).Good();
            return;
        }
        TableList.Read(typed).Complaint().ShouldBe(new TableListComplaint(fault.Value, piece, form));
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
    public void A_word_for_a_table_is_no_table(string word)
    {
        Names(TableList.Read(word + " 5")).ShouldBe("5");
        TableList.Read(word).Complaint().ShouldBe(new TableListComplaint(TableListFault.WordForTable, word, $"\"{word}\""));
    }

    [Theory]
    [InlineData("1-8 12 A3 5а VIP \"у окна\" \"по\"", "")]
    [InlineData("вип 1", "вип")]
    [InlineData("с 1 и по 8", "с, по")]
    [InlineData("1-8 мои", "мои")]
    [InlineData("N6 1", "N6")]
    [InlineData("с1 по8", "по8")]
    [InlineData("1/2, 1-2-3, A1-B3", "1-2-3, 1/2, A1-B3")]
    [InlineData("Терраса", "Терраса")]
    [InlineData("1 2 и", "и")]
    [InlineData("5²", "5²")]
    public void What_does_not_look_like_the_number_of_a_table_is_doubtful(string typed, string doubtful) =>
        string.Join(", ", TableList.Read(typed).Good().Doubtful.Select(name => name.Text)).ShouldBe(doubtful);

    [Fact]
    public void However_a_list_is_decorated_it_names_the_same_tables() =>
        Gen.Select(AnyList, Decoration.Array[12])
            .Sample(
                (list, decorations) =>
                {
                    var plain = TableList.Read(
                        string.Join(", ", list.Select(one => one.From == one.To ? $"{one.From}" : $"{one.From}-{one.To}"))
                    );
                    var typed = string.Concat(list.Select((one, i) => Decorated(one, decorations[i], i == 0)));
                    Names(TableList.Read(typed)).ShouldBe(Names(plain), typed);
                }
            );

    private static readonly Gen<(int From, int To)[]> AnyList = Gen.Select(Gen.Int[1, 90], Gen.Int[0, 9])
        .Select((from, more) => (From: from, To: from + more))
        .Array[1, 6];

    private static readonly string[] Dashes =
    [
        "-",
        "–",
        "—",
        "−",
        "\u2010",
        "\u2011",
        "\u2012",
        "\u2015",
        "\u2043",
        "\uFE63",
        "\uFF0D",
        "..",
        "…",
        "...",
        " - ",
        " – ",
        "- ",
        " —",
        "~",
        "→",
    ];

    private static readonly string[] Nothings = ["", "\u200B", "\u200D", "\uFEFF", "\u00AD", "\u200E", "\u2066", "\u2060", "\uFE0F"];
    private static readonly string[] Befores = ["", "№", "#", "№ ", "стол ", "Столы ", "table ", "(", "[", "(№", "стол №"];
    private static readonly string[] Spaces = [", ", " ", ";", "\n", "\u00A0", "，", " и ", " and ", " , ", "\u3000", "، ", " + "];
    private static readonly string[] Digits = ["0", "０", "٠", "०", "𝟎", "۰"];

    private static readonly Gen<int[]> Decoration = Gen.Int[0, 1000].Array[6];

    private static string Decorated((int From, int To) one, int[] choice, bool isFirst)
    {
        var before = Befores[choice[0] % Befores.Length];
        var after = before switch
        {
            "(" or "(№" => ")",
            "[" => "]",
            _ => "",
        };
        var number =
            one.From == one.To ? Digit(one.From)
            : choice[1] % 5 == 0 ? $"с {Digit(one.From)} по {Digit(one.To)}"
            : Digit(one.From) + Nothing(choice[3]) + Dashes[choice[1] % Dashes.Length] + Nothing(choice[4]) + Digit(one.To);
        return (isFirst ? "" : Spaces[choice[2] % Spaces.Length])
            + (number.StartsWith('с') ? "" : before)
            + number
            + (number.StartsWith('с') ? "" : after)
            + Nothing(choice[3]);

        string Digit(int n)
        {
            var zero = char.ConvertToUtf32(Digits[choice[5] % Digits.Length], 0);
            return string.Concat(n.ToString().Select(c => char.ConvertFromUtf32(zero + c - '0')));
        }

        static string Nothing(int n) => Nothings[n % Nothings.Length];
    }

    [Fact]
    public void What_an_earlier_version_stored_means_what_it_meant()
    {
        string.Join('|', TableList.Parse("1-3, 12, с, по, VIP, kitchen, \"1-8\", 1\u22128").Select(table => table.Text))
            .ShouldBe("1|1-8|2|3|12|с|kitchen|VIP|по");
        TableList.Parse("").ShouldBeEmpty();
    }

    [Fact]
    public void A_thousand_tables_may_be_named_and_none_more()
    {
        Names(TableList.Read("1-1000")).Split(' ').Length.ShouldBe(1000);
        Names(TableList.Read("1-999 1000")).Split(' ').Length.ShouldBe(1000);
        TableList.Read("1-999 1000 1001").Complaint().ShouldBe(new TableListComplaint(TableListFault.TooMany, "1001", "1000"));
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
        TableList.Format(TableList.Read(typed).Good().Tables).ShouldBe(shown);

    [Fact]
    public void What_is_shown_reads_back_as_the_same_tables() =>
        AnyTables.Sample(tables =>
        {
            var ordered = TableList.InOrder(tables);
            var back = TableList.Read(TableList.Format(ordered)).Good().Tables;
            back.Select(table => table.Text).ShouldBe(ordered.Select(table => table.Text));
            TableList.Parse(TableList.Format(ordered)).Select(table => table.Text).ShouldBe(ordered.Select(table => table.Text));
        });

    [Fact]
    public void Nothing_that_can_be_typed_makes_it_throw() =>
        Gen.String[AwkwardChars, 0, 40].Sample(typed => TableList.Read(typed).ShouldNotBeNull());

    [Fact]
    public void Natural_order_is_a_total_order_that_agrees_with_equality() =>
        Gen.Select(AnyName, AnyName, AnyName)
            .Sample(
                (x, y, z) =>
                {
                    var order = NaturalOrder.Instance;
                    (order.Compare(x, y) == 0).ShouldBe(x == y);
                    Math.Sign(order.Compare(x, y)).ShouldBe(-Math.Sign(order.Compare(y, x)));
                    if (order.Compare(x, y) <= 0 && order.Compare(y, z) <= 0)
                    {
                        order.Compare(x, z).ShouldBeLessThanOrEqualTo(0);
                    }
                }
            );

    private static readonly Gen<char> AwkwardChars = Gen.OneOf(Gen.OneOf([.. "0123456789 ,;-–\"«»“”„@#№AaБстолеVIP\n\t<&"]), Gen.Char);

    private static readonly Gen<TableName> AnyName = Gen.OneOf(
            Gen.Int[0, 1200].Select(n => n.ToString()),
            Gen.Int[0, 120].Select(n => n.ToString("00")),
            Gen.Int[0, 20].Select(n => "A" + n),
            Gen.OneOf("стол", "@Центр", "-", "1-", "1-8", "VIP", "vip", "№", "a 1", "с", "по", "no7", "все", "кроме"),
            Gen.String[AwkwardChars, 1, 12]
        )
        .Select(text => new TableName(text))
        .Where(name => name.Text.Length > 0);

    private static readonly Gen<TableName[]> AnyTables = AnyName.Array[1, 60];

    private static string Names(Parsed<TypedTableList, TableListComplaint> reading) =>
        string.Join(' ', reading.Good().Tables.Select(table => table.Text.Replace(' ', '_')));
}
