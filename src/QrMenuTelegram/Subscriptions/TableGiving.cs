using System.Globalization;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Calls;
using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.People;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary>The buttons beneath an event that nobody is subscribed to: one press subscribes a chat to its table.</summary>
public sealed class TableGiving(
    SubscriptionStore subscriptions,
    Audiences audiences,
    EventAnnouncer announcer,
    CallLifecycle book,
    ServerNames servers
)
{
    internal const string Prefix = "give:";

    private const int LongestName = 40;

    /// <param name="context">A manager's press.</param>
    /// <param name="payload">EVENT:CHAT:TOPIC, as <see cref="EventAnnouncer.GivePrefix"/> says.</param>
    public void Press(PressContext context, string payload)
    {
        if (
            payload.Split(':') is not [var eventWord, var chatWord, var topicWord]
            || !long.TryParse(eventWord, NumberStyles.None, CultureInfo.InvariantCulture, out var eventId)
            || !long.TryParse(chatWord, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var chatId)
            || !int.TryParse(topicWord, NumberStyles.None, CultureInfo.InvariantCulture, out var topicId)
            || AcceptedEvents.Find(context.Transaction, eventId) is not { } accepted
            || ChatStore.Find(context.Transaction, chatId) is not { } chat
        )
        {
            context.Toast(TextKeys.Press.Old);
            return;
        }
        var to = new Destination(chatId, topicId);
        var table = new TableName(accepted.TableName);
        var isNew =
            audiences.IsUnclaimed(context.Transaction, accepted.Server, accepted.Code, table) || !Gets(context, to, accepted, table);
        if (isNew)
        {
            Give(context, to, chat, accepted, table);
        }
        announcer.NowSubscribed(context.Transaction, accepted);
        book.Rerouted(context.Transaction, accepted.Server, accepted.TableId, table);
        context.Toast(
            isNew ? TextKeys.Give.Done : TextKeys.Give.Already,
            ("table", SafeText.Line(table.Text, LongestName)),
            ("chat", SafeText.Line(chat.Title, LongestName))
        );
    }

    private bool Gets(PressContext context, Destination to, AcceptedEvent accepted, TableName table) =>
        audiences.Subscribed(context.Transaction, accepted.Server, accepted.Code, table).Contains(to);

    private void Give(PressContext context, Destination to, Chat chat, AcceptedEvent accepted, TableName table)
    {
        var what = audiences.WhatOf(context.Transaction, to, accepted.Server, accepted.Code);
        var wanted = new NewSubscription(to, servers.Several ? accepted.Server : null, what, null, [table]);
        var number = subscriptions.Add(context.Transaction, wanted, context.From.Id);
        var language = context.Texts.Language(chat.Language);
        context.Outbox.Add(
            context.Transaction,
            new NewNotice(
                to,
                Urgency.Reply,
                context.Texts.Html(
                    language,
                    TextKeys.Give.Here,
                    ("table", SafeText.Line(table.Text, LongestName)),
                    (
                        "what",
                        what.Role is { } role
                            ? context.Texts.Plain(language, TextKey.RoleName(role.Name))
                            : string.Join(", ", what.Codes.Select(code => context.Texts.Plain(language, TextKey.EventName(code))))
                    ),
                    ("server", wanted.Server),
                    ("number", number),
                    ("by", PeopleStore.NameOf(context.Transaction, context.From.Id))
                )
            )
        );
    }
}
