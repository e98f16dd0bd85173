using System.IO.Compression;
using System.Text;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.QrMenu;

/// <summary>Answers that are packed, or written in other letters, over real HTTP.</summary>
public sealed class EncodedAnswerTests
{
    private const string Json =
        """{"result":true,"data":{"updates":[{"hash":"0x1","code":"waiter_call","table":1,"table_repr":{"id":1,"name":"Терраса ёж"}}]}}""";
    private const string Type = "Content-Type: application/json\r\n";

    private static async Task<PollAnswer> Answer(string headers, byte[] body)
    {
        await using var raw = RawServer.Answering(headers, body);
        using var server = new HttpMenuServer(
            Given.Server("Terrace", $"http://127.0.0.1:{raw.Port}", "key"),
            TimeSpan.FromSeconds(10),
            TimeProvider.System
        );
        return await server.GetEvents(null, TestContext.Current.CancellationToken);
    }

    private static async Task ShouldBeRead(string headers, byte[] body) =>
        (await Answer(headers, body)).ShouldBeOfType<PollAnswer.Updates>().Events.ShouldHaveSingleItem().TableName.ShouldBe("Терраса ёж");

    private static async Task<string> Problem(string headers, byte[] body)
    {
        var failed = (await Answer(headers, body)).ShouldBeOfType<PollAnswer.Failed>();
        failed.Failure.ShouldBe(PollFailure.Unreadable);
        return failed.Detail;
    }

    private static byte[] Pack(byte[] plain, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var stream = packer(packed))
        {
            stream.Write(plain);
        }
        return packed.ToArray();
    }

    private static byte[] Gzip(byte[] plain) => Pack(plain, stream => new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true));

    private static byte[] Brotli(byte[] plain) =>
        Pack(plain, stream => new BrotliStream(stream, CompressionLevel.Fastest, leaveOpen: true));

    private static byte[] Utf8 => Encoding.UTF8.GetBytes(Json);

    [Fact]
    public async Task Packed_answers_are_read()
    {
        await ShouldBeRead(Type + "Content-Encoding: gzip\r\n", Gzip(Utf8));
        await ShouldBeRead(Type + "Content-Encoding: X-GZip\r\n", Gzip(Utf8));
        await ShouldBeRead(Type + "Content-Encoding: br\r\n", Brotli(Utf8));
        await ShouldBeRead(
            Type + "Content-Encoding: deflate\r\n",
            Pack(Utf8, stream => new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        );
        await ShouldBeRead(
            Type + "Content-Encoding: deflate\r\n",
            Pack(Utf8, stream => new DeflateStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        );
        await ShouldBeRead(Type + "Content-Encoding: br, gzip\r\n", Gzip(Brotli(Utf8)));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity")]
    [InlineData("UTF-8")]
    [InlineData("zstd")]
    public async Task What_is_only_said_to_be_packed_is_read(string coding) =>
        await ShouldBeRead(Type + $"Content-Encoding: {coding}\r\n", Utf8);

    [Theory]
    [InlineData("")]
    [InlineData("Content-Encoding: br\r\n")]
    [InlineData("Content-Encoding: none\r\n")]
    public async Task What_is_gzip_is_read_whatever_it_is_said_to_be(string header)
    {
        if (header.Contains("br", StringComparison.Ordinal))
        {
            (await Problem(Type + header, Gzip(Utf8))).ShouldContain("can't be unpacked");
            return;
        }
        await ShouldBeRead(Type + header, Gzip(Utf8));
    }

    [Fact]
    public async Task What_can_not_be_unpacked_gets_a_sentence()
    {
        (await Problem(Type + "Content-Encoding: zstd\r\n", [0x28, 0xB5, 0x2F, 0xFD, 4, 0])).ShouldBe(
            "the answer is compressed as \"zstd\", which the bridge can't read: turn compression off at the server, or at what stands "
                + "before it"
        );
        (await Problem(Type + "Content-Encoding: gzip\r\n", [0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])).ShouldBe(
            "the answer is said to be compressed as \"gzip\", but can't be unpacked"
        );
        (await Problem(Type + "Content-Encoding: gzip, gzip, gzip, gzip\r\n", Gzip(Gzip(Gzip(Gzip(Utf8)))))).ShouldBe(
            "the answer is compressed 4 times over"
        );
    }

    [Fact]
    public async Task A_small_answer_that_unpacks_to_a_gigabyte_costs_no_more_than_a_long_one()
    {
        var bomb = Pack(
            [],
            stream =>
            {
                var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
                var zeros = new byte[1024 * 1024];
                zeros.AsSpan().Fill((byte)' ');
                for (var i = 0; i < 1024; i++)
                {
                    gzip.Write(zeros);
                }
                return gzip;
            }
        );
        bomb.Length.ShouldBeLessThan(BodyReader.Longest);
        var before = GC.GetTotalAllocatedBytes();
        (await Problem(Type + "Content-Encoding: gzip\r\n", bomb)).ShouldStartWith("the answer is longer than 16 MB");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(200L * 1024 * 1024);
    }

    [Fact]
    public async Task A_packed_answer_longer_than_is_read_gives_its_beginning()
    {
        var json = new StringBuilder("""{"result":true,"data":{"updates":[""");
        for (var i = 0; i < 20_000; i++)
        {
            json.Append($$"""{"hash":"0x{{i}}","code":"waiter_call","table":1,"note":"{{new string('x', 1000)}}"},""");
        }
        var updates = (
            await Answer(Type + "Content-Encoding: gzip\r\n", Gzip(Encoding.UTF8.GetBytes(json + "]}}")))
        ).ShouldBeOfType<PollAnswer.Updates>();
        updates.IsBeginning.ShouldBeTrue();
        updates.Events.Count.ShouldBeInRange(15_000, 17_000);
    }

    [Fact]
    public async Task Answers_in_other_letters_are_read()
    {
        await ShouldBeRead("Content-Type: application/json; charset=windows-1251\r\n", Cyrillic1251(Json));
        await ShouldBeRead("Content-Type: application/json; charset=\"CP1251\"\r\n", Cyrillic1251(Json));
        await ShouldBeRead(Type, Cyrillic1251(Json));
        await ShouldBeRead("Content-Type: application/json; charset=utf-8\r\n", Cyrillic1251(Json));
        await ShouldBeRead("Content-Type: application/json; charset=utf-16\r\n", Encoding.Unicode.GetBytes(Json));
        await ShouldBeRead(Type, Encoding.BigEndianUnicode.GetBytes(Json));
        foreach (
            var marked in (Encoding[])
                [
                    Encoding.UTF8,
                    Encoding.Unicode,
                    Encoding.BigEndianUnicode,
                    Encoding.UTF32,
                    new UTF32Encoding(bigEndian: true, byteOrderMark: true),
                ]
        )
        {
            await ShouldBeRead(Type, [.. marked.GetPreamble(), .. marked.GetBytes(Json)]);
        }
        await ShouldBeRead("Content-Type: application/json; charset=windows-1251\r\n", Utf8);
        await ShouldBeRead("Content-Type: application/json; charset=x-unknown\r\n", Utf8);
        await ShouldBeRead("Content-Type: application/json; charset=windows-1251\r\nContent-Encoding: gzip\r\n", Gzip(Cyrillic1251(Json)));
    }

    [Theory]
    [InlineData("cp866", new byte[] { 0x92, 0xA5, 0xE0, 0xE0, 0xA0, 0xE1, 0xA0, 0x20, 0xF1, 0xA6 })]
    [InlineData("KOI8-R", new byte[] { 0xF4, 0xC5, 0xD2, 0xD2, 0xC1, 0xD3, 0xC1, 0x20, 0xA3, 0xD6 })]
    [InlineData("iso-8859-5", new byte[] { 0xC2, 0xD5, 0xE0, 0xE0, 0xD0, 0xE1, 0xD0, 0x20, 0xF1, 0xD6 })]
    public async Task So_are_those_of_older_tills(string charset, byte[] name)
    {
        var parts = Json.Split("Терраса ёж");
        await ShouldBeRead(
            $"Content-Type: application/json; charset={charset}\r\n",
            [.. Encoding.ASCII.GetBytes(parts[0]), .. name, .. Encoding.ASCII.GetBytes(parts[1])]
        );
    }

    [Fact]
    public async Task Letters_that_nobody_knows_are_named() =>
        (await Problem("Content-Type: application/json; charset=ebcdic-cp-us\r\n", Cyrillic1251(Json))).ShouldBe(
            "the answer's letters are \"ebcdic-cp-us\", which the bridge can't read: set the server to UTF-8"
        );

    [Fact]
    public async Task One_broken_letter_among_good_ones_changes_no_other()
    {
        var body = Utf8;
        var at = body.AsSpan().IndexOf("ё"u8);
        body[at] = 0xFF;
        var read = (await Answer(Type, body)).ShouldBeOfType<PollAnswer.Updates>().Events.ShouldHaveSingleItem();
        read.TableName!.ShouldStartWith("Терраса ");
    }

    // By the code page's own order, since the library has no tables of it without another package.
    private static byte[] Cyrillic1251(string text) =>
        [
            .. text.Select(c =>
                c switch
                {
                    'ё' => (byte)0xB8,
                    >= 'А' and <= 'я' => (byte)(0xC0 + c - 'А'),
                    _ => (byte)c,
                }
            ),
        ];
}
