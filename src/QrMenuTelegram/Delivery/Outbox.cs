using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Delivery;

/// <summary>
/// Where everybody writes down what chats should show, inside the transaction that is the reason for it. The courier
/// is woken after the commit.
/// </summary>
/// <param name="clock">Dates the wishes.</param>
/// <param name="events">Lazy, since what follows from an event may be another wish.</param>
public sealed class Outbox(Clock clock, Lazy<IDeliveryEvents> events)
{
    /// <summary>Nobody presses a button of a message that is older.</summary>
    private static readonly TimeSpan LongestKept = TimeSpan.FromDays(7);

    /// <summary>Chats that have something new to show, for the courier.</summary>
    internal ConcurrentQueue<long> Touched { get; } = new();

    /// <summary>Chats that got a new id, for the courier.</summary>
    internal ConcurrentQueue<(long OldId, long NewId)> Moved { get; } = new();

    /// <summary>Answers to strangers, which are not written down.</summary>
    public Courtesies Courtesies { get; } = new(clock);

    /// <summary>Adds a wish and returns its id. The chat must be known (<see cref="ChatStore.Remember"/>).</summary>
    public long Add(Transaction transaction, NewNotice notice)
    {
        var id = transaction.Connection.ExecuteScalar<long>(
            """
            INSERT INTO notices (chat_id, topic_id, urgency, subject, html, buttons, silent, alone, patient, created_at, reply_hint)
            VALUES (@chatId, @topicId, @urgency, @subject, @html, @buttons, @silent, @alone, @patient, @createdAt, @replyHint)
            RETURNING id
            """,
            new
            {
                chatId = notice.To.ChatId,
                topicId = notice.To.TopicId,
                urgency = (int)notice.Urgency,
                subject = notice.Subject,
                html = notice.Html,
                buttons = ButtonsJson.Write(notice.Buttons),
                silent = notice.Silent,
                alone = notice.Alone || notice.Patient || notice.Attachment is not null || notice.ReplyHint is not null,
                patient = notice.Patient,
                createdAt = Instant.Min(clock.Now, notice.DueAt ?? Instant.Never),
                replyHint = notice.ReplyHint,
            }
        );
        if (notice.Attachment is { } attachment)
        {
            AttachmentStore.Add(transaction, id, attachment);
        }
        if (
            ChatStore.Find(transaction, notice.To.ChatId) is { } chat
            && (
                chat.RefusedAt is null
                    ? ChatStore.IsParkedForLong(transaction, chat.Id, clock.Now)
                    : !ChatStore.ShowsLife(transaction, chat.Id)
            )
        )
        {
            var held = new HeldNotice(id, notice.Urgency, notice.Html, notice.Subject);
            events.Value.Happened(transaction, new DeliveryFact.HeldBack(chat, held));
        }
        Touch(transaction, notice.To.ChatId);
        return id;
    }

    /// <summary>Changes a wish: what is not shown yet is shown so; what is shown is edited, once, to the newest state.</summary>
    /// <returns>False when there is no such notice, or it carries an attachment or asks for a reply and is on its way.</returns>
    public bool Change(Transaction transaction, long noticeId, string html, IReadOnlyList<IReadOnlyList<Button>> buttons)
    {
        var json = ButtonsJson.Write(buttons);
        var row = transaction.Connection.QueryFirstOrDefault<Wish>(
            "SELECT chat_id AS ChatId, html AS Html, buttons AS Buttons, message_id AS MessageId, reply_hint AS ReplyHint FROM notices "
                + "WHERE id = @noticeId",
            new { noticeId }
        );
        if (row is null || (row.MessageId is not null && (row.ReplyHint is not null || AttachmentStore.Exists(transaction, noticeId))))
        {
            return false;
        }
        if (row.Html == html && row.Buttons == json)
        {
            return true;
        }
        if (row.MessageId is { } leaving)
        {
            CopyStore.KeepWhileUnderWay(transaction, leaving);
        }
        transaction.Connection.Execute(
            "UPDATE notices SET html = @html, buttons = @json, version = version + 1 WHERE id = @noticeId",
            new
            {
                noticeId,
                html,
                json,
            }
        );
        transaction.Connection.Execute(
            "UPDATE messages SET changed = 1 WHERE id IN (SELECT message_id FROM copies WHERE notice_id = @noticeId) AND telegram_id "
                + "IS NOT NULL AND gone = 0",
            new { noticeId }
        );
        if (row.MessageId is { } messageId)
        {
            transaction.Connection.Execute(
                "UPDATE messages SET changed = 1 WHERE id = @messageId AND telegram_id IS NOT NULL AND gone = 0",
                new { messageId }
            );
        }
        Touch(transaction, row.ChatId);
        return true;
    }

    /// <summary>
    /// Takes back a wish that no message carries yet: it will not be sent again. Where a send of it had no answer, that
    /// message may be there: it carries the wish from now on, and goes on being changed.
    /// </summary>
    /// <returns>False when a message carries it, or may do so, or it was ended before.</returns>
    public bool Withdraw(Transaction transaction, long noticeId)
    {
        if (CopyStore.CarryOn(transaction, noticeId) is { } chatId)
        {
            Touch(transaction, chatId);
            return false;
        }
        var chat = transaction.Connection.QueryFirstOrDefault<ChatOf>(
            "UPDATE notices SET ended_at = @now WHERE id = @noticeId AND message_id IS NULL AND ended_at IS NULL RETURNING chat_id AS Id",
            new { noticeId, now = clock.Now }
        );
        if (chat is not null)
        {
            Touch(transaction, chat.Id);
        }
        return chat is not null;
    }

    /// <summary>
    /// Takes a notice from a person: one that waits is never shown; a message that shows it, or is on its way, says
    /// <paramref name="html"/> instead and has no buttons. Nobody finds it by its subject any more.
    /// </summary>
    public void Retract(Transaction transaction, long noticeId, string html)
    {
        NoticeStore.MarkRetracted(transaction, noticeId);
        if (!Withdraw(transaction, noticeId))
        {
            Change(transaction, noticeId, html, []);
        }
    }

    /// <summary>What a chat has that can still be acted on or will be shown: what waits, what is under way, what has buttons, or
    /// is about to lose them.</summary>
    public static IReadOnlyList<LiveNotice> LiveIn(Transaction transaction, long chatId) => NoticeStore.LiveIn(transaction, chatId);

    /// <summary>After the commit the courier looks at this chat again.</summary>
    public void Touch(Transaction transaction, long chatId)
    {
        transaction.Enqueue(Touched, chatId);
        transaction.Signal(Signal.Delivery);
    }

    /// <summary>After the commit the courier goes on with the new id where it stood with the old one.</summary>
    public void Move(Transaction transaction, long oldId, long newId)
    {
        transaction.Enqueue(Moved, (oldId, newId));
        Touch(transaction, newId);
    }

    /// <summary>The notices of the message that Telegram knows by this id; empty when it is older than the database.</summary>
    public static IReadOnlyList<long> NoticesOf(Transaction transaction, long chatId, long telegramId) =>
        MessageStore.NoticesOf(transaction, chatId, telegramId);

    /// <summary>
    /// A button of this message was pressed: where its number is news to us, because its send had no answer, the message is
    /// kept up to date from now on.
    /// </summary>
    public void Pressed(Transaction transaction, long chatId, long telegramId, string data)
    {
        if (telegramId > 0 && CopyStore.Number(transaction, chatId, telegramId, data, clock.Now - LongestKept))
        {
            Touch(transaction, chatId);
        }
    }

    /// <inheritdoc cref="MessageStore.UnderWayWith"/>
    public static long? UnderWayWith(Transaction transaction, long chatId, string data) =>
        MessageStore.UnderWayWith(transaction, chatId, data);

    /// <summary>The notices of a subject, oldest first.</summary>
    public static IReadOnlyList<SubjectNotice> BySubject(Transaction transaction, string subject) =>
        transaction
            .Connection.Query<SubjectNotice>(
                "SELECT id AS Id, chat_id AS ChatId, topic_id AS TopicId FROM notices WHERE subject = @subject ORDER BY id",
                new { subject }
            )
            .AsList();

    /// <summary>Of these subjects those of which a chat that can be written to has a notice.</summary>
    public static IReadOnlySet<string> Reaching(Transaction transaction, IEnumerable<string> subjects) =>
        transaction
            .Connection.Query<SubjectOf>(
                """
                SELECT DISTINCT n.subject AS Subject FROM notices n JOIN chats c ON c.id = n.chat_id
                WHERE n.subject IN (SELECT value FROM json_each(@subjects)) AND c.refused_at IS NULL
                """,
                new { subjects = Json(subjects) }
            )
            .Select(row => row.Subject)
            .ToHashSet();

    // A method with a type of its own: Dapper's generator can't see what the JSON generator writes, and would leave a call
    // that names it to reflection, which the native program has not.
    private static string Json(IEnumerable<string> subjects) => JsonSerializer.Serialize(subjects, SubjectsJson.Default.IEnumerableString);

    internal sealed record SubjectOf(string Subject);

    internal sealed record ChatOf(long Id);

    internal sealed record Wish(long ChatId, string Html, string Buttons, long? MessageId, string? ReplyHint);
}

/// <summary>A notice of some subject.</summary>
public sealed record SubjectNotice(long Id, long ChatId, int TopicId);

/// <summary>Rows of buttons as they are stored.</summary>
internal static partial class ButtonsJson
{
    public static string Write(IReadOnlyList<IReadOnlyList<Button>> rows) =>
        rows.Count == 0 ? "" : JsonSerializer.Serialize(rows, Context.Default.IReadOnlyListIReadOnlyListButton);

    public static IReadOnlyList<IReadOnlyList<Button>> Read(string json) =>
        json.Length == 0 ? [] : JsonSerializer.Deserialize(json, Context.Default.IReadOnlyListIReadOnlyListButton)!;

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonSerializable(typeof(IReadOnlyList<IReadOnlyList<Button>>))]
    private sealed partial class Context : JsonSerializerContext;
}
