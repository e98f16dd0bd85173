using QrMenuTelegram.Operations.Check;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.Support;
using static QrMenuTelegram.Tests.Storage.DatabaseTests;

namespace QrMenuTelegram.Tests.Operations.Check;

public sealed class WordsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, null, "api.telegram.org can't be reached")]
    [InlineData("socks5://u:secret@10.0.0.1:1080", null, "Telegram__Proxy: no answer through this proxy")]
    [InlineData(null, "http://10.0.0.2:8081", "Telegram__ApiUrl: no Bot API server answers at http://10.0.0.2:8081")]
    public void An_unreachable_telegram_is_blamed_on_what_is_configured(string? proxy, string? api, string begin)
    {
        var words = TelegramMessages.Explain(TelegramFailure.Unreachable, "refused", Given.Telegram("1:a", api, proxy));
        words.ShouldStartWith(begin);
        words.ShouldContain("(refused)");
        words.ShouldNotContain("secret");
    }

    [Fact]
    public void A_wrong_token_is_blamed_on_where_it_comes_from()
    {
        TelegramMessages
            .Explain(TelegramFailure.Unauthorized, "401", new TelegramOptions { Token = new("1:a", "Telegram__Token") })
            .ShouldStartWith("Telegram__Token:");
        TelegramMessages
            .Explain(TelegramFailure.Unauthorized, "401", new TelegramOptions { Token = new("1:a", "Telegram__TokenFile") })
            .ShouldStartWith("Telegram__TokenFile:");
    }

    [Theory]
    [InlineData(PollFailure.WrongToken, "QrMenu__Servers__Terrace__Token")]
    [InlineData(PollFailure.Refused, "QrMenu__Servers__Terrace__Token")]
    [InlineData(PollFailure.TimedOut, "QrMenu__Servers__Terrace__Url")]
    [InlineData(PollFailure.ServerError, "QrMenu__Servers__Terrace__Url")]
    [InlineData(PollFailure.Unreadable, "QrMenu__Servers__Terrace__Url")]
    public void Every_failure_of_a_server_names_a_variable(PollFailure failure, string variable)
    {
        var access = Given.Server("Terrace", "https://10.0.0.5", "key");
        var detail =
            failure == PollFailure.WrongToken
                ? "the server refused the key (status 401): check QrMenu__Servers__Terrace__Token"
                : "so it went";
        ServerMessages.Explain(new PollAnswer.Failed(failure, detail), access).ShouldContain(variable);
    }

    [Fact]
    public void An_empty_queue_is_no_failure() =>
        QueueMessages.Describe([]).ShouldBe("no events queued (nobody called in the last minutes)");

    [Fact]
    public void Tables_are_counted_in_their_natural_order_and_not_without_end()
    {
        var events = Enumerable
            .Range(1, 30)
            .Reverse()
            .Select(i => new Events.MenuEvent("T", "h" + i, "waiter_call", "100" + i, "" + i, null, null, null, true, "{}"))
            .ToList();
        QueueMessages
            .Describe(events)
            .ShouldBe("30 events queued, of tables 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 and 10 more");
    }

    [Fact]
    public void The_database_is_looked_through_whether_or_not_the_bridge_works_with_it()
    {
        var path = _folder.File("bridge.db");
        Look(path).ShouldContain("ok    Storage         " + path + " will be made at the first start");
        using (Database.Open(path))
        {
            Look(path).ShouldContain("the bridge is running with it");
        }
        Look(path).TrimEnd().ShouldBe("ok    Storage         " + path);
        File.WriteAllBytes(path, [.. File.ReadAllBytes(path).Take(8192), .. new byte[8192]]);
        Look(path).ShouldContain("FAIL  Storage");
    }

    [Fact]
    public void A_database_of_another_program_fails()
    {
        var path = _folder.File("other.db");
        using (var foreign = Foreign(path))
        {
            Run(foreign, "CREATE TABLE cookies (x)");
        }
        Look(path).ShouldContain("the database of another program");
    }

    private static string Look(string path)
    {
        var output = new StringWriter { NewLine = "\n" };
        StorageCheck.Run(path, new Screen(output));
        return output.ToString();
    }
}
