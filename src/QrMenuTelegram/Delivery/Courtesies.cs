using System.Collections.Concurrent;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Delivery;

/// <summary>An answer to somebody who has nothing to do with the restaurant.</summary>
/// <param name="To">Where.</param>
/// <param name="Content">What.</param>
/// <param name="Since">When it was wished, steady.</param>
internal sealed record Courtesy(Destination To, MessageContent Content, long Since);

/// <summary>
/// Answers to strangers: few, kept in memory only, so that nobody can fill the database by writing to the bot. They go
/// after everything else, and what can't go soon is dropped.
/// </summary>
public sealed class Courtesies(Clock clock)
{
    private const int Most = 10;
    private const long GoodFor = 30_000;

    private readonly Lock _adding = new();
    private readonly ConcurrentQueue<Courtesy> _waiting = new();

    /// <summary>Called when one was added. One listener: the courier.</summary>
    internal Action? Added { get; set; }

    /// <summary>Adds one, unless too many wait.</summary>
    /// <param name="to">Where.</param>
    /// <param name="html">Telegram HTML, everything from outside escaped.</param>
    public void Add(Destination to, string html)
    {
        lock (_adding)
        {
            if (_waiting.Count >= Most)
            {
                return;
            }
            _waiting.Enqueue(new Courtesy(to, new MessageContent(html, TextFormat.Html, []), clock.Now));
        }
        Added?.Invoke();
    }

    /// <summary>The first that is still worth sending; null for none.</summary>
    internal Courtesy? First(long now)
    {
        while (_waiting.TryPeek(out var first))
        {
            if (first.Since + GoodFor > now)
            {
                return first;
            }
            _waiting.TryDequeue(out _);
        }
        return null;
    }

    /// <summary>Takes the first out.</summary>
    internal Courtesy? Next() => _waiting.TryDequeue(out var first) ? first : null;
}
