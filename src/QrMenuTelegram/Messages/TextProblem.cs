namespace QrMenuTelegram.Messages;

/// <summary>What is wrong with a file of texts; the embedded text is used instead.</summary>
/// <param name="File">Where it is, for people.</param>
/// <param name="Line">From 1; 0 where it concerns the whole file.</param>
/// <param name="Text">What is wrong and what to do.</param>
public sealed record TextProblem(string File, int Line, string Text)
{
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Text}" : $"{File}: {Text}";
}
