using System.Text;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;

namespace QrMenuTelegram.Messages;

/// <summary>Takes what a template renders, and refuses what is too much.</summary>
internal sealed class BoundedWriter : TextWriter
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value) => Grown(1).Append(value);

    public override void Write(string? value) => Grown(value?.Length ?? 0).Append(value);

    public override void Write(char[] buffer, int index, int count) => Grown(count).Append(buffer, index, count);

    public override void Write(ReadOnlySpan<char> buffer) => Grown(buffer.Length).Append(buffer);

    public override Task WriteAsync(char value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return Task.CompletedTask;
    }

    public override Task FlushAsync() => Task.CompletedTask;

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override string ToString() => _text.ToString();

    private StringBuilder Grown(int by)
    {
        TemplateLimits.Check(_text.Length + (long)by, TemplateLimits.LongestOutput, "characters of output");
        return _text;
    }
}

/// <summary>Statements whose output becomes a value, and is bounded as the message is.</summary>
internal sealed class BoundedBlock(IReadOnlyList<Statement> statements) : Statement
{
    public override async ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        using var bounded = new BoundedWriter();
        var completion = Completion.Normal;
        for (var i = 0; i < statements.Count && completion == Completion.Normal; i++)
        {
            completion = await statements[i].WriteToAsync(bounded, encoder, context);
        }
        writer.Write(bounded.ToString());
        return completion;
    }
}
