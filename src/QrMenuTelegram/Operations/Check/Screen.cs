namespace QrMenuTelegram.Operations.Check;

/// <summary>What <c>check</c> shows: one thing a line, what is wrong beneath with the fix.</summary>
internal sealed class Screen(TextWriter output)
{
    private const int NameWidth = 14;

    /// <summary>How many things must be fixed.</summary>
    public int Failures { get; private set; }

    public void Title(string text) => output.WriteLine(text + "\n");

    public void Ok(string name, string text) => Line("ok  ", name, text);

    public void Note(string name, string text) => Line("note", name, text);

    public void Fail(string name, string text)
    {
        Failures++;
        Line("FAIL", name, text);
    }

    public void End() =>
        output.WriteLine(
            Failures switch
            {
                0 => "\nAll is well.",
                1 => "\nOne thing to fix.",
                _ => $"\n{Failures} things to fix.",
            }
        );

    private void Line(string mark, string name, string text) =>
        output.WriteLine($"{mark}  {name.PadRight(NameWidth)}  {text.ReplaceLineEndings("\n" + new string(' ', NameWidth + 8))}");
}
