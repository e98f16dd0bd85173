namespace QrMenuTelegram;

/// <summary>What became of a text that somebody wrote: a value, or what is wrong with it.</summary>
/// <typeparam name="T">What it is parsed into.</typeparam>
/// <typeparam name="TComplaint">Says what is wrong and what to write instead.</typeparam>
public abstract record Parsed<T, TComplaint>
{
    private Parsed()
    {
    }

    public sealed record Ok(T Value) : Parsed<T, TComplaint>;

    public sealed record Wrong(TComplaint Complaint) : Parsed<T, TComplaint>;

    public static implicit operator Parsed<T, TComplaint>(T value) => new Ok(value);

    public static implicit operator Parsed<T, TComplaint>(TComplaint complaint) => new Wrong(complaint);
}
