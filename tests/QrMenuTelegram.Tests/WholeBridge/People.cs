using QrMenuTelegram.Telegram;
using QrMenuTelegram.Tests.WholeBridge.Peers;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>Staff: who they are, their chats, and what they type and press.</summary>
internal sealed class People(SimulatedWorld world, TelegramPeer telegram)
{
    public static readonly Sender Anna = new(11, "Anna", "anna", "ru");
    public static readonly Sender Boris = new(12, "Boris <b>", null, "en");
    public static readonly Sender Eve = new(66, "Eve", "eve", "en");

    /// <summary>People who have nothing to do with the restaurant, and where they talk together.</summary>
    public static readonly IReadOnlyList<Sender> Strangers =
    [
        .. Enumerable.Range(700, 8).Select(id => new Sender(id, $"Stranger {id}", null, null)),
    ];
    public const long TheirGroup = -900;

    private int _marks;

    /// <summary>Everybody who may say something.</summary>
    public IReadOnlyList<Sender> All { get; } = [Anna, Boris, Eve];

    /// <summary>What was pressed, in order.</summary>
    public List<Pressed> Presses { get; } = [];

    /// <summary>Tables for whose calls somebody typed <c>/claim</c>, in order.</summary>
    public List<Claimed> Claims { get; } = [];

    /// <summary>Commands that have just one reply, with their mark in it.</summary>
    public List<Probe> Probes { get; } = [];

    /// <summary>Everybody whose rights somebody may have ended, by the id, which is that of the private chat too.</summary>
    public IReadOnlySet<long> MayBeRemoved => Presses.Select(press => press.Removes).OfType<long>().ToHashSet();

    /// <summary>Whether an end of rights is on its way to the bridge, or may just have been handled.</summary>
    public bool IsRemoving =>
        telegram.Updates.Waiting.Any(update => Presses.Any(press => press.UpdateId == update.UpdateId && press.Removes is not null));

    public IReadOnlyList<ChatPeer> Chats => [.. telegram.Chats.Values.Where(chat => chat is { MovedTo: null, IsOfStrangers: false })];

    /// <summary>What there is before anything happens: chats, and subscriptions of most of them.</summary>
    public void Settle()
    {
        foreach (var person in All)
        {
            telegram.Add(new ChatPeer(person.Id, ChatKind.Private, person.Name));
        }
        telegram.Add(new ChatPeer(-1, ChatKind.Group, "Bar & <Grill>"));
        telegram.Add(new ChatPeer(-2, ChatKind.Group, "Kitchen"));
        telegram.Add(new ChatPeer(-1001, ChatKind.Supergroup, "Hall")).Topics.AddRange([5, 6]);
        foreach (var stranger in Strangers)
        {
            telegram.Add(new ChatPeer(stranger.Id, ChatKind.Private, stranger.Name) { IsOfStrangers = true });
        }
        telegram.Add(new ChatPeer(TheirGroup, ChatKind.Supergroup, "Strangers") { IsOfStrangers = true });
        Write(Anna, telegram.Chats[Anna.Id], 0, "/start");
        foreach (var chat in Chats.Where(chat => chat.Kind != ChatKind.Private))
        {
            Write(Anna, chat, 0, world.Chance.OneIn(2) ? "/subscribe waiter" : "/subscribe kitchen");
        }
    }

    public void Write(Sender from, ChatPeer chat, int topic, string text)
    {
        var update = telegram.Updates.Add(id => new IncomingUpdate.TextMessage(id, chat.Info, topic, from, false, text));
        if (text.StartsWith("/claim ", StringComparison.Ordinal))
        {
            Claims.Add(new Claimed(update.UpdateId, from, text["/claim ".Length..]));
        }
        world.Say($"{from.Name} in {chat.Id}{(topic == 0 ? "" : $"/{topic}")}: {text}");
    }

    /// <summary>Types a command that does not exist: a manager is told so, once, wherever it is.</summary>
    public void WriteProbe(ChatPeer chat, int topic)
    {
        var mark = $"u{++_marks}u";
        Write(Anna, chat, topic, $"/{mark}@model_bot");
        Probes.Add(new Probe(mark, telegram.Updates.Waiting[^1].UpdateId));
    }

    /// <summary>Telegram tells the bot what it may do in a chat.</summary>
    public void TellStanding(ChatPeer chat, BotStanding now) =>
        telegram.Updates.Add(id => new IncomingUpdate.BotStatusChanged(
            id,
            chat.Info,
            Anna,
            now == BotStanding.MayWrite ? BotStanding.Outside : BotStanding.MayWrite,
            now
        ));

    public void Press(Sender who, ChatPeer chat, ShownMessage message, Button button)
    {
        var query = $"q{++_marks}";
        message.IsTold = true;
        message.IsPressed |= message.Content.Buttons.Any(row => row.Contains(button));
        var update = telegram.Updates.Add(id => new IncomingUpdate.ButtonPress(
            id,
            query,
            who,
            chat.Info,
            message.TopicId,
            message.Id,
            button.Data
        ));
        Presses.Add(new Pressed(update.UpdateId, query, who, button.Data));
        world.Say($"{who.Name} presses {button.Text} on {message.Id} in {chat.Id}");
    }
}

/// <param name="Mark">Stands in the reply.</param>
/// <param name="UpdateId">Telegram's number of the update.</param>
internal sealed record Probe(string Mark, long UpdateId);

/// <param name="UpdateId">Telegram's number of the update: the order in which they are handled.</param>
/// <param name="Query">What an answer names.</param>
/// <param name="Who">By whom.</param>
/// <param name="Data">Of the button.</param>
internal sealed record Pressed(long UpdateId, string Query, Sender Who, string Data)
{
    /// <summary>Whose rights end by it, where the bridge obeys; null for nobody's.</summary>
    public long? Removes =>
        Data.Split(':') is ["managers", "remove", var manager] ? Id(manager)
        : Data.Split(':') is ["staff", "R", var member, ..] ? Id(member)
        : null;

    private static long? Id(string text) => long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;
}

/// <param name="UpdateId">Telegram's number of the update.</param>
/// <param name="Who">By whom.</param>
/// <param name="Table">Whose call, as typed.</param>
internal sealed record Claimed(long UpdateId, Sender Who, string Table);
