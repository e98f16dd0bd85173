namespace QrMenuTelegram.Workers;

/// <summary>What may have changed. A signal carries nothing else: the worker that it wakes looks for itself.</summary>
public enum Signal
{
    /// <summary>There is something to deliver, or Telegram answered.</summary>
    Delivery,

    /// <summary>Some call, or whose table it is, is not as it was, or a board was put up or taken down.</summary>
    Calls,

    /// <summary>A report was asked for, or the time of one was set.</summary>
    Reports,

    /// <summary>Telegram is reached by another way, or again.</summary>
    Ways,

    /// <summary>Somebody's rights, a chat's language or subscriptions, or who is known to be in which chat.</summary>
    Menus,
}
