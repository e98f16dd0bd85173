using QrMenuTelegram.Delivery;
using QrMenuTelegram.People;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Commands;

/// <summary>What somebody is to the restaurant, where he speaks: how much is answered and stored goes by it.</summary>
public enum Standing
{
    /// <summary>Nobody we know, in a chat that is none of the restaurant's: nothing about him is stored.</summary>
    Stranger,

    /// <summary>Somebody without rights whom we met in a chat of the restaurant, or who speaks in one.</summary>
    Member,

    Staff,

    Manager,
}

internal static class Standings
{
    /// <summary>
    /// The standing of this person in this chat. Only people with rights, and what they do, make a chat or a person known:
    /// so a group is the restaurant's when one of them put the bot there or has written to it there.
    /// </summary>
    public static Standing Find(Transaction transaction, Sender from, ChatInfo chat, bool anonymous = false)
    {
        var person = anonymous || from.IsBot ? null : PeopleStore.Find(transaction, from.Id);
        if (person is { IsManager: true })
        {
            return Standing.Manager;
        }
        if (person is not null && PeopleStore.IsStaff(transaction, person.Id))
        {
            return Standing.Staff;
        }
        var isKnown = chat.Kind == ChatKind.Private ? person is not null : ChatStore.Find(transaction, chat.Id) is not null;
        return isKnown ? Standing.Member : Standing.Stranger;
    }
}
