using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace QrMenuTelegram;

/// <summary>What became of a text that somebody wrote: a value, or what is wrong with it.</summary>
/// <typeparam name="T">What it is parsed into.</typeparam>
/// <typeparam name="TComplaint">Says what is wrong and what to write instead.</typeparam>
public abstract record Parsed<T, TComplaint>
{
    private Parsed() { }

    public sealed record Ok(T Value) : Parsed<T, TComplaint>;

    public sealed record Wrong(TComplaint Complaint) : Parsed<T, TComplaint>;

    /// <summary>Tells which of the two it is, and gives it.</summary>
    public bool IsWrong([NotNullWhen(true)] out TComplaint? complaint, [NotNullWhen(false)] out T? value)
    {
        (complaint, value) = this switch
        {
            Wrong wrong => (wrong.Complaint, default(T)),
            Ok ok => (default(TComplaint), ok.Value),
            _ => throw new UnreachableException(),
        };
        return this is Wrong;
    }

    public static implicit operator Parsed<T, TComplaint>(T value) => new Ok(value);

    public static implicit operator Parsed<T, TComplaint>(TComplaint complaint) => new Wrong(complaint);
}
