using QrMenuTelegram.Calls;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Operations.Settings;

public sealed class BridgeSettingsTests : IDisposable
{
    private const string Token = "123456789:AAE-secret_secret_secret_secret_secre";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _set = new()
    {
        ["Telegram__Token"] = Token,
        ["QrMenu__Servers__Terrace__Url"] = "https://10.0.0.5:8443",
        ["QrMenu__Servers__Terrace__Token"] = "key",
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_contract_s_least_is_enough_and_the_rest_has_its_defaults()
    {
        var settings = Read();
        settings.Warnings.ShouldBeEmpty();
        settings.Telegram.Token.Value.ShouldBe(Token);
        settings.Telegram.ApiUrl.ShouldBeNull();
        settings.Telegram.Proxy.ShouldBeNull();
        settings.Telegram.Managers.ShouldBeEmpty();
        settings.Servers.ShouldHaveSingleItem().ToString().ShouldBe("Terrace at 10.0.0.5:8443");
        settings.QrMenu.PollInterval.ShouldBe(TimeSpan.FromSeconds(1));
        settings.QrMenu.Timeout.ShouldBe(TimeSpan.FromSeconds(10));
        settings.QrMenu.QueueWindow.ShouldBe(TimeSpan.FromMinutes(5));
        settings.Restaurant.Language.ShouldBe("ru");
        settings.Restaurant.TimeZone.Id.ShouldBe("Europe/Moscow");
        settings.Restaurant.Currency.ShouldBe("₽");
        settings.Delivery.PrivatePerSecond.ShouldBe(1);
        settings.Delivery.GroupPerMinute.ShouldBe(20);
        settings.Delivery.BotPerSecond.ShouldBe(30);
        settings.Storage.Path.ShouldBe("data/qrmenu-telegram.db");
    }

    [Fact]
    public void Values_reach_their_options_in_their_types()
    {
        _set["Telegram__ApiUrl"] = "http://localhost:8081";
        _set["Telegram__Proxy"] = "socks5://user:pa$$@10.0.0.1:1080";
        _set["Telegram__Managers"] = "1, 22 ,,";
        _set["QrMenu__Servers__Terrace__CertificateSha256"] = string.Join(':', Enumerable.Repeat("aB", 32));
        _set["QrMenu__Timeout"] = "33s";
        _set["Restaurant__TimeZone"] = "Asia/Tokyo";
        _set["Restaurant__Hours"] = "10:00-24:00";
        _set["Restaurant__SystemWaiters"] = "Касса 1, Anna";
        _set["Messages__Folder"] = _folder.Path;
        _set["Calls__Steps__2__After"] = "00:01:00";
        _set["Calls__Steps__2__To"] = "Managers";
        _set["Calls__Steps__1__After"] = "00:00:33";
        _set["Calls__Steps__1__Silent"] = "true";
        _set["Calls__Codes__Bill_Request__Steps__1__After"] = "00:00:44";
        _set["Calls__Halls__Летняя веранда__Steps__1__After"] = "00:00:55";
        _set["Calls__CloseOnTake"] = "True";
        _set["Delivery__PrivatePerSecond"] = "0.75";
        _set["Delivery__GroupPerMinute"] = "7";
        var settings = Read();
        settings.Warnings.ShouldBeEmpty();
        settings.Telegram.ApiUrl.ShouldBe(new Uri("http://localhost:8081"));
        settings.Telegram.Proxy!.Address.ShouldBe(new Uri("socks5://10.0.0.1:1080"));
        settings.Telegram.Proxy.Credentials!.GetCredential(new Uri("http://any"), "Basic")!.Password.ShouldBe("pa$$");
        settings.Telegram.Managers.ShouldBe([1, 22], ignoreOrder: true);
        settings.QrMenu.Timeout.ShouldBe(TimeSpan.FromSeconds(33));
        settings.Restaurant.TimeZone.BaseUtcOffset.ShouldBe(TimeSpan.FromHours(9));
        settings.Restaurant.Hours.ShouldBe(new WorkingHours(new TimeOnly(10, 0), new TimeOnly(0, 0)));
        settings.Restaurant.SystemWaiters.ShouldBe(new[] { "Касса 1", "Anna" }.Select(Events.TableName.MakeKey), ignoreOrder: true);
        settings.Messages.Folder.ShouldBe(_folder.Path);
        settings.Calls.Ladder.Steps.ShouldBe([
            new(TimeSpan.FromSeconds(33), LadderTarget.Chats, true),
            new(TimeSpan.FromMinutes(1), LadderTarget.Managers, false),
        ]);
        settings.Calls.CodeLadders["Bill_Request"].Steps.ShouldHaveSingleItem().After.ShouldBe(TimeSpan.FromSeconds(44));
        settings.Calls.HallLadders["Летняя веранда"].Steps.ShouldHaveSingleItem().After.ShouldBe(TimeSpan.FromSeconds(55));
        settings.Calls.CloseOnTake.ShouldBeTrue();
        settings.Delivery.PrivatePerSecond.ShouldBe(0.75);
        settings.Delivery.GroupPerMinute.ShouldBe(7);
    }

    // These take any text: they are only found wrong by what they name, later.
    private static readonly string[] AnyText =
    [
        "Restaurant__Language",
        "Restaurant__SystemWaiters",
        "Storage__Path",
        "Storage__Backups__Folder",
        "Storage__Backups__Passphrase",
        "QrMenu__Servers__NAME__Token",
        "Alarm__Mail__User",
        "Alarm__Mail__Password",
    ];

    [Fact]
    public void A_wrong_value_of_each_variable_is_told_with_its_name()
    {
        foreach (var variable in KnownVariables.All.Select(variable => variable.Name).Except(AnyText))
        {
            var set = new Dictionary<string, string?>(_set) { [variable] = "/no such thing/" };
            if (variable == "Telegram__TokenFile")
            {
                set.Remove("Telegram__Token");
            }
            Should
                .Throw<SettingsException>(() => BridgeSettings.Read(Given.Configuration(set)), variable)
                .Problems.ShouldContain(problem => problem.Variable == variable, variable);
        }
    }

    [Fact]
    public void A_step_without_its_time_is_told()
    {
        _set["Calls__Steps__1__To"] = "managers";
        Should
            .Throw<SettingsException>(() => Read())
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldStartWith("Calls__Steps__1__After is 00:00:00. Choose between 00:00:05 and");
    }

    [Fact]
    public void Managers_that_are_no_ids_are_all_named()
    {
        _set["Telegram__Managers"] = " 1,22 ,, @anna, -5, 3x,0";
        Should
            .Throw<SettingsException>(() => Read())
            .Problems.ShouldHaveSingleItem()
            .Wrong.ShouldBe("holds '@anna' and '-5' and '3x' and '0'");
    }

    [Fact]
    public void A_wrong_value_does_not_spoil_what_is_judged_together()
    {
        _set["QrMenu__QueueWindow"] = "100d";
        _set["Delivery__KeepRefused"] = "1s";
        Should
            .Throw<SettingsException>(() => Read())
            .Problems.Select(problem => problem.Variable)
            .ShouldBe(["QrMenu__QueueWindow", "Delivery__KeepRefused"]);
    }

    [Fact]
    public void An_empty_value_counts_as_not_set()
    {
        _set["Telegram__Proxy"] = "";
        _set["QrMenu__Timeout"] = "  ";
        _set["QrMenu__Servers__Terrace__CertificateSha256"] = "";
        Read().Telegram.Proxy.ShouldBeNull();
        Read().QrMenu.Timeout.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("Telegram__Token", null, "is not set", "@BotFather")]
    [InlineData("Telegram__Token", "secret", "is not a bot token", "Copy the whole token")]
    [InlineData("Telegram__Token", "12:se cret", "is not a bot token", "Copy the whole token")]
    [InlineData("Telegram__ApiUrl", "telegram.local", "is 'telegram.local'", "http://host:port")]
    [InlineData("Telegram__Proxy", "10.0.0.1:1080", "does not say which kind of proxy it is", "socks5://user:password@host:port")]
    [InlineData("Telegram__Proxy", "ftp://10.0.0.1:21", "begins with ftp://", "socks5://")]
    [InlineData("Telegram__Proxy", "socks5://10.0.0.1", "has no port", "1080")]
    [InlineData("Telegram__Proxy", "socks5://:1080", "has no host", "socks5://")]
    [InlineData("Telegram__Proxy", "socks5://me:p@ss@10.0.0.1:1080", "a character that means something else", "%40 for @")]
    [InlineData("Telegram__Proxy", "http://me:p/ss@10.0.0.1:3128", "a character that means something else", "%2F for /")]
    [InlineData(
        "Telegram__Proxy",
        "tg://proxy?server=10.0.0.1&port=443&secret=ee",
        "is an MTProto proxy",
        "SOCKS5 or HTTP proxy is needed"
    )]
    [InlineData(
        "Telegram__Proxy",
        "https://t.me/proxy?server=10.0.0.1&port=443&secret=ee",
        "is an MTProto proxy",
        "SOCKS5 or HTTP proxy is needed"
    )]
    [InlineData(
        "Telegram__Proxy",
        "t.me/socks?server=10.0.0.1&port=1080&user=me&pass=secret",
        "is a link for Telegram's apps",
        "socks5://user:password@server:port"
    )]
    [InlineData("Telegram__ApiUrl", "https://relay.test/?to=telegram", "has a ? or #", "path")]
    [InlineData("Telegram__Managers", "111, @ivan", "holds '@ivan'", "numeric ids")]
    [InlineData("Telegram__Managers", "-100200", "holds '-100200'", "numeric ids")]
    [InlineData("QrMenu__Servers__Terrace__Url", null, "is missing", "https://IP:PORT")]
    [InlineData("QrMenu__Servers__Terrace__Url", "10.0.0.5:8443", "is not an address", "https://IP:PORT")]
    [InlineData("QrMenu__Servers__Terrace__Token", null, "is missing", "«Секретный ключ»")]
    [InlineData("QrMenu__Servers__Terrace__Token", "клюЧ", "that no key has", "Copy the key again")]
    [InlineData("QrMenu__Servers__Terrace__CertificateSha256", "ab:cd", "is not a SHA-256 fingerprint", "64 hex digits")]
    [InlineData("QrMenu__Servers__Terrace__CaFile", "/nowhere/ca.pem", "names /nowhere/ca.pem, which can't be read", "Check the path")]
    [InlineData("QrMenu__Servers__Terrace__AllowAnyCertificate", "yes", "is 'yes'", "true or false")]
    [InlineData("QrMenu__PollInterval", "one second", "is 'one second'", "hh:mm:ss")]
    [InlineData("QrMenu__Timeout", "10", "is 10.00:00:00 (a bare number means days)", "Choose between")]
    [InlineData("QrMenu__QueueWindow", "00:00:10.5", "shorter than a poll may take", "00:05:00")]
    [InlineData("Restaurant__TimeZone", "Moscow", "is 'Moscow', which is no time zone", "Europe/Moscow")]
    [InlineData("Restaurant__Currency", "российский рубль", "is 'российский рубль'", "₽")]
    [InlineData("Messages__Folder", "/nowhere", "names /nowhere, which is no folder", "Make it")]
    [InlineData("Delivery__PrivatePerSecond", "0,5", "is '0,5'", "with a point")]
    [InlineData("Delivery__PrivatePerSecond", "0", "is 0", "Choose between 0.01")]
    [InlineData("Delivery__GroupPerMinute", "0", "is 0", "Choose between 1")]
    [InlineData("Delivery__GroupPerMinute", "2.5", "is '2.5'", "whole number")]
    [InlineData("Delivery__BotPerSecond", "-30", "is -30", "Choose between 1")]
    [InlineData("Delivery__ProbeRefused", "13:00:00", "longer than what a chat refused is kept", "Delivery__KeepRefused")]
    [InlineData("Storage__KeepHistory", "00:00:00", "is 00:00:00", "Choose between 1.00:00:00")]
    public void What_is_wrong_is_told_with_its_variable_and_the_fix(string variable, string? value, string wrong, string fix)
    {
        _set[variable] = value;
        var problem = Should.Throw<SettingsException>(() => Read()).Problems.ShouldHaveSingleItem();
        problem.Variable.ShouldBe(variable);
        problem.ToString().ShouldStartWith(variable);
        problem.ToString().ShouldContain(wrong);
        problem.ToString().ShouldContain(fix);
        problem.ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("Telegram__Tokn", "Did you mean Telegram__Token?")]
    [InlineData("Telegramm__Proxy", "Did you mean Telegram__Proxy?")]
    [InlineData("QrMenu__Server__Terrace__CaFil", "Did you mean QrMenu__Servers__Terrace__CaFile?")]
    [InlineData("QrMenu__Servers__Terrace__Certificate", "Did you mean QrMenu__Servers__Terrace__CertificateSha256?")]
    [InlineData("QrMenu__Server__Terrace", "Did you mean QrMenu__Servers__Terrace__Url?")]
    [InlineData("QrMenu__Servers__Terrace", "Did you mean QrMenu__Servers__Terrace__Url?")]
    [InlineData("QrMenu__Interval", "Did you mean QrMenu__PollInterval?")]
    [InlineData("Storage__SomethingElseAltogether", "Remove it.")]
    public void A_variable_that_is_none_of_ours_is_warned_of_with_the_one_that_was_meant(string variable, string fix)
    {
        _set[variable] = "1";
        var warning = Read().Warnings.ShouldHaveSingleItem();
        warning.Variable.ShouldBe(variable);
        warning.Wrong.ShouldContain("no effect");
        warning.Fix.ShouldBe(fix);
    }

    [Theory]
    [InlineData("PATH")]
    [InlineData("Logging__LogLevel__Default")]
    [InlineData("ASPNETCORE_URLS")]
    [InlineData("Messenger__Token")]
    public void Variables_of_others_are_none_of_our_business(string variable)
    {
        _set[variable] = "1";
        Read().Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("QrMenu__Servers__Terrace__AllowAnyCertificate", "true", "make up events")]
    [InlineData("QrMenu__Servers__Terrace__Url", "http://10.0.0.5", "unprotected")]
    [InlineData("Delivery__BotPerSecond", "31", "above Telegram's own limit")]
    public void What_is_odd_is_warned_of(string variable, string value, string wrong)
    {
        _set[variable] = value;
        var warning = Read().Warnings.ShouldHaveSingleItem();
        warning.Variable.ShouldBe(variable);
        warning.Wrong.ShouldContain(wrong);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        _set["Telegram__Token"] = null;
        _set["QrMenu__Timeout"] = "soon";
        _set["Restaurant__TimeZone"] = "Mars";
        Should
            .Throw<SettingsException>(() => Read())
            .Problems.Select(p => p.Variable)
            .ShouldBe(["Telegram__Token", "QrMenu__Timeout", "Restaurant__TimeZone"], ignoreOrder: true);
    }

    [Fact]
    public void Without_a_server_it_says_how_to_name_one()
    {
        _set.Remove("QrMenu__Servers__Terrace__Url");
        _set.Remove("QrMenu__Servers__Terrace__Token");
        Should.Throw<SettingsException>(() => Read()).Problems.ShouldHaveSingleItem().Fix.ShouldContain("Name at least one QR Menu server");
    }

    [Fact]
    public void Two_ways_to_trust_one_certificate_are_refused()
    {
        _set["QrMenu__Servers__Terrace__CertificateSha256"] = new string('a', 64);
        _set["QrMenu__Servers__Terrace__AllowAnyCertificate"] = "true";
        Should.Throw<SettingsException>(() => Read()).Problems.ShouldHaveSingleItem().ToString().ShouldContain("exclude each other");
    }

    [Fact]
    public void Two_names_of_one_server_are_warned_of()
    {
        _set["QrMenu__Servers__Bar__Url"] = "https://10.0.0.5:8443/";
        _set["QrMenu__Servers__Bar__Token"] = "key";
        Read().Warnings.ShouldHaveSingleItem().Fix.ShouldContain("Every event will come once for each");
    }

    [Fact]
    public void A_secret_comes_from_its_file_without_the_white_space_around_it()
    {
        File.WriteAllText(_folder.File("token"), Token + "\r\n");
        File.WriteAllText(_folder.File("key"), " key-of-the-file\n");
        _set.Remove("Telegram__Token");
        _set["Telegram__TokenFile"] = _folder.File("token");
        _set.Remove("QrMenu__Servers__Terrace__Token");
        _set["QrMenu__Servers__Terrace__TokenFile"] = _folder.File("key");
        var settings = Read();
        settings.Telegram.Token.Value.ShouldBe(Token);
        settings.Servers.ShouldHaveSingleItem().Token.ShouldBe("key-of-the-file");
    }

    [Theory]
    [InlineData("missing", "can't be read")]
    [InlineData("empty", "which is empty")]
    public void A_secret_s_file_that_holds_none_is_told(string name, string wrong)
    {
        File.WriteAllText(_folder.File("empty"), "\n");
        _set.Remove("Telegram__Token");
        _set["Telegram__TokenFile"] = _folder.File(name);
        var problem = Should.Throw<SettingsException>(() => Read()).Problems.ShouldHaveSingleItem();
        problem.Variable.ShouldBe("Telegram__TokenFile");
        problem.Wrong.ShouldContain(wrong);
    }

    [Theory]
    [InlineData("QrMenu__Timeout", "45s", 45)]
    [InlineData("QrMenu__QueueWindow", "2m", 120)]
    [InlineData("Calls__MissedAfter", "1h", 3600)]
    [InlineData("Calls__MissedAfter", "1h30m", 5400)]
    [InlineData("Calls__MissedAfter", "1.5 h", 5400)]
    [InlineData("Calls__MissedAfter", "1 ч 30 мин", 5400)]
    [InlineData("Calls__RingAgain", "90 sec", 90)]
    [InlineData("Calls__RingAgain", "90с", 90)]
    [InlineData("QrMenu__PollInterval", "500ms", 0.5)]
    [InlineData("Storage__KeepHistory", "30d", 30 * 86400)]
    [InlineData("Storage__KeepHistory", "30", 30 * 86400)]
    [InlineData("Calls__HallAfter", "0", 0)]
    [InlineData("Restaurant__DayStart", "5:30", 19800)]
    [InlineData("Calls__Steps__1__After", "45s", 45)]
    [InlineData("Calls__Codes__bill_request__Steps__1__After", "2m", 120)]
    [InlineData("Delivery__LateAfter", "2 минуты", 120)]
    public void A_duration_is_read_as_people_write_it(string name, string written, double seconds)
    {
        _set[name] = written;
        var settings = Read();
        var read = name switch
        {
            "QrMenu__Timeout" => settings.QrMenu.Timeout,
            "QrMenu__QueueWindow" => settings.QrMenu.QueueWindow,
            "QrMenu__PollInterval" => settings.QrMenu.PollInterval,
            "Calls__MissedAfter" => settings.Calls.MissedAfter,
            "Calls__RingAgain" => settings.Calls.RingAgain,
            "Calls__HallAfter" => settings.Calls.HallAfter,
            "Calls__Steps__1__After" => settings.Calls.Ladder.Steps[0].After,
            "Calls__Codes__bill_request__Steps__1__After" => settings.Calls.CodeLadders["bill_request"].Steps[0].After,
            "Restaurant__DayStart" => settings.Restaurant.DayStart,
            "Delivery__LateAfter" => settings.Delivery.LateAfter,
            _ => settings.Storage.KeepHistory,
        };
        read.ShouldBe(TimeSpan.FromSeconds(seconds));
        settings.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Calls__Steps__1__After", "45")]
    [InlineData("QrMenu__PollInterval", "5")]
    [InlineData("Calls__MissedAfter", "30")]
    [InlineData("Delivery__KeepRefused", "12")]
    public void A_bare_number_that_can_not_be_meant_is_refused_as_days(string name, string written)
    {
        _set[name] = written;
        Should.Throw<SettingsException>(() => Read()).Problems.ShouldHaveSingleItem().ToString().ShouldContain("a bare number means days");
    }

    [Fact]
    public void A_bare_number_that_may_be_meant_is_asked_about()
    {
        _set["Calls__ShiftLength"] = "1";
        Read()
            .Warnings.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("Calls__ShiftLength is 1, and a bare number means days. Write a unit: 1s, 1m, 1h; or 1d.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("1x")]
    [InlineData("1h 2h")]
    [InlineData("30m 1h")]
    [InlineData("-5m")]
    [InlineData("999999d")]
    public void What_is_no_duration_is_not_read(string written) => Durations.TryRead(written, out _).ShouldBe(written == "999999d");

    [Fact]
    public void Ages_are_read_with_units_too()
    {
        _set["Calls__AgeSteps"] = "2m, 5m,1h";
        Read().Calls.AgeSteps.ShouldBe(new AgeSteps(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)));
    }

    private BridgeSettings Read() => BridgeSettings.Read(Given.Configuration(_set));
}
