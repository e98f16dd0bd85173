namespace QrMenuTelegram.Simulation.Chats;

/// <summary>Somebody with a phone: says things, presses buttons, starts and blocks the bot. Every call is atomic.</summary>
public sealed class Person
{
    private readonly World _world;

    internal Person(World world, long id, string firstName, string? lastName, string? username, string? language, bool isBot)
    {
        _world = world;
        Id = id;
        FirstName = firstName;
        LastName = lastName;
        Username = username;
        Language = language;
        IsBot = isBot;
    }

    /// <summary>Telegram's user id, and the id of the private chat with the bot.</summary>
    public long Id { get; }

    public string FirstName { get; private set; }

    public string? LastName { get; }

    /// <summary>Without <c>@</c>; null for none.</summary>
    public string? Username { get; }

    /// <summary>IETF tag of the person's app; null where it tells none.</summary>
    public string? Language { get; set; }

    public bool IsBot { get; }

    public string Name => LastName is null ? FirstName : $"{FirstName} {LastName}";

    /// <summary>The chat with the bot; nothing is in it before <see cref="Start"/>.</summary>
    public TelegramChat PrivateChat { get; internal set; } = null!;

    /// <summary>Whether the bot may write first.</summary>
    public bool Started { get; internal set; }

    public bool BlockedBot { get; private set; }

    /// <summary>Whether the account is gone.</summary>
    public bool Deactivated { get; private set; }

    /// <summary>Presses Start (unblocking the bot where it was blocked), with the payload of a <c>?start=</c> link.</summary>
    public ShownMessage Start(string? payload = null) =>
        _world.Change(() =>
        {
            Started = true;
            SetBlocked(false);
            return PrivateChat.Post(this, payload is null ? "/start" : "/start " + payload, new SayOptions());
        });

    /// <summary>Says something in a chat; in the private one this presses Start where that was not done.</summary>
    public ShownMessage Say(TelegramChat chat, string text, SayOptions? options = null) =>
        _world.Change(() =>
        {
            if (chat == PrivateChat)
            {
                Started = true;
                SetBlocked(false);
            }
            return chat.Post(this, text, options ?? new SayOptions());
        });

    /// <summary>Says something in a topic.</summary>
    public ShownMessage Say(TelegramChat chat, Topic topic, string text) => Say(chat, text, new SayOptions { TopicId = topic.Id });

    /// <summary>Says something in the private chat with the bot.</summary>
    public ShownMessage Say(string text) => Say(PrivateChat, text);

    /// <summary>Presses a button that this message shows (or showed when it was looked at), by its label or its data.</summary>
    /// <exception cref="ArgumentException">It has no such button.</exception>
    public Press Press(ShownMessage message, string labelOrData)
    {
        var button =
            message.Buttons.SelectMany(row => row).FirstOrDefault(b => b.Data == labelOrData || b.Text == labelOrData)
            ?? throw new ArgumentException(
                $"No button \"{labelOrData}\"; there are: "
                    + $"{string.Join(", ", message.Buttons.SelectMany(r => r).Select(b => $"{b.Text} ({b.Data})"))}.",
                nameof(labelOrData)
            );
        return PressData(
            message,
            button.Data ?? throw new ArgumentException($"The button \"{labelOrData}\" sends nothing to the bot.", nameof(labelOrData))
        );
    }

    /// <summary>Sends any data as if a button of this message had it: what a client that cheats can do.</summary>
    public Press PressData(ShownMessage message, string data) => _world.Change(() => _world.Presses.Begin(this, message, data));

    public void Block() => _world.Change(() => SetBlocked(true));

    public void Unblock() => _world.Change(() => SetBlocked(false));

    /// <summary>Deletes the account.</summary>
    public void Deactivate() => _world.Change(() => Deactivated = true);

    /// <summary>Changes what the person is called.</summary>
    public void Rename(string firstName) =>
        _world.Change(() =>
        {
            FirstName = firstName;
            PrivateChat.SetTitle(firstName);
        });

    public override string ToString() => $"{Name} ({Id})";

    private void SetBlocked(bool blocked)
    {
        if (BlockedBot != blocked)
        {
            BlockedBot = blocked;
            PrivateChat.TellBotStatus(this, blocked ? BotStatus.Member : BotStatus.Kicked, blocked ? BotStatus.Kicked : BotStatus.Member);
        }
    }
}

/// <summary>How something is said.</summary>
public sealed record SayOptions
{
    /// <summary>The topic; 0 for none and for General.</summary>
    public int TopicId { get; init; }

    /// <summary>As an admin who hides behind the group.</summary>
    public bool Anonymous { get; init; }

    /// <summary>The message it answers.</summary>
    public ShownMessage? ReplyTo { get; init; }
}
