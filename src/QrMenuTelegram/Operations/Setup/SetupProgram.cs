using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Operations.Setup;

/// <summary>
/// <c>setup</c>: asks for what an installation needs, tries each answer at once, and writes <c>.env</c>; what stands there
/// already is offered, and comments stay. Answers may be given as arguments, by variable.
/// </summary>
internal sealed partial class SetupProgram(SetupTalk talk, IConfiguration current, string path, Masks masks, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private const string Example = "QrMenu__Servers__NAME__";
    private readonly Dictionary<string, string?> _values = [];
    private string _server = "NAME";

    private string Server => $"QrMenu__Servers__{_server}__";

    /// <returns>The exit code.</returns>
    public async Task<int> Run(CancellationToken cancel)
    {
        talk.IsRussian = (talk.Given("Restaurant__Language") ?? current["Restaurant:Language"]) is not "en";
        if (talk.Variables.FirstOrDefault(variable => !Question().IsMatch(variable)) is { } unknown)
        {
            talk.Say($"setup не спрашивает {unknown}: впишите это в .env.", $"setup does not ask for {unknown}: write it into .env.");
            return 1;
        }
        try
        {
            await AskForLanguage();
            await AskForToken(cancel);
            await AskForServer(cancel);
            await AskForPlace();
        }
        catch (SetupEndedException)
        {
            talk.Say("Настройка прервана, ничего не записано.", "The setup was ended, nothing was written.");
            return 1;
        }
        var example = Path.Combine(Path.GetDirectoryName(path)!, ".env.example");
        var from = File.Exists(path) ? path : example;
        var text = File.Exists(from) ? (await File.ReadAllTextAsync(from, cancel)).ReplaceLineEndings("\n") : "";
        text = EnvFileEditor.Rename(text, Example, Server);
        foreach (var (variable, value) in _values)
        {
            text = EnvFileEditor.Set(text, variable, value);
        }
        EnvFileEditor.Write(path, text.EndsWith('\n') ? text : text + "\n");
        talk.Say(
            $"""

            Записано: {path}
            Теперь проверьте всё вместе (check), запустите мост и откройте ссылку для первого менеджера: она в журнале, и её в любой момент
            напечатает команда invite.
            """,
            $"""

            Written: {path}
            Now try it all together (check), start the bridge, and open the link for the first manager: it is in the log, and invite prints
            it at any time.
            """
        );
        return 0;
    }

    private async Task AskForLanguage()
    {
        _values["Restaurant__Language"] = await talk.Ask(
            "Restaurant__Language",
            "Язык / language (ru, en)",
            "Language / язык (ru, en)",
            talk.IsRussian ? "ru" : "en",
            text => Task.FromResult(text is "ru" or "en" ? text : Refused("Напишите ru или en.", "Write ru or en."))
        );
        talk.IsRussian = _values["Restaurant__Language"] == "ru";
    }

    private async Task AskForToken(CancellationToken cancel)
    {
        var proxy = current["Telegram:Proxy"];
        _values["Telegram__Token"] = await talk.Ask(
            "Telegram__Token",
            "Токен бота (его даёт @BotFather по команде /newbot)",
            "The bot's token (@BotFather gives it, by /newbot)",
            current["Telegram:Token"],
            async token =>
            {
                masks.LearnToken(token);
                if (!TelegramOptions.IsToken(token))
                {
                    talk.Say(
                        "Это не токен. Скопируйте его целиком: цифры, двоеточие, буквы.",
                        "This is no token. Copy all of it: digits, a colon, letters."
                    );
                    return null;
                }
                while (true)
                {
                    switch (await Me(token, proxy, cancel))
                    {
                        case Answer<BotIdentity>.Ok me:
                            talk.Say(
                                $"✓ Это бот @{me.Value.Username} ({me.Value.Name}).",
                                $"✓ This is @{me.Value.Username} ({me.Value.Name})."
                            );
                            return token;
                        case Answer<BotIdentity>.Failed { Failure: TelegramFailure.Unauthorized }:
                            talk.Say(
                                "Telegram не знает этого токена. Скопируйте его ещё раз.",
                                "Telegram does not know this token. Copy it again."
                            );
                            return null;
                        case Answer<BotIdentity>.Failed failed:
                            talk.Say(
                                $"Отсюда Telegram не отвечает: {failed.Description}",
                                $"Telegram does not answer from here: {failed.Description}"
                            );
                            proxy = await AskForProxy();
                            if (proxy is null)
                            {
                                return token;
                            }
                            break;
                    }
                }
            },
            isSecret: true
        );
        if (proxy is not null)
        {
            _values["Telegram__Proxy"] = proxy;
        }
    }

    /// <returns>Null to go on without an answer of Telegram.</returns>
    private async Task<string?> AskForProxy()
    {
        var proxy = await talk.Ask(
            "Telegram__Proxy",
            "Прокси (http://адрес:порт или socks5://имя:пароль@адрес:порт; минус — пропустить)",
            "A proxy (http://host:port or socks5://user:password@host:port; a minus to skip)",
            "-",
            text =>
            {
                if (text == "-" || Problem("Telegram__Proxy", text) is not { } problem)
                {
                    return Task.FromResult<string?>(text);
                }
                talk.Say(problem, problem);
                return Task.FromResult<string?>(null);
            }
        );
        return proxy == "-" ? null : proxy;
    }

    private async Task<Answer<BotIdentity>> Me(string token, string? proxy, CancellationToken cancel)
    {
        var options = new TelegramOptions(
            new Configuration.VariableReader(
                With(("Telegram:Token", token), ("Telegram:Proxy", proxy), ("Telegram:ApiUrl", current["Telegram:ApiUrl"])),
                new Configuration.Findings()
            )
        );
        using var gateway = new TelegramGateway(token, options.Ways[0], Patience);
        return await gateway.GetMe(cancel);
    }

    private async Task AskForServer(CancellationToken cancel)
    {
        var known = current.GetSection("QrMenu:Servers").GetChildren().FirstOrDefault(server => server.Key != "NAME");
        _server = await talk.Ask(
            "setup:name",
            "Как назвать ресторан (латиницей, без пробелов)",
            "What to call the restaurant (Latin letters, no spaces)",
            known?.Key ?? "Restaurant",
            text =>
                Task.FromResult(
                    Name().IsMatch(text)
                        ? text
                        : Refused(
                            "Только латинские буквы, цифры и дефис, первой буква: Terrace.",
                            "Latin letters, digits and hyphens only, a letter first: Terrace."
                        )
                )
        );
        var knownKey = known?.Key.Equals(_server, StringComparison.OrdinalIgnoreCase) == true ? known["Token"] : null;
        var at = Server;
        var key = "";
        var url = "";
        var pin = known?["CertificateSha256"];
        while (true)
        {
            url = await talk.Ask(
                at + "Url",
                "Адрес сервера QR Menu (например 192.168.1.10)",
                "The QR Menu server's address (192.168.1.10, say)",
                url.Length > 0 ? url : known?["Url"],
                text => Reachable(text, cancel)
            );
            key = await talk.Ask(
                at + "Token",
                "Секретный ключ (QR Menu: «Параметры системы» → «Регистрация на сервере приложений» → «Секретный ключ»)",
                "The secret key (QR Menu: «Параметры системы» → «Регистрация на сервере приложений» → «Секретный ключ»)",
                knownKey,
                text =>
                {
                    masks.Learn(text);
                    return Task.FromResult(
                        text.Length > 0 ? text : Refused("Без ключа сервер не ответит.", "The server does not answer without it.")
                    );
                },
                isSecret: true
            );
            var answer = await Poll(_server, url, key, pin, cancel);
            if (answer is PollAnswer.Failed { Failure: PollFailure.Untrusted, Fingerprint: { } offered })
            {
                talk.Say(
                    $"Сертификат сервера самоподписанный, его отпечаток SHA-256:\n{offered}",
                    $"The server's certificate is self-signed; its SHA-256 fingerprint:\n{offered}"
                );
                if (await talk.Confirm("setup:pin", "Доверять только ему", "Trust this one and no other"))
                {
                    pin = offered;
                    answer = await Poll(_server, url, key, pin, cancel);
                }
            }
            if (answer is not PollAnswer.Failed failed)
            {
                talk.Say("✓ Сервер отвечает.", "✓ The server answers.");
                break;
            }
            if (failed.Failure is PollFailure.Unreachable or PollFailure.TimedOut)
            {
                // That it is to be written nevertheless was said above.
                break;
            }
            talk.Say($"Не получилось: {failed.Detail}", $"It does not work: {failed.Detail}");
            if (talk.Given(at + "Token") is not null)
            {
                throw new SetupEndedException();
            }
            if (!await talk.Confirm("setup:again", "Ввести адрес и ключ ещё раз", "Type address and key again"))
            {
                break;
            }
        }
        _values[at + "Url"] = url;
        _values[at + "Token"] = key;
        if (pin is not null)
        {
            _values[at + "CertificateSha256"] = pin;
        }
    }

    // The address as it works: with a scheme and a port, the usual ones tried where they are not written.
    private async Task<string?> Reachable(string text, CancellationToken cancel)
    {
        var host = text.Contains("://", StringComparison.Ordinal) ? [text] : Guesses(text);
        if (host.Any(guess => ServerUrl.Parse(guess).IsWrong(out _, out _)))
        {
            talk.Say("Это не адрес. Например: 192.168.1.10.", "This is no address. Say 192.168.1.10.");
            return null;
        }
        var answers = await Task.WhenAll(host.Select(guess => Poll("setup", guess, "setup", null, cancel)));
        var answering = answers.TakeWhile(IsSilence).Count();
        if (answering < host.Length)
        {
            if (host[answering] != text)
            {
                talk.Say($"✓ Отвечает {host[answering]}", $"✓ {host[answering]} answers");
            }
            return host[answering];
        }
        talk.Say(
            "По этому адресу никто не отвечает. Сервер включён, компьютер в одной сети с ним?",
            "Nobody answers at this address. Is the server on, and this computer in its network?"
        );
        return await talk.Confirm("setup:unreachable", "Всё равно записать его", "Write it nevertheless") ? host[0] : null;
    }

    private static bool IsSilence(PollAnswer answer) =>
        answer is PollAnswer.Failed { Failure: PollFailure.Unreachable or PollFailure.TimedOut };

    private static string[] Guesses(string host) =>
        Port().IsMatch(host)
            ? [$"https://{host}", $"http://{host}"]
            : [$"https://{host}:8443", $"https://{host}", $"http://{host}:8080", $"http://{host}"];

    private async Task<PollAnswer> Poll(string name, string url, string key, string? pin, CancellationToken cancel)
    {
        var at = $"QrMenu:Servers:{name}:";
        var findings = new Configuration.Findings();
        var options = new QrMenuOptions(
            new Configuration.VariableReader(With((at + "Url", url), (at + "Token", key), (at + "CertificateSha256", pin)), findings)
        );
        if (options.Servers is not [var access] || findings.Errors.Count > 0)
        {
            return new PollAnswer.Failed(PollFailure.Refused, string.Join("\n", findings.Errors));
        }
        using var server = new HttpMenuServer(access, Patience, time);
        return await server.GetEvents(null, cancel);
    }

    private async Task AskForPlace()
    {
        _values["Restaurant__TimeZone"] = await talk.Ask(
            "Restaurant__TimeZone",
            "Часовой пояс (можно город)",
            "Time zone (a city will do)",
            current["Restaurant:TimeZone"] ?? (TimeZoneInfo.Local.BaseUtcOffset == TimeSpan.Zero ? "Europe/Moscow" : TimeZoneInfo.Local.Id),
            text =>
            {
                var zone = TimeZones.Parse(text).IsWrong(out _, out _) ? TimeZones.Meant(text) : text;
                if (zone is null)
                {
                    talk.Say(
                        "Такого пояса нет. Например: Europe/Moscow, Екатеринбург, UTC+7.",
                        "There is no such zone. Say Europe/Moscow, Yekaterinburg, UTC+7."
                    );
                }
                return Task.FromResult(zone);
            }
        );
        var hours = await talk.Ask(
            "Restaurant__Hours",
            "Часы работы (10-2; минус — круглосуточно)",
            "Opening hours (10-2; a minus for always)",
            current["Restaurant:Hours"] ?? "-",
            text =>
                Task.FromResult(
                    text == "-" || !WorkingHours.Parse(text).IsWrong(out _, out _)
                        ? text
                        : Refused(
                            "Это не часы работы. Например: 10-2 или 10:00-23:30.",
                            "These are no opening hours. Say 10-2, or 10:00-23:30."
                        )
                )
        );
        _values["Restaurant__Hours"] = hours == "-" ? null : hours;
    }

    private string? Refused(string russian, string english)
    {
        talk.Say(russian, english);
        return null;
    }

    private static string? Problem(string variable, string value)
    {
        var findings = new Configuration.Findings();
        _ = new TelegramOptions(
            new Configuration.VariableReader(With((variable.Replace("__", ":", StringComparison.Ordinal), value)), findings)
        );
        return findings.Errors.Where(error => error.Variable == variable).Select(error => error.ToString()).FirstOrDefault();
    }

    private static IConfiguration With(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value)))
            .Build();

    [GeneratedRegex(
        "^(Telegram__(Token|Proxy)|Restaurant__(Language|TimeZone|Hours)|QrMenu__Servers__.+__(Url|Token)|setup:(name|pin|unreachable))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Question();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,30}$")]
    private static partial Regex Name();

    [GeneratedRegex(":[0-9]+(/|$)")]
    private static partial Regex Port();
}
