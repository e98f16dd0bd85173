using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.Support;

/// <summary>The courier, with Telegram as a model, and without what follows from the facts of delivery.</summary>
public sealed class DeliveryRun : BridgeParts
{
    public DeliveryRun(DeliveryOptions? options = null)
        : base(new DateTimeOffset(2026, 11, 24, 19, 0, 0, TimeSpan.Zero), "R")
    {
        Options = options ?? new DeliveryOptions();
        Telegram = new ModelTelegram(Time);
        Start();
    }

    public DeliveryOptions Options { get; }

    public new ModelTelegram Telegram { get; }

    public HeardFacts Facts { get; } = new();

    public Outbox Outbox => Get<Outbox>();

    public ChatStates States => Get<ChatStates>();

    public Courier Courier => Get<Courier>();

    public CourierStatus Status => Courier.Status;

    /// <summary>Wishes a notice; the chat is made known where it is not.</summary>
    public long Wish(
        long chatId,
        string html,
        Urgency urgency = Urgency.Order,
        int topicId = 0,
        string? subject = null,
        bool silent = false,
        bool alone = false,
        Attachment? attachment = null,
        bool patient = false
    ) =>
        Wish(
            new NewNotice(new Destination(chatId, topicId), urgency, html)
            {
                Subject = subject,
                Silent = silent,
                Alone = alone,
                Patient = patient,
                Attachment = attachment,
            }
        );

    public long Wish(NewNotice notice) =>
        Write(transaction =>
        {
            var chatId = notice.To.ChatId;
            if (ChatStore.Find(transaction, chatId) is null)
            {
                ChatStore.Remember(transaction, new ChatInfo(chatId, chatId < 0 ? ChatKind.Group : ChatKind.Private, $"Chat {chatId}"));
            }
            return Outbox.Add(transaction, notice);
        });

    /// <returns>Whether it can still be shown.</returns>
    public bool Change(long noticeId, string html, params IReadOnlyList<Button>[] buttons) =>
        Write(transaction => Outbox.Change(transaction, noticeId, html, buttons));

    public Chat Chat(long chatId) => Write(transaction => ChatStore.Find(transaction, chatId))!;

    /// <summary>Lets time pass, with a turn whenever one is due or something came back.</summary>
    public void Pass(TimeSpan span)
    {
        var end = Time.GetUtcNow() + span;
        while (true)
        {
            var due = Turn();
            var now = Time.GetUtcNow();
            var next = now + (due - Clock.Now);
            if (Telegram.NextAt is { } at && at < next)
            {
                next = at;
            }
            if (next > end)
            {
                Time.Advance(end - now);
                Telegram.Proceed();
                Courier.Turn();
                return;
            }
            Time.Advance(next > now ? next - now : TimeSpan.Zero);
            Telegram.Proceed();
        }
    }

    /// <summary>Ends without a word, as a crash does, and starts again on the same file.</summary>
    public void Crash(Func<ModelTelegram.Request, bool>? arrives = null)
    {
        Telegram.Crash(arrives ?? (_ => false));
        Start();
    }

    protected override void Replace(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<ITelegram>(Telegram));
        services.Replace(ServiceDescriptor.Singleton(Options));
        services.Replace(ServiceDescriptor.Singleton<IDeliveryEvents>(Facts));
        services.Replace(ServiceDescriptor.Singleton<IDeliveryQuestions>(Facts));
    }

    private Instant Turn()
    {
        var due = Courier.Turn()!.Value;
        Telegram.Proceed();
        return due;
    }
}
