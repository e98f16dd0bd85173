namespace QrMenuTelegram.Telegram;

/// <summary>What the bot's owner may let Telegram say of it, in each language.</summary>
public enum BotText
{
    /// <summary>In the empty chat, before Start is pressed; at most 512 characters.</summary>
    Description,

    /// <summary>On its profile, and where somebody shares it; at most 120 characters.</summary>
    ShortDescription,
}
