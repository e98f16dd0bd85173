using System.Collections.Immutable;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace QrMenuTelegram;

/// <summary>
/// The one place that takes secrets out of what is shown: the console, the health file and every text for a chat go
/// through it. Masked is what was learnt (tokens, keys, passwords) and whatever looks like a bot token, wherever
/// somebody typed it. Safe for concurrent use.
/// </summary>
public sealed partial class Masks
{
    /// <summary>Stands for a secret.</summary>
    public const string Mask = "<secret>";

    // In Telegram's HTML the brackets of the other would be a tag.
    private const string HtmlMask = "[secret]";

    /// <summary>A shorter secret is part of ordinary words and numbers, and masking it would garble everything.</summary>
    private const int Shortest = 6;

    /// <summary>A shorter one is masked only where it stands by itself.</summary>
    private const int Unmistakable = 16;

    private ImmutableHashSet<string> _secrets = [];

    /// <summary>From now on masked, in every spelling: as it is, in a URL, in HTML, in JSON.</summary>
    public void Learn(string? secret)
    {
        if (secret?.Trim() is { Length: >= Shortest } known)
        {
            ImmutableInterlocked.Update(
                ref _secrets,
                secrets =>
                    secrets.Union([
                        known,
                        Uri.EscapeDataString(known),
                        WebUtility.HtmlEncode(known),
                        JavaScriptEncoder.Default.Encode(known),
                    ])
            );
        }
    }

    /// <summary>The same text without secrets.</summary>
    public string Apply(string text) => Apply(text, Mask);

    /// <summary>The same for text that is HTML.</summary>
    public string ApplyToHtml(string html) => Apply(html, HtmlMask);

    private string Apply(string text, string mask)
    {
        foreach (
            var secret in Volatile
                .Read(ref _secrets)
                .Where(secret => text.Contains(secret, StringComparison.Ordinal))
                .OrderByDescending(secret => secret.Length)
        )
        {
            text = secret.Length >= Unmistakable ? text.Replace(secret, mask, StringComparison.Ordinal) : ReplaceAlone(text, secret, mask);
        }
        return text.AsSpan().ContainsAny(':', '_', '%') ? BotToken().Replace(text, mask) : text;
    }

    private static string ReplaceAlone(string text, string secret, string mask)
    {
        for (var at = text.IndexOf(secret, StringComparison.Ordinal); at >= 0; at = text.IndexOf(secret, at, StringComparison.Ordinal))
        {
            var end = at + secret.Length;
            var alone = !(at > 0 && char.IsLetterOrDigit(text[at - 1])) && !(end < text.Length && char.IsLetterOrDigit(text[end]));
            text = alone ? text[..at] + mask + text[end..] : text;
            at += alone ? mask.Length : 1;
        }
        return text;
    }

    // As BotFather writes it, in a URL, and as part of a variable's name, where the colon becomes two underscores.
    [GeneratedRegex("[0-9]{6,}(:|%3[Aa]|__)[A-Za-z0-9_-]{30,}")]
    private static partial Regex BotToken();
}
