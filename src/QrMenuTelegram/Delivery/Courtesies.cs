using System.Collections.Concurrent;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Workers;

namespace QrMenuTelegram.Delivery;

/// <summary>An answer to somebody who has nothing to do with the restaurant.</summary>
/// <param name="To">Where.</param>
/// <param name="Content">What.</param>
/// <param name="Since">When it was wished, steady.</param>
internal sealed record Courtesy(Destination To, MessageContent Content, Instant Since);

/// <summary>
/// Answers to strangers: few, kept in memory only, so that nobody can fill the database by writing to the bot. They go
/// after everything else, and what can't go soon is dropped.
/// </summary>
public sealed class Courtesies(Clock clock)
{
    private const int Most = 10;
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<Courtesy> _waiting = new();

    /// <summary>Adds one after the commit, unless too many wait.</summary>
    /// <param name="transaction">Of what it answers.</param>
    /// <param name="to">Where.</param>
    /// <param name="html">Telegram HTML, everything from outside escaped.</param>
    public void Add(Transaction transaction, Destination to, string html)
    {
        if (_waiting.Count < Most)
        {
            transaction.Enqueue(_waiting, new Courtesy(to, new MessageContent(html, TextFormat.Html, []), clock.Now));
            transaction.Signal(Signal.Delivery);
        }
    }

    /// <summary>The first that is still worth sending; null for none.</summary>
    internal Courtesy? First(Instant now)
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
