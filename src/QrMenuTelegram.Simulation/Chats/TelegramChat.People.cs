using QrMenuTelegram.Simulation.Html;

namespace QrMenuTelegram.Simulation.Chats;

/// <summary>What people do to a chat.</summary>
public sealed partial class TelegramChat
{
    /// <summary>Puts the bot into the group, as a member or as an admin.</summary>
    public TelegramChat AddBot(Person by, BotStatus status = BotStatus.Member) =>
        _world.Change(() =>
        {
            RefuseForPrivate();
            SetBot(by, status);
            Tell(by, new ServiceNews("new_chat_members", _world.Bot));
            return this;
        });

    /// <summary>Bans the bot; it hears of that, and of nothing after it.</summary>
    public void KickBot(Person by) => _world.Change(() => SetBot(by, BotStatus.Kicked));

    /// <summary>Takes the bot out without banning it: to writing Telegram then says that it is no member.</summary>
    public void RemoveBot(Person by) => _world.Change(() => SetBot(by, BotStatus.Left));

    /// <summary>Makes the bot an admin, a member, or a member who may not write.</summary>
    public void SetBotStatus(Person by, BotStatus status) => _world.Change(() => SetBot(by, status));

    /// <summary>
    /// Members may no longer write, and Telegram says so in these words (without <c>Bad Request: </c>); null lets them write.
    /// </summary>
    public void RefuseWriting(string? words = "not enough rights to send text messages to the chat") =>
        _world.Change(() => WritingRefused = words);

    public void Rename(Person by, string title) =>
        _world.Change(() =>
        {
            Title = title;
            Tell(by, new ServiceNews("new_chat_title", title));
        });

    /// <summary>Changes the title without a word to anybody; called with the world locked or for a chat of one's own.</summary>
    internal void SetTitle(string title) => Title = title;

    /// <summary>Deletes the group for everybody.</summary>
    public void Delete() => _world.Change(() => IsDeleted = true);

    public Topic AddTopic(string name) =>
        _world.Change(() =>
        {
            if (!IsForum)
            {
                throw new InvalidOperationException($"{this} has no topics.");
            }
            var topic = new Topic(NextMessageId(), name, TopicState.Open);
            _topics.Add(topic);
            return topic;
        });

    public void CloseTopic(int topicId) => SetTopic(topicId, TopicState.Closed);

    public void ReopenTopic(int topicId) => SetTopic(topicId, TopicState.Open);

    /// <summary>Deletes the topic and everything in it.</summary>
    public void DeleteTopic(int topicId) => SetTopic(topicId, TopicState.Deleted);

    internal Topic? Topic(int id) => _topics.Find(t => t.Id == id);

    /// <summary>Somebody's words; called with the world locked.</summary>
    internal ShownMessage Post(Person from, string text, SayOptions options)
    {
        var message = Add(
            from,
            TextCleaner.Clean(new FormattedText(text, [])),
            m => m with { TopicId = options.TopicId, Anonymous = options.Anonymous, ReplyTo = options.ReplyTo?.Id }
        );
        if (BotSees(text, options.ReplyTo))
        {
            _world.Updates.Add("message", UpdateJson.Message(message));
        }
        return message;
    }

    /// <summary>Tells the bot what became of it; called with the world locked.</summary>
    internal void TellBotStatus(Person by, BotStatus before, BotStatus after) =>
        _world.Updates.Add("my_chat_member", UpdateJson.BotStatusChange(this, _world.Bot, by, before, after, _world.UnixTime));

    private bool BotSees(string text, ShownMessage? replyTo)
    {
        if (Type == ChatType.Private)
        {
            return true;
        }
        if (Bot is BotStatus.Left or BotStatus.Kicked)
        {
            return false;
        }
        if (!_world.PrivacyMode || Bot == BotStatus.Administrator || replyTo?.From == _world.Bot)
        {
            return true;
        }
        var command = text.Split([' ', '\n'], 2)[0];
        return command.StartsWith('/')
            && (
                !command.Contains('@', StringComparison.Ordinal)
                || command.EndsWith("@" + _world.Bot.Username, StringComparison.OrdinalIgnoreCase)
            );
    }

    /// <summary>A service message, which the bot always sees while it is in.</summary>
    private ShownMessage Tell(Person by, ServiceNews news)
    {
        var message = Add(by, new FormattedText("", []), m => m with { Service = news.Kind, ServiceValue = news.Value });
        _world.Updates.Add("message", UpdateJson.Message(message));
        return message;
    }

    private void SetBot(Person by, BotStatus status)
    {
        RefuseForPrivate();
        var before = Bot;
        Bot = status;
        if (before != status)
        {
            TellBotStatus(by, before, status);
        }
    }

    private void SetTopic(int topicId, TopicState state) =>
        _world.Change(() =>
        {
            var index = _topics.FindIndex(t => t.Id == topicId);
            _topics[index] = _topics[index] with { State = state };
            if (state == TopicState.Deleted)
            {
                _messages.RemoveAll(m => m.TopicId == topicId);
            }
        });

    private void RefuseForPrivate()
    {
        if (Type == ChatType.Private)
        {
            throw new InvalidOperationException("A private chat has no members.");
        }
    }

    private sealed record ServiceNews(string Kind, object Value);
}
