using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using QrMenuTelegram.Operations.Settings;
using QrMenuTelegram.People;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Operations;

/// <summary><c>invite [manager|waiter]</c>: a fresh link from the machine, also while the bridge runs.</summary>
internal static class InviteProgram
{
    /// <returns>The exit code.</returns>
    /// <exception cref="StorageException">There is no database yet, or it can't be used.</exception>
    public static async Task<int> Run(
        IConfiguration configuration,
        string role,
        TimeProvider time,
        Masks masks,
        TextWriter output,
        CancellationToken cancel
    )
    {
        var settings = BridgeSettings.Read(configuration);
        masks.Learn(settings);
        if (await Me(settings.Telegram, cancel) is not { } me)
        {
            await output.WriteLineAsync("Telegram does not answer, so the bot's name is not known. `check` says why.");
            return 1;
        }
        var code = Make(DatabaseFiles.Resolve(settings.Storage.Path), role, new Clock(time));
        await output.WriteLineAsync(
            $"https://t.me/{me.Username}?start={code}\n"
                + $"Whoever opens it in Telegram and presses Start becomes a {role}. It is good once, for "
                + $"{InvitationCodes.InvitationLife.TotalHours:0} hours or until the bridge is started again."
        );
        return 0;
    }

    private static async Task<BotIdentity?> Me(TelegramOptions options, CancellationToken cancel)
    {
        foreach (var way in options.Ways)
        {
            using var gateway = new TelegramGateway(options.Token.Value, way, TimeSpan.FromSeconds(10));
            if (await gateway.GetMe(cancel) is Answer<BotIdentity>.Ok me)
            {
                return me.Value;
            }
        }
        return null;
    }

    private static string Make(string database, string role, Clock clock)
    {
        if (!File.Exists(database))
        {
            throw new StorageException($"Storage__Path: there is no database {database} yet. Start the bridge once.");
        }
        try
        {
            using var connection = DatabaseFile.Connect(database, SqliteOpenMode.ReadWrite);
            Migrations.RefuseForeign(connection, database, Migrations.Embedded);
            if (DatabaseFile.Number(connection, "PRAGMA user_version") < Migrations.Embedded.Max(step => step.Number))
            {
                throw new StorageException($"Storage__Path: {database} is of an earlier version. Start the bridge once.");
            }
            var transaction = new Transaction(connection, new Signals());
            return DatabaseFile.InTransaction(
                connection,
                "BEGIN IMMEDIATE",
                () =>
                {
                    clock.ContinueFrom(StateStore.GetInstant(transaction, StateStore.Heartbeat) ?? Instant.LongAgo);
                    var codes = new InvitationCodes(clock, System.Security.Cryptography.RandomNumberGenerator.GetBytes);
                    return codes.FromTheMachine(transaction, role).Code;
                }
            );
        }
        catch (SqliteException e)
        {
            throw DatabaseFile.Explain(e, database);
        }
    }
}
