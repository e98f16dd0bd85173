using System.CommandLine;
using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Configuration;
using QrMenuTelegram.Operations.Check;
using QrMenuTelegram.Operations.Health;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.Operations.Setup;
using QrMenuTelegram.People;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Operations.Start;

/// <summary>What the program can be asked to do: <c>run</c> (also without a word), <c>check</c>, <c>health</c>,
/// <c>backup</c>, <c>restore</c>, <c>invite</c>, <c>setup</c>.</summary>
internal static class ProgramCommands
{
    private const string Configuration =
        "Configured by environment variables, a .env file or appsettings.json in the working directory, or by arguments "
        + "such as --QrMenu:PollInterval=00:00:02. See .env.example for all of them.";

    /// <returns>The exit code: 0 for well, 1 for anything that must be fixed.</returns>
    public static Task<int> Run(string[] arguments, TextWriter output, TextWriter error, Masks masks)
    {
        var root = new RootCommand(
            "Shows what guests do in QR Menu (calls, bills, orders, payments) in the staff's Telegram chats.\n" + Configuration
        );
        var run = new Command("run", "Runs the bridge until it is told to stop. This is what happens without a word, too.");
        var check = new Command("check", "Tries everything that an installation needs and says what is wrong and how to fix it.");
        var health = new Command("health", "Says whether the running bridge is well.");
        root.Subcommands.Add(run);
        root.Subcommands.Add(check);
        root.Subcommands.Add(health);
        var backup = new Command("backup", "Copies the database into one file, also while the bridge runs, and looks through the copy.");
        var restore = new Command(
            "restore",
            "Puts a backup in the place of the database; what was there is kept. The bridge must be stopped."
        );
        var target = new Argument<string?>("file") { Arity = ArgumentArity.ZeroOrOne, Description = "The file, or a folder." };
        var source = new Argument<string>("file") { Description = "A backup, also one that /backup sent." };
        backup.Arguments.Add(target);
        restore.Arguments.Add(source);
        root.Subcommands.Add(backup);
        root.Subcommands.Add(restore);
        var invite = new Command("invite", "Prints a fresh link that makes a manager or one of the staff, also while the bridge runs.");
        var role = new Argument<string>("role")
        {
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => InvitationRoles.Manager,
            Description = "manager or waiter",
        };
        role.AcceptOnlyFromAmong(InvitationRoles.Manager, InvitationRoles.Waiter);
        invite.Arguments.Add(role);
        root.Subcommands.Add(invite);
        var setup = new Command(
            "setup",
            "Asks for what an installation needs, tries each answer at once, and writes .env. Answers may be given as arguments: "
                + "--Telegram:Token=…, --QrMenu:Servers:Terrace:Url=…, --setup:name=Terrace."
        );
        root.Subcommands.Add(setup);
        var removeWebhook = new Option<bool>("--remove-webhook")
        {
            Description = "Removes the webhook that keeps commands from the bridge; what waits is kept.",
        };
        var tryAlarm = new Option<bool>("--alarm")
        {
            Description = "Sends a test by each channel of the alarm, and a ping to the monitor.",
        };
        check.Options.Add(removeWebhook);
        check.Options.Add(tryAlarm);
        Do(root, (parsed, cancel) => BridgeRun.Run(parsed.UnmatchedTokens, Tell, masks, cancel));
        Do(run, (parsed, cancel) => BridgeRun.Run(parsed.UnmatchedTokens, Tell, masks, cancel));
        Do(
            check,
            (parsed, cancel) =>
                new CheckCommand(
                    (token, way) => new TelegramGateway(token, way),
                    parsed.GetValue(removeWebhook),
                    parsed.GetValue(tryAlarm),
                    masks,
                    SuspendAwareTime.Best,
                    output
                ).Run(() => Configured(parsed.UnmatchedTokens), cancel)
        );
        Do(health, (parsed, _) => Task.FromResult(HealthCommand.Run(Configured(parsed.UnmatchedTokens), SuspendAwareTime.Best, output)));
        Do(
            backup,
            (parsed, _) =>
                Task.FromResult(
                    BackupCommands.Backup(Configured(parsed.UnmatchedTokens), parsed.GetValue(target), TimeProvider.System, output)
                )
        );
        Do(
            restore,
            (parsed, _) =>
                Task.FromResult(
                    BackupCommands.Restore(Configured(parsed.UnmatchedTokens), parsed.GetValue(source)!, TimeProvider.System, output)
                )
        );
        Do(
            invite,
            (parsed, cancel) =>
                InviteProgram.Run(Configured(parsed.UnmatchedTokens), parsed.GetValue(role)!, SuspendAwareTime.Best, masks, output, cancel)
        );
        Do(
            setup,
            (parsed, cancel) =>
                new SetupProgram(
                    new SetupTalk(Console.In, output, Given(parsed.UnmatchedTokens)),
                    Configured([]),
                    Path.Combine(WorkingFolder.Current ?? Directory.GetCurrentDirectory(), ".env"),
                    masks,
                    TimeProvider.System
                ).Run(cancel)
        );
        return root.Parse(arguments)
            .InvokeAsync(
                new InvocationConfiguration
                {
                    Output = output,
                    Error = error,
                    ProcessTerminationTimeout = null, // the host ends the bridge by itself
                    EnableDefaultExceptionHandler = false,
                }
            );

        void Do(Command command, Func<ParseResult, CancellationToken, Task<int>> work)
        {
            command.TreatUnmatchedTokensAsErrors = false;
            command.SetAction((parsed, cancel) => Guard(parsed.UnmatchedTokens, () => work(parsed, cancel), error));
        }

        // --Telegram:Token=x is the answer to the question for Telegram__Token.
        static Dictionary<string, string> Given(IReadOnlyList<string> words) =>
            new ConfigurationBuilder()
                .AddCommandLine([.. words])
                .Build()
                .AsEnumerable()
                .Where(pair => pair.Value is not null)
                .ToDictionary(
                    pair =>
                        pair.Key.StartsWith("setup:", StringComparison.OrdinalIgnoreCase)
                            ? pair.Key
                            : pair.Key.Replace(":", "__", StringComparison.Ordinal),
                    pair => pair.Value!,
                    StringComparer.OrdinalIgnoreCase
                );

        void Tell(string note) => error.WriteLine(note);

        IConfiguration Configured(IReadOnlyList<string> words)
        {
            var configuration = new ConfigurationBuilder().AddSources(WorkingFolder.Current, words, Tell).Build();
            masks.Learn(configuration);
            return configuration;
        }
    }

    // Whatever happens, the program ends with a sentence rather than by an exception that nobody caught.
    private static async Task<int> Guard(IReadOnlyList<string> words, Func<Task<int>> work, TextWriter error)
    {
        if (Strange(words) is { } strange)
        {
            await error.WriteLineAsync($"'{strange}' is neither a command nor --Section:Name=value. Try --help.");
            return 1;
        }
        try
        {
            return await work();
        }
        catch (SettingsException e)
        {
            await error.WriteLineAsync("The configuration can't be used:");
            foreach (var problem in e.Problems.Concat(e.Warnings))
            {
                await error.WriteLineAsync("  " + problem);
            }
            return 1;
        }
        catch (StorageException e)
        {
            await error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"The machine refuses what the bridge needs: {e.Message}");
            return 1;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await error.WriteLineAsync($"The bridge can't go on: {e.Message} If this stays so, report it with these lines:\n{e}");
            return 1;
        }
    }

    // --Section:Name=value, or --Section:Name value.
    private static string? Strange(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal) || !words[i].Contains(':', StringComparison.Ordinal))
            {
                return words[i];
            }
            i += words[i].Contains('=', StringComparison.Ordinal) ? 0 : 1;
        }
        return null;
    }
}
