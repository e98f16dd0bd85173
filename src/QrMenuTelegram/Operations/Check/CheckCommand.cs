using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Operations.Check;

/// <summary>
/// <c>check</c>: tries each thing that an installation needs and says of each what is wrong, by which variable, and
/// the mend. Changes nothing, and may be run beside the running bridge.
/// </summary>
/// <param name="connect">Makes what talks to Telegram.</param>
/// <param name="time">For time-outs.</param>
/// <param name="output">Gets one readable screen.</param>
internal sealed class CheckCommand(Func<TelegramOptions, ITelegram> connect, TimeProvider time, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Screen _screen = new(output);

    /// <returns>The exit code: 0 when all is well, 1 when something must be mended.</returns>
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
        }
        _screen.End();
        return _screen.Failures == 0 ? 0 : 1;
    }

    private BridgeSettings? Settings(Func<IConfiguration> configuration)
    {
        try
        {
            var settings = BridgeSettings.Read(configuration());
            _screen.Ok("Configuration", $"{settings.Servers.Count switch { 1 => "1 server", var n => $"{n} servers" }}, {settings.Restaurant.Language}, {settings.Restaurant.TimeZone}");
            Note(settings.Warnings);
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
            _screen.Ok("Texts", string.Join(", ", texts.Languages) + (settings.Messages.Folder is { } folder ? $"; own texts from {folder}" : ""));
        }
        foreach (var problem in texts.Problems)
        {
            _screen.Fail("Texts", problem.ToString());
        }
    }

    // Asked at once, shown in order.
    private async Task<Action> AskTelegram(TelegramOptions options, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        Answer<BotIdentity> answer;
        try
        {
            answer = await connect(options).GetMe(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            answer = new Answer<BotIdentity>.Failed(TelegramFailure.Unreachable, $"no answer within {Patience.TotalSeconds} s");
        }
        return () =>
        {
            switch (answer)
            {
                case Answer<BotIdentity>.Ok ok:
                    _screen.Ok("Telegram", $"the bot is @{ok.Value.Username} ({ok.Value.Name})");
                    break;
                case Answer<BotIdentity>.Failed failed:
                    _screen.Fail("Telegram", TelegramWords.Of(failed, options));
                    break;
            }
        };
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
                    _screen.Ok(access.Name, $"{access.Authority} answers: {QueueWords.Of(updates.Events)}");
                    if (OfferedTls.IsOld(access.Trust.Version))
                    {
                        _screen.Note(access.Name, "speaks a version of TLS that is no longer safe against a listener in the network: update the server when you can");
                    }
                    break;
                case PollAnswer.Failed failed:
                    _screen.Fail(access.Name, ServerWords.Of(failed, access) + (offered is null ? "" : "\n" + offered));
                    break;
            }
        };
    }
}
