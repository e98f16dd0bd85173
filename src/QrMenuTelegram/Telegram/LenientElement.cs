using System.Text.Json;

namespace QrMenuTelegram.Telegram;

/// <summary>Fields of JSON as they can be read: one of another kind than expected counts as not there.</summary>
internal static class LenientElement
{
    public static JsonElement? Object(this JsonElement json, string name) =>
        Field(json, name) is { ValueKind: JsonValueKind.Object } field ? field : null;

    public static string? Text(this JsonElement json, string name)
    {
        try
        {
            return Field(json, name) is { ValueKind: JsonValueKind.String } field ? field.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8.
            return null;
        }
    }

    /// <summary>A text, also one that stands there as a bare number.</summary>
    public static string? TextOrNumber(this JsonElement json, string name) =>
        Field(json, name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : json.Text(name);

    /// <summary>A whole number, also one in quotes; 0 is none.</summary>
    public static long? Long(this JsonElement json, string name) =>
        LenientNumber.Read(json.TextOrNumber(name)) is { } value && Math.Abs(value) is > 0 and < 1L << 53 && Math.Floor(value) == value
            ? (long)value
            : null;

    public static bool Flag(this JsonElement json, string name) => Field(json, name) is { ValueKind: JsonValueKind.True };

    private static JsonElement? Field(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var field) ? field : null;
}
