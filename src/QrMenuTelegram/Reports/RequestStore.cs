using Dapper;
using Microsoft.Data.Sqlite;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Reports;

/// <summary>
/// A report that somebody waits for. It is made outside of the transaction that asked for it, since that may take a second.
/// </summary>
/// <param name="Id">Its row.</param>
/// <param name="ChatId">Where it goes.</param>
/// <param name="TopicId">In which topic; 0 for none.</param>
/// <param name="What">A <see cref="ReportWish"/>.</param>
/// <param name="FirstDay"><see cref="DateOnly.DayNumber"/>.</param>
/// <param name="LastDay">The same.</param>
/// <param name="Section">A <see cref="ReportSections"/> name; '' for the whole.</param>
/// <param name="Page">Of the section, from 0.</param>
/// <param name="NoticeId">Which notice is to show it; null for a new one.</param>
internal sealed record ReportRequest(
    long Id,
    long ChatId,
    int TopicId,
    string What,
    int FirstDay,
    int LastDay,
    string Section,
    int Page,
    long? NoticeId
)
{
    public Period Period => new(DateOnly.FromDayNumber(FirstDay), DateOnly.FromDayNumber(LastDay));
}

/// <summary>What is wanted.</summary>
internal static class ReportWish
{
    public const string Report = "report";
    public const string Section = "section";
    public const string Export = "export";
}

/// <summary>The reports that are still to be made.</summary>
internal static class RequestStore
{
    /// <summary>What notices with details of a report are about.</summary>
    public const string DetailsSubject = "report";

    public static void Add(Transaction transaction, ReportRequest request, Instant now) =>
        transaction.Connection.Execute(
            """
            INSERT INTO report_requests (chat_id, topic_id, what, first_day, last_day, section, page, notice_id, requested_at)
            VALUES (@chatId, @topicId, @what, @firstDay, @lastDay, @section, @page, @noticeId, @now)
            """,
            new
            {
                chatId = request.ChatId,
                topicId = request.TopicId,
                what = request.What,
                firstDay = request.FirstDay,
                lastDay = request.LastDay,
                section = request.Section,
                page = request.Page,
                noticeId = request.NoticeId,
                now,
            }
        );

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<ReportRequest> Waiting(SqliteConnection connection) =>
        connection
            .Query<ReportRequest>(
                """
                SELECT id AS Id, chat_id AS ChatId, topic_id AS TopicId, what AS What, first_day AS FirstDay, last_day AS LastDay,
                       section AS Section, page AS Page, notice_id AS NoticeId
                FROM report_requests ORDER BY id
                """
            )
            .AsList();

    /// <summary>Whether the notice shows details of a report, and so may be told to show others.</summary>
    public static bool ShowsDetails(Transaction transaction, long noticeId) =>
        transaction.Connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM notices WHERE id = @noticeId AND subject = @subject)",
            new { noticeId, subject = DetailsSubject }
        );

    /// <summary>It is made.</summary>
    /// <returns>False when it was withdrawn meanwhile, with its chat or its notice.</returns>
    public static bool Done(Transaction transaction, long id) =>
        transaction.Connection.Execute("DELETE FROM report_requests WHERE id = @id", new { id }) > 0;

    /// <summary>Withdrawn: they are never made.</summary>
    public static void RemoveAllOf(Transaction transaction, long chatId) =>
        transaction.Connection.Execute("DELETE FROM report_requests WHERE chat_id = @chatId", new { chatId });
}
