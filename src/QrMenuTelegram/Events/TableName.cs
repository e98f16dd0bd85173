namespace QrMenuTelegram.Events;

/// <summary>What staff call a table: free text, equal to another when it differs only in case and white space.</summary>
public readonly record struct TableName
{
    public TableName(string text)
    {
        Text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Key = MakeKey(Text);
    }

    /// <summary>As typed, white space collapsed.</summary>
    public string Text { get; }

    /// <summary>For matching and for the database.</summary>
    public string Key { get; }

    public bool Equals(TableName other) => Key == other.Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    /// <summary>The key of any name that people type: a table's, a hall's.</summary>
    public static string MakeKey(string name) =>
        string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
