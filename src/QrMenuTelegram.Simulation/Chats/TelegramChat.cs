using QrMenuTelegram.Simulation.Html;

namespace QrMenuTelegram.Simulation.Chats;

public enum ChatType
{
    Private,
    Group,
    Supergroup,
}

/// <summary>What the bot is in a chat.</summary>
public enum BotStatus
{
    Left,
    Member,
    Administrator,

    /// <summary>A member who may not write.</summary>
    Restricted,
    Kicked,
}

/// <summary>A chat: who may write in it, its topics, what it shows. Reading is safe at any time; every call is atomic.</summary>
public sealed partial class TelegramChat
{
    private readonly World _world;
    private readonly List<ShownMessage> _messages = [];
    private readonly List<Topic> _topics = [];

    // A supergroup's first message is the news of its making; 1 is also what General is called, so no topic has it.
    private int _lastMessageId = 1;

    internal TelegramChat(World world, long id, ChatType type, string title)
    {
        _world = world;
        Id = id;
        Type = type;
        Title = title;
        Bot = type == ChatType.Private ? BotStatus.Member : BotStatus.Left;
    }

    public long Id { get; }

    public ChatType Type { get; }

    /// <summary>A group's title; a person's first name.</summary>
    public string Title { get; private set; }

    public bool IsForum { get; internal init; }

    /// <summary>Whose private chat it is; null for groups.</summary>
    public Person? Owner { get; internal init; }

    public BotStatus Bot { get; private set; }

    public bool IsDeleted { get; private set; }

    /// <summary>The supergroup that this group became; null for none.</summary>
    public TelegramChat? MigratedTo { get; private set; }

    /// <summary>What an attempt to write answers with 400 where members may not write; null where they may.</summary>
    public string? WritingRefused { get; private set; }

    /// <summary>Whether the bot may pin without being an admin.</summary>
    public bool MembersMayPin { get; set; } = true;

    public int? PinnedMessageId { get; internal set; }

    /// <summary>What it shows now, oldest first, people's and service messages included.</summary>
    public IReadOnlyList<ShownMessage> All => _world.Look(() => (IReadOnlyList<ShownMessage>)[.. _messages]);

    /// <summary>What the bot's messages show now, oldest first.</summary>
    public IReadOnlyList<ShownMessage> FromBot => [.. All.Where(m => m.From == _world.Bot)];

    /// <summary>Open, closed and deleted ones.</summary>
    public IReadOnlyList<Topic> Topics => _world.Look(() => (IReadOnlyList<Topic>)[.. _topics]);

    /// <summary>The last message of the bot.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public ShownMessage Last =>
        All.LastOrDefault(m => m.From == _world.Bot) ?? throw new InvalidOperationException($"The bot wrote nothing in {this}.");

    /// <summary>The message as it is now; null where it was deleted.</summary>
    public ShownMessage? Message(int id) => _world.Look(() => _messages.Find(m => m.Id == id));

    /// <summary>Completes with the first message of the bot that is so, now or later.</summary>
    public async Task<ShownMessage> WaitForMessage(Func<ShownMessage, bool> isSo)
    {
        ShownMessage? found = null;
        try
        {
            await _world.Changes.WaitFor(() => (found = FromBot.FirstOrDefault(isSo)) is not null, what: $"a message in {this}");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException(
                $"{e.Message} The last that came: {string.Join(" | ", FromBot.TakeLast(3).Select(message => message.Text))}",
                e
            );
        }
        return found!;
    }

    /// <summary>Completes with the bot's messages once there are at least so many.</summary>
    public async Task<IReadOnlyList<ShownMessage>> WaitForMessages(int count)
    {
        await _world.Changes.WaitFor(() => FromBot.Count >= count, what: $"{count} messages in {this}, there are {FromBot.Count}");
        return FromBot;
    }

    public override string ToString() => $"{Title} ({Id})";

    /// <summary>Adds a message; called with the world locked.</summary>
    internal ShownMessage Add(Person from, FormattedText text, Func<ShownMessage, ShownMessage>? complete = null)
    {
        var message = new ShownMessage(this, NextMessageId(), from, text, _world.Time.Now);
        message = complete?.Invoke(message) ?? message;
        _messages.Add(message);
        return message;
    }

    private int NextMessageId() => Type == ChatType.Supergroup ? ++_lastMessageId : _world.NextMessageId();

    /// <summary>Puts a changed message in its place; called with the world locked.</summary>
    internal void Replace(ShownMessage message) => _messages[_messages.FindIndex(m => m.Id == message.Id)] = message;

    /// <summary>Removes a message; called with the world locked.</summary>
    internal bool Remove(int messageId) => _messages.RemoveAll(m => m.Id == messageId) > 0;
}
