using Dapper;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Delivery;

/// <summary>Pictures and files that notices carry. They go with their notices when those are pruned.</summary>
internal static class AttachmentStore
{
    private const string Photo = "photo";
    private const string Document = "document";

    // Without Dapper, which takes bytes for a list of parameters.
    public static void Add(Transaction transaction, long noticeId, Attachment attachment)
    {
        using var command = transaction.Connection.CreateCommand();
        command.CommandText =
            "INSERT INTO attachments (notice_id, kind, file_name, content) VALUES (@noticeId, @kind, @fileName, @content)";
        command.Parameters.AddWithValue("@noticeId", noticeId);
        command.Parameters.AddWithValue("@kind", attachment.Kind == AttachmentKind.Photo ? Photo : Document);
        command.Parameters.AddWithValue("@fileName", attachment.FileName);
        command.Parameters.AddWithValue("@content", attachment.Content.ToArray());
        command.ExecuteNonQuery();
    }

    public static Attachment? Find(Transaction transaction, long noticeId) =>
        transaction.Connection.QueryFirstOrDefault<Row>(
            "SELECT kind AS Kind, file_name AS FileName, content AS Content FROM attachments WHERE notice_id = @noticeId",
            new { noticeId }
        )
            is { } row
            ? new Attachment(row.Kind == Photo ? AttachmentKind.Photo : AttachmentKind.Document, row.FileName, row.Content)
            : null;

    public static bool Exists(Transaction transaction, long noticeId) =>
        transaction.Connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM attachments WHERE notice_id = @noticeId)",
            new { noticeId }
        );

    /// <summary>Telegram takes it not: the text goes alone.</summary>
    public static void Drop(Transaction transaction, long noticeId) =>
        transaction.Connection.Execute("DELETE FROM attachments WHERE notice_id = @noticeId", new { noticeId });

    internal sealed record Row(string Kind, string FileName, byte[] Content);
}
