using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Processes;

/// <summary><c>setup</c> as somebody answers it, by the program as it is shipped, against real servers.</summary>
[Trait("Kind", "Process")]
public sealed class SetupTests
{
    [Fact]
    public async Task Whoever_types_wrong_things_first_has_a_working_installation_in_the_end()
    {
        await using var whole = await Newcomer();
        var env = Path.Combine(whole.Folder, ".env");
        await File.WriteAllTextAsync(env, Repository.Read(".env.example"), TestContext.Current.CancellationToken);
        var (code, output) = await Answer(
            whole,
            [
                "", // Russian
                "my bot",
                "1234567:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                whole.Telegram.Token,
                "Терраса",
                "Terrace",
                "over there",
                "127.0.0.1:1",
                "нет", // not to be written nevertheless
                new Uri(whole.Menu.Url).Authority,
                "notthekey",
                "", // trusts the certificate
                "может",
                "да", // once more
                "", // the same address
                whole.Menu.Token,
                "Атлантида",
                "Екатеринбург",
                "вечером",
                "10-2",
            ]
        );

        code.ShouldBe(0, output);
        foreach (
            var said in (string[])
                [
                    "Это не токен.",
                    "Telegram не знает этого токена.",
                    "Это бот @",
                    "Только латинские буквы",
                    "Это не адрес.",
                    "По этому адресу никто не отвечает.",
                    $"Отвечает {whole.Menu.Url}",
                    "самоподписанный",
                    "Напишите да или нет.",
                    "Не получилось:",
                    "Сервер отвечает.",
                    "Такого пояса нет.",
                    "Это не часы работы.",
                ]
        )
        {
            output.ShouldContain(said);
        }
        output.ShouldNotContain(whole.Telegram.Token);
        output.ShouldNotContain(whole.Menu.Token);
        var written = await File.ReadAllTextAsync(env, TestContext.Current.CancellationToken);
        written.ShouldContain("\nRestaurant__TimeZone=Asia/Yekaterinburg\n");
        written.ShouldContain("\nRestaurant__Hours=10-2\n");
        written.ShouldContain("\n# The bot's token, as @BotFather gave it.\n");
        written.ShouldNotContain("__NAME__Url");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(env).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        (await whole.RunToEnd("check")).ShouldSatisfyAllConditions(ended => ended.Code.ShouldBe(0, ended.Output));

        // A second time: Enter keeps what is there.
        (await Answer(whole, [.. Enumerable.Repeat("", 8)])).ShouldSatisfyAllConditions(ended => ended.Code.ShouldBe(0, ended.Output));
        (await File.ReadAllTextAsync(env, TestContext.Current.CancellationToken)).ShouldBe(written);
    }

    [Fact]
    public async Task Answers_given_as_arguments_are_not_asked_for()
    {
        await using var whole = await Newcomer();
        string[] answers =
        [
            "--Restaurant:Language=en",
            $"--Telegram:Token={whole.Telegram.Token}",
            "--setup:name=Terrace",
            $"--QrMenu:Servers:Terrace:Url={whole.Menu.Url}",
            $"--QrMenu:Servers:Terrace:Token={whole.Menu.Token}",
            "--setup:pin=yes",
            "--Restaurant:TimeZone=Moscow",
            "--Restaurant:Hours=-",
        ];
        var (code, output) = await Answer(whole, [], answers);
        code.ShouldBe(0, output);
        output.ShouldNotContain("time zone");
        (await whole.RunToEnd("check")).ShouldSatisfyAllConditions(ended => ended.Code.ShouldBe(0, ended.Output));
    }

    [Theory]
    [InlineData("--Telegram:Token=nonsense", "This is no token.")]
    [InlineData("--Telegram:Tokn=1", "setup does not ask for Telegram__Tokn")]
    public async Task A_wrong_answer_among_the_arguments_writes_nothing(string wrong, string said)
    {
        await using var whole = await Newcomer();
        var (code, output) = await Answer(whole, [], "--Restaurant:Language=en", wrong);
        code.ShouldBe(1);
        output.ShouldContain(said);
        File.Exists(Path.Combine(whole.Folder, ".env")).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_nobody_answers_nothing_is_written()
    {
        await using var whole = await Newcomer();
        var (code, output) = await Answer(whole, ["ru"]);
        code.ShouldBe(1);
        output.ShouldContain("Настройка прервана, ничего не записано.");
        File.Exists(Path.Combine(whole.Folder, ".env")).ShouldBeFalse();
    }

    // All that the environment says is where the simulated Telegram is.
    private static async Task<WholeProgram> Newcomer()
    {
        var whole = await WholeProgram.Start();
        foreach (var variable in whole.Variables.Keys.Where(name => name is not ("Telegram__ApiUrl" or "Storage__Path")).ToList())
        {
            whole.Variables.Remove(variable);
        }
        return whole;
    }

    private static async Task<(int Code, string Output)> Answer(WholeProgram whole, string[] lines, params string[] words)
    {
        await File.WriteAllLinesAsync(Path.Combine(whole.Folder, "answers"), lines);
        await using var setup = whole.RunInShell("exec < answers", ["setup", .. words]);
        return (await setup.End(), setup.Output);
    }
}
