using System.Text;
using Fluid;
using Fluid.Values;

namespace QrMenuTelegram.Messages;

/// <summary>One text in one language. Parsed at its first use, then kept; rendering is safe concurrently.</summary>
/// <param name="source">The Liquid template.</param>
/// <param name="options">Filters, number formats and partials of its language.</param>
/// <param name="fallback">What it overrides, to be said where it fails; null for an embedded text.</param>
internal sealed class TextTemplate(TextSource source, TemplateOptions options, TextTemplate? fallback)
{
    private static readonly FluidParser Parser = new();
    private IFluidTemplate? _parsed;
    private IFluidTemplate? _bounded;
    private int _failures;

    public TextSource Source { get; } = source;

    public TextTemplate? Fallback { get; } = fallback;

    /// <exception cref="Exception">It is no template, or too long.</exception>
    public IFluidTemplate Parsed => _parsed ??= Parse();

    /// <summary>True the first time only: a template that fails is told of once.</summary>
    public bool FailsFirst() => Interlocked.Exchange(ref _failures, 1) == 0;

    /// <summary>Telegram HTML with the values escaped; not checked.</summary>
    /// <exception cref="Exception">Whatever is wrong with the template.</exception>
    public string Render(ReadOnlySpan<(string Name, FluidValue Value)> values)
    {
        var context = new BoundedContext(options);
        foreach (var (name, value) in values)
        {
            context.SetValue(name, value);
        }
        _bounded ??= TemplateLimits.Bounded(Parsed);
        using var writer = new BoundedWriter();
        var rendering = _bounded.RenderAsync(writer, TelegramEncoder.Instance, context);
        if (!rendering.IsCompletedSuccessfully)
        {
            rendering.AsTask().GetAwaiter().GetResult();
        }
        return Tidy(writer.ToString());
    }

    private IFluidTemplate Parse()
    {
        if (Source.IsOverride)
        {
            TemplateSource.Check(Source.Text);
        }
        return Parser.Parse(StandaloneTags.Trim(Source.Text));
    }

    // Tags of a template leave blank lines and spaces behind, which nobody means.
    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var blankLines = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).TrimEnd(" \t\r");
            if (line.IsEmpty)
            {
                blankLines++;
                continue;
            }
            if (tidy.Length > 0)
            {
                tidy.Append(blankLines > 0 ? "\n\n" : "\n");
            }
            blankLines = 0;
            tidy.Append(line);
        }
        return tidy.ToString().Trim(' ');
    }
}
