using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Storage.Backups;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Operations;

/// <summary><c>/backup</c>: the database as a file, to a manager in private; encrypted where a passphrase is set.</summary>
public sealed class BackupCommand(StorageOptions options, Database database) : Command
{
    // It waits in the database itself until it is sent, and Telegram takes 50 MB.
    private const int Largest = 20 << 20;

    public override string Name => "backup";

    public override bool InGroups => false;

    public override void Run(CommandContext context, string words)
    {
        if (!context.InPrivate)
        {
            context.Reply(TextKeys.Backup.InPrivate);
            return;
        }
        var copy = Path.Combine(Path.GetDirectoryName(database.Path)!, ".backup-to-send.db");
        try
        {
            BackupFile.Write(database.Path, copy);
            var packed = SealedBackup.Pack(copy);
            var passphrase = options.Backups.Passphrase?.Value;
            if (packed.Length > Largest)
            {
                context.Reply(TextKeys.Backup.TooLarge, ("size", packed.Length >> 20));
                return;
            }
            var name = $"qrmenu-telegram-{context.Clock.Wall:yyyy-MM-dd}.db.gz" + (passphrase is null ? "" : ".sealed");
            context.Outbox.Add(
                context.Transaction,
                new NewNotice(context.Here, Urgency.Reply, context.Html(TextKeys.Backup.Sent, ("sealed", passphrase is not null)))
                {
                    Attachment = new Attachment(
                        AttachmentKind.Document,
                        name,
                        passphrase is null ? packed : SealedBackup.Seal(packed, passphrase)
                    ),
                }
            );
        }
        catch (StorageException e)
        {
            context.Reply(TextKeys.Alert.BackupFailed, ("reason", e.Message));
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
