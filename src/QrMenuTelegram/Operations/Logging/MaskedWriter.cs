using System.Text;

namespace QrMenuTelegram.Operations.Logging;

/// <summary>
/// The console, a line at a time: without secrets, and without an end of the program where nobody reads it any more or
/// its disk is full.
/// </summary>
internal sealed class MaskedWriter(TextWriter console, Masks masks) : TextWriter
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => console.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            _line.Append(buffer);
            if (buffer.Contains('\n'))
            {
                PassOn();
            }
        }
    }

    public override void WriteLine(string? value) => Write(value + NewLine);

    /// <summary>Lets a line out that has no end yet.</summary>
    public override void Flush()
    {
        lock (_lock)
        {
            PassOn();
        }
    }

    private void PassOn()
    {
        var text = masks.Apply(_line.ToString());
        _line.Clear();
        try
        {
            console.Write(text);
            console.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Nobody is there to be told.
        }
    }
}
