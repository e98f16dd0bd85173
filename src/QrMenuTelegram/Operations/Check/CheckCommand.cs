using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Operations.Check;

/// <summary>
/// <c>check</c>: tries each thing that an installation needs and says of each what is wrong, by which variable, and
/// the fix. Changes nothing but a webhook that it is told to remove, and may be run beside the running bridge.
/// </summary>
/// <param name="connect">Makes what talks to Telegram, from the token and the way.</param>
/// <param name="removeWebhook">Whether a webhook is removed.</param>
/// <param name="tryAlarm">Whether a test goes out by each channel of the alarm.</param>
/// <param name="masks">Learns the secrets.</param>
/// <param name="time">For time-outs.</param>
/// <param name="output">Gets one readable screen.</param>
internal sealed class CheckCommand(
    Func<string, WayOptions, TelegramGateway> connect,
    bool removeWebhook,
    bool tryAlarm,
    Masks masks,
    TimeProvider time,
    TextWriter output
)
{
    private readonly Screen _screen = new(output);
    private readonly WayCheck _ways = new(connect, time);

    /// <returns>The exit code: 0 when all is well, 1 when something must be fixed.</returns>
    public async Task<int> Run(Func<IConfiguration> configuration, CancellationToken cancel)
    {
        _screen.Title($"QR Menu Telegram {ProgramVersion.Current}: check");
        if (Settings(configuration) is { } settings)
        {
            Texts(settings);
            StorageCheck.Run(settings.Storage.Path, _screen);
            var telegram = AskTelegram(settings.Telegram, cancel);
            var servers = settings.Servers.Select(server => AskServer(server, settings.QrMenu.Timeout, cancel)).ToList();
            (await telegram)();
            foreach (var server in servers)
            {
                (await server)();
            }
            await AlarmCheck.Run(settings, tryAlarm, new Clock(time), _screen, cancel);
        }
        else
        {
            await AskTelegramAlone(configuration(), cancel);
        }
        _screen.End();
        return _screen.Failures == 0 ? 0 : 1;
    }

    private BridgeSettings? Settings(Func<IConfiguration> configuration)
    {
        try
        {
            var settings = BridgeSettings.Read(configuration());
            _screen.Ok(
                "Configuration",
                $"{settings.Servers.Count switch { 1 => "1 server", var n => $"{n} servers" }}, {settings.Restaurant.Language}, "
                    + $"{settings.Restaurant.TimeZone.Id}"
            );
            masks.Learn(settings);
            Note(settings.Warnings);
            foreach (var line in LadderMessages.Describe(settings.Calls))
            {
                _screen.Ok("Calls", line);
            }
            return settings;
        }
        catch (SettingsException e)
        {
            foreach (var problem in e.Problems)
            {
                _screen.Fail("Configuration", problem.ToString());
            }
            Note(e.Warnings);
            return null;
        }
    }

    private void Note(IEnumerable<Problem> warnings)
    {
        foreach (var warning in warnings)
        {
            _screen.Note("Configuration", warning.ToString());
        }
    }

    private void Texts(BridgeSettings settings)
    {
        var texts = Messages.Texts.Load(settings.Restaurant, settings.Messages);
        if (texts.Problems.Count == 0)
        {
            _screen.Ok(
                "Texts",
                string.Join(", ", texts.Languages) + (settings.Messages.Folder is { } folder ? $"; own texts from {folder}" : "")
            );
        }
        foreach (var problem in texts.Problems)
        {
            _screen.Fail("Texts", problem.ToString());
        }
    }

    // Asked at once, shown in order.
    private async Task<Action> AskTelegram(TelegramOptions options, CancellationToken cancel)
    {
        var tried = await _ways.Try(options.Token.Value, options.Ways, cancel);
        var used = tried.FirstOrDefault(way => way.IsReached);
        var webhook = used?.Answer is Answer<BotIdentity>.Ok ? await Webhook(used.Way, options, cancel) : () => { };
        return () =>
        {
            ShowWays(options, tried);
            switch (used?.Answer)
            {
                case Answer<BotIdentity>.Ok(var bot):
                    _screen.Ok("Telegram", $"the bot is @{bot.Username} ({bot.Name})");
                    break;
                case Answer<BotIdentity>.Failed failed:
                    _screen.Fail("Telegram", TelegramMessages.Explain(failed.Failure, failed.Description, options));
                    break;
            }
            webhook();
        };
    }

    // Before there is anything else in the configuration, this tells whether Telegram answers from here.
    private async Task AskTelegramAlone(IConfiguration configuration, CancellationToken cancel)
    {
        var options = new TelegramOptions(new VariableReader(configuration, new Findings()));
        ShowWays(options, await _ways.Try(options.Token?.Value ?? WayCheck.NobodysToken, options.Ways, cancel));
    }

    private void ShowWays(TelegramOptions options, IReadOnlyList<TriedWay> tried)
    {
        var isReached = tried.Any(way => way.IsReached);
        foreach (var way in tried)
        {
            if (way.RoundTrip is { } roundTrip)
            {
                _screen.Ok(TelegramMessages.NameOf(way.Way), $"Telegram answers in {roundTrip.TotalMilliseconds:0} ms");
            }
            else if (way.Answer is Answer<BotIdentity>.Failed { Failure: TelegramFailure.Unreachable } failed)
            {
                var words = TelegramMessages.Explain(failed.Failure, failed.Description, options.Token, way.Way);
                if (isReached)
                {
                    _screen.Note(TelegramMessages.NameOf(way.Way), words);
                }
                else
                {
                    _screen.Fail(TelegramMessages.NameOf(way.Way), words);
                }
            }
        }
        if (TelegramMessages.BlockedLine(tried) is { } blocked)
        {
            _screen.Note("Telegram", blocked);
        }
    }

    private async Task<Action> Webhook(WayOptions way, TelegramOptions options, CancellationToken cancel)
    {
        using var telegram = connect(options.Token.Value, way);
        switch (await _ways.Patiently(telegram.GetWebhook, cancel))
        {
            case Answer<string>.Failed failed:
                return () => _screen.Fail("Webhook", TelegramMessages.Explain(failed.Failure, failed.Description, options));
            case Answer<string>.Ok { Value: { Length: > 0 } url } when !removeWebhook:
                return () => _screen.Fail("Webhook", TelegramMessages.OfWebhook(url));
            case Answer<string>.Ok { Value: { Length: > 0 } url }:
                return await _ways.Patiently(telegram.RemoveWebhook, cancel) is Answer<bool>.Failed refused
                    ? () => _screen.Fail("Webhook", TelegramMessages.Explain(refused.Failure, refused.Description, options))
                    : () =>
                        _screen.Ok(
                            "Webhook",
                            $"that of {TelegramMessages.HostOf(url)} is removed; commands that waited are kept and will be read"
                        );
            default:
                return () =>
                {
                    if (removeWebhook)
                    {
                        _screen.Ok("Webhook", "none is set: nothing to remove");
                    }
                };
        }
    }

    private async Task<Action> AskServer(ServerAccess access, TimeSpan timeout, CancellationToken cancel)
    {
        using var server = new HttpMenuServer(access, timeout, time);
        var answer = await server.GetEvents(null, cancel);
        var offered = answer is PollAnswer.Failed { NothingShared: true } ? await TlsProbe.Ask(access.Events, timeout, time, cancel) : null;
        return () =>
        {
            switch (answer)
            {
                case PollAnswer.Updates updates:
                    _screen.Ok(access.Name, $"{access.Authority} answers: {QueueMessages.Describe(updates.Events)}");
                    if (OfferedTls.IsOld(access.Trust.Version))
                    {
                        _screen.Note(
                            access.Name,
                            "speaks a version of TLS that is no longer safe against a listener in the network: update the server when "
                                + "you can"
                        );
                    }
                    break;
                case PollAnswer.Failed failed:
                    _screen.Fail(access.Name, ServerMessages.Explain(failed, access) + (offered is null ? "" : "\n" + offered));
                    break;
            }
        };
    }
}
