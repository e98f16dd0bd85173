using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace QrMenuTelegram.Configuration;

/// <summary>
/// Reads variables, each once and into its type. The call that reads a variable is its declaration: name, type, default,
/// range and meaning; what the bridge knows of variables (<see cref="Declared"/>) is collected from these calls.
/// What is wrong becomes a finding and the default stands in for it, so that everything wrong is found at once.
/// </summary>
public sealed class VariableReader
{
    /// <summary>Stands in a variable's name for a name that people choose.</summary>
    internal const string Name = "NAME";

    private readonly IConfiguration _values;
    private readonly string[] _names;
    private readonly List<Variable>? _declared;

    internal VariableReader(IConfiguration values, Findings findings)
        : this(values, findings, [], null) { }

    private VariableReader(IConfiguration values, Findings findings, string[] names, List<Variable>? declared)
    {
        _values = values;
        Findings = findings;
        _names = names;
        _declared = declared;
    }

    /// <summary>Reads every variable as its default.</summary>
    public static VariableReader NothingSet => new(new ConfigurationBuilder().Build(), new Findings());

    internal Findings Findings { get; }

    /// <summary>The variables that are read, in their order.</summary>
    internal static IReadOnlyList<Variable> Declared(Action<VariableReader> read)
    {
        var declared = new List<Variable>();
        read(new VariableReader(new ConfigurationBuilder().Build(), new Findings(), [], declared));
        return declared;
    }

    /// <summary>The names that people chose where <paramref name="list"/> ends, each with a reader of what belongs to it.</summary>
    /// <param name="list"><c>QrMenu__Servers</c>.</param>
    public IEnumerable<(string Name, VariableReader Read)> Each(string list)
    {
        IEnumerable<string> names = _declared is null ? _values.GetSection(KeyOf(list)).GetChildren().Select(child => child.Key) : [Name];
        return names.Select(name => (name, new VariableReader(_values, Findings, [.. _names, name], _declared)));
    }

    /// <summary>The variable with the chosen names in place, as people write it.</summary>
    public string Spell(string name) => KeyOf(name).Replace(":", "__", StringComparison.Ordinal);

    public string Text(string name, string initial, string meaning) => Value<string>(name, initial, text => text, meaning);

    public string? Text(string name, string meaning) => Optional<string>(name, text => text, meaning);

    public bool Flag(string name, bool initial, string meaning) =>
        Value<bool>(
            name,
            initial ? "true" : "false",
            text => bool.TryParse(text, out var flag) ? flag : Correction.To(text, "Write true or false."),
            meaning
        );

    public int Whole(string name, int initial, int least, int most, string meaning) =>
        Value(
            name,
            initial.ToString(CultureInfo.InvariantCulture),
            text =>
                int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                    ? Within(number, least, most)
                    : Correction.To(text, "Write a whole number."),
            meaning
        );

    public double Number(string name, double initial, double least, double most, string meaning) =>
        Value(
            name,
            initial.ToString(CultureInfo.InvariantCulture),
            text =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? Within(number, least, most)
                    : Correction.To(text, "Write a number, with a point for the decimals: 0.5."),
            meaning
        );

    /// <param name="name">Its name.</param>
    /// <param name="initial">What stands in where it is not set; null for what must be set.</param>
    /// <param name="least">The shortest.</param>
    /// <param name="most">The longest.</param>
    /// <param name="meaning">A sentence.</param>
    /// <param name="inDays">Whether a number without a unit is likely to be meant as days.</param>
    public TimeSpan Duration(string name, string? initial, string least, string most, string meaning, bool inDays = false) =>
        Read(
            new Variable(name, meaning) { Default = initial },
            initial ?? "0",
            text =>
            {
                if (!Durations.TryRead(text, out var duration))
                {
                    return Correction.To(text, "Write a time as hh:mm:ss, such as 00:00:10, or as 10s, 2m, 1h.");
                }
                if (!inDays && Durations.IsBareNumber(text))
                {
                    Findings.Warn(
                        Spell(name),
                        $"is {text}, and a bare number means days",
                        $"Write a unit: {text}s, {text}m, {text}h; or {text}d."
                    );
                }
                return Durations.Within(duration, Durations.Parse(least), Durations.Parse(most));
            }
        );

    /// <summary>Where it is not set, <paramref name="initial"/> is parsed in its place.</summary>
    public T Value<T>(string name, string initial, Func<string, Parsed<T, Correction>> parse, string meaning) =>
        Read(new Variable(name, meaning) { Default = initial }, initial, parse);

    /// <summary>Null where it is not set.</summary>
    public T? Optional<T>(string name, Func<string, Parsed<T, Correction>> parse, string meaning)
        where T : class => Read(new Variable(name, meaning), null, parse);

    /// <param name="name">Its name.</param>
    /// <param name="missing">What is said where it is not set.</param>
    /// <param name="example">What may stand there; null for nothing.</param>
    /// <param name="parse">From the text.</param>
    /// <param name="meaning">A sentence.</param>
    public T? Required<T>(string name, Correction missing, string? example, Func<string, Parsed<T, Correction>> parse, string meaning)
        where T : class
    {
        var value = Read(new Variable(name, meaning) { IsRequired = true, Example = example }, null, parse);
        if (Set(name) is null)
        {
            Findings.Error(Spell(name), missing);
        }
        return value;
    }

    /// <summary>A secret, from the variable itself or from the file that the same name with <c>File</c> behind it names.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="missing">What is said where neither is set.</param>
    /// <param name="wrong">What is wrong with a secret; null for nothing.</param>
    /// <param name="file">A file that may hold it.</param>
    /// <param name="meaning">A sentence.</param>
    /// <param name="fileMeaning">A sentence about the file.</param>
    /// <returns>Null where a finding says why.</returns>
    public Secret? Secret(string name, Correction missing, Func<string, Correction?> wrong, string file, string meaning, string fileMeaning)
    {
        _declared?.Add(new Variable(name, meaning) { IsRequired = true });
        _declared?.Add(new Variable(name + "File", fileMeaning) { Example = file });
        return Secret(name, missing, wrong);
    }

    /// <summary>The same where it may be missing.</summary>
    /// <returns>Null where neither is set, or a finding says why.</returns>
    public Secret? OptionalSecret(string name, string file, string meaning, string fileMeaning)
    {
        _declared?.Add(new Variable(name, meaning));
        _declared?.Add(new Variable(name + "File", fileMeaning) { Example = file });
        return Set(name) is null && Set(name + "File") is null ? null : Secret(name, new Correction("", ""), _ => null);
    }

    private Secret? Secret(string name, Correction missing, Func<string, Correction?> wrong)
    {
        var inFile = name + "File";
        (string variable, Parsed<string, Correction> value) = (Set(name), Set(inFile)) switch
        {
            (null, null) => (name, missing),
            ({ }, { }) => (name, new Correction($"and {Spell(inFile)} are both set", "Keep one of the two.")),
            ({ } secret, null) => (name, secret),
            (null, { } path) => (inFile, FromFile(path)),
        };
        if (!value.IsWrong(out _, out var text) && wrong(text) is { } complaint)
        {
            value = complaint;
        }
        return Judge(variable, value) is { } given ? new Secret(given, Spell(variable)) : null;
    }

    /// <summary>The value; the default of its type, and a finding, where it is wrong.</summary>
    public T? Judge<T>(string name, Parsed<T, Correction> parsed)
    {
        if (parsed.IsWrong(out var complaint, out var value))
        {
            Findings.Error(Spell(name), complaint);
        }
        return value;
    }

    private T Read<T>(Variable variable, string? initial, Func<string, Parsed<T, Correction>> parse)
    {
        _declared?.Add(variable);
        var set = Set(variable.Name);
        if ((set ?? initial) is not { } text)
        {
            return default!;
        }
        if (!parse(text).IsWrong(out var complaint, out var value))
        {
            return value;
        }
        Findings.Error(Spell(variable.Name), complaint);
        return initial is not null && !parse(initial).IsWrong(out _, out var instead) ? instead : default!;
    }

    // An empty value counts as not set, as Compose passes it.
    private string? Set(string name) => _values[KeyOf(name)]?.Trim() is { Length: > 0 } text ? text : null;

    // QrMenu__Servers__NAME__Url → QrMenu:Servers:Terrace:Url
    private string KeyOf(string name)
    {
        var next = 0;
        return string.Join(':', name.Split("__").Select(part => part == Name && next < _names.Length ? _names[next++] : part));
    }

    private static Parsed<T, Correction> Within<T>(T value, T least, T most)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : new Correction($"is {value}", $"Choose between {least} and {most}.");

    private static Parsed<string, Correction> FromFile(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim() is { Length: > 0 } secret
                ? secret
                : new Correction($"names {path}, which is empty", "Write the secret, and nothing else, into that file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return new Correction(
                $"names {path}, which can't be read ({e.Message})",
                "Name a file that the user that runs the bridge may read."
            );
        }
    }
}
