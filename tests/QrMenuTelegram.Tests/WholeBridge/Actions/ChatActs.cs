using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge.Actions;

/// <summary>Somebody blocks the bot, throws it out, silences it, or the chat is gone; Telegram tells us, mostly.</summary>
internal sealed class ChatRefuses : Act
{
    public override int Weight => 12;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        var chat = chance.Pick(run.People.Chats);
        chat.Refuses =
            chat.Kind == ChatKind.Private
                ? chance.Pick([RefusalReason.BlockedByUser, RefusalReason.UserDeactivated])
                : chance.Pick([
                    RefusalReason.Kicked,
                    RefusalReason.NoRightToWrite,
                    RefusalReason.ChatDeleted,
                    RefusalReason.NotMember,
                    RefusalReason.Other,
                ]);
        run.World.Say($"{chat.Id} refuses: {chat.Refuses}");
        if (!chance.OneIn(3))
        {
            run.People.TellStanding(chat, chat.Refuses == RefusalReason.NoRightToWrite ? BotStanding.Silenced : BotStanding.Outside);
        }
    }
}

/// <summary>It takes messages again; Telegram tells us, or somebody writes there, or neither.</summary>
internal sealed class ChatIsBack : Act
{
    public override int Weight => 14;

    public override void Do(Simulation run)
    {
        var away = run.People.Chats.Where(chat => chat.Refuses is not null).ToList();
        if (away.Count > 0)
        {
            BringBack(run, run.World.Chance.Pick(away));
        }
    }

    public static void BringBack(Simulation run, ChatPeer chat)
    {
        chat.Refuses = null;
        chat.BackAt = run.World.Now;
        run.World.Say($"{chat.Id} is back");
        if (!run.World.Chance.OneIn(3))
        {
            run.People.TellStanding(chat, BotStanding.MayWrite);
        }
    }
}

/// <summary>A group becomes a supergroup; the service message comes first, late or never.</summary>
internal sealed class GroupIsUpgraded : Act
{
    public override int Weight => 6;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        var groups = run.People.Chats.Where(chat => chat is { Kind: ChatKind.Group, Refuses: null }).ToList();
        if (groups.Count == 0)
        {
            return;
        }
        var group = chance.Pick(groups);
        var upgraded = run.Telegram.Add(new ChatPeer(-2000 + group.Id, ChatKind.Supergroup, group.Title));
        group.MovedTo = upgraded.Id;
        run.World.Say($"{group.Id} becomes {upgraded.Id}");
        if (chance.OneIn(3))
        {
            run.People.Write(People.Anna, upgraded, 0, "/help");
        }
        if (!chance.OneIn(3))
        {
            run.Telegram.Updates.Add(id => new IncomingUpdate.ChatMigrated(id, group.Id, upgraded.Id));
        }
    }
}

internal sealed class TopicGoes : Act
{
    public override int Weight => 8;

    public override void Do(Simulation run)
    {
        var chance = run.World.Chance;
        var forums = run.People.Chats.Where(chat => chat.Topics.Count > 1).ToList();
        if (forums.Count == 0)
        {
            return;
        }
        var chat = chance.Pick(forums);
        var topic = chance.Pick(chat.Topics.Where(topic => topic != 0).ToList());
        if (chance.OneIn(2))
        {
            chat.Topics.Remove(topic);
            chat.Messages.RemoveAll(message => message.TopicId == topic && chat.Bury(message));
        }
        else if (!chat.ClosedTopics.Remove(topic))
        {
            chat.ClosedTopics.Add(topic);
        }
        run.World.Say($"topic {topic} of {chat.Id} is deleted, closed or opened");
    }
}

/// <summary>Any message, or one that will be edited when somebody does something about its call.</summary>
internal sealed class SomebodyDeletesMessage : Act
{
    public override int Weight => 9;

    public override void Do(Simulation run)
    {
        var chat = run.World.Chance.Pick(run.People.Chats);
        var messages = chat.Messages.Where(message => CallMessages.Buttons(message).Count > 0).ToList();
        if (messages.Count == 0 || run.World.Chance.OneIn(2))
        {
            messages = chat.Messages;
        }
        if (messages.Count > 0 && run.World.Chance.Pick(messages) is var message && chat.Bury(message))
        {
            chat.Messages.Remove(message);
            run.World.Say($"message {message.Id} of {chat.Id} is deleted");
        }
    }
}

internal sealed class ChatIsSlow : Act
{
    public override int Weight => 4;

    public override void Do(Simulation run)
    {
        var chat = run.World.Chance.Pick(run.People.Chats);
        chat.IsSlow = !chat.IsSlow;
    }
}
