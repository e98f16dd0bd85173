using System.Text.Json;

namespace QrMenuTelegram.QrMenu;

/// <summary>The outer shape of an answer: what <c>result</c> says, and where the elements of <c>updates</c> stand.</summary>
internal sealed class Envelope
{
    /// <summary>What <c>result</c> says; null where it is missing or says something else.</summary>
    public bool? Result { get; private set; }

    /// <summary>Start and length in bytes, in the server's order; at most one more than <see cref="EventReader.MostElements"/>.</summary>
    public List<(int Start, int Length)> Elements { get; } = [];

    /// <summary>
    /// Whether it is an object that either brings updates or says that the request succeeded, and nothing contradicts it.
    /// </summary>
    public bool IsDocumented => !_strange && (_updates || Result == true);

    private bool _updates;
    private bool _strange;

    /// <exception cref="JsonException">It is no JSON, or not whole.</exception>
    public static Envelope Read(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(json, options);
        var envelope = new Envelope();
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            envelope._strange = true;
            reader.Skip();
        }
        else
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                envelope.ReadMember(ref reader);
            }
        }
        while (reader.Read())
        {
            // Anything behind the end is refused here.
        }
        return envelope;
    }

    /// <summary>Where the elements stand that came whole, of an answer whose end is missing.</summary>
    public static List<(int Start, int Length)> ReadBeginning(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(options));
        var elements = new List<(int Start, int Length)>();
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("updates"u8)))
            {
                // Only what the documents show: {"result": true, "data": {"updates": [
            }
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return elements;
            }
            while (elements.Count <= EventReader.MostElements && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)reader.TokenStartIndex;
                if (!reader.TrySkip())
                {
                    break;
                }
                elements.Add((start, (int)reader.BytesConsumed - start));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What came before is good all the same.
        }
        return elements;
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        var isResult = reader.ValueTextEquals("result"u8);
        var isData = reader.ValueTextEquals("data"u8);
        reader.Read();
        if (isResult)
        {
            Result = reader.TokenType switch
            {
                JsonTokenType.True => true,
                JsonTokenType.False => false,
                JsonTokenType.String when reader.ValueTextEquals("true"u8) || reader.ValueTextEquals("1"u8) => true,
                JsonTokenType.String when reader.ValueTextEquals("false"u8) || reader.ValueTextEquals("0"u8) => false,
                JsonTokenType.Number when reader.TryGetInt32(out var number) => number != 0,
                _ => null,
            };
            reader.Skip();
        }
        else if (isData && reader.TokenType == JsonTokenType.StartObject)
        {
            ReadData(ref reader);
        }
        else if (isData && reader.TokenType == JsonTokenType.StartArray)
        {
            ReadUpdates(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadData(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isUpdates = reader.ValueTextEquals("updates"u8);
            reader.Read();
            if (isUpdates)
            {
                ReadUpdates(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadUpdates(ref Utf8JsonReader reader)
    {
        Elements.Clear();
        _updates = true;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    AddElement(ref reader);
                }
                break;
            case JsonTokenType.StartObject:
                ReadSingle(ref reader);
                break;
            default:
                _strange = true;
                break;
        }
    }

    // One event without its list; or an empty list as some languages write it.
    private void ReadSingle(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        if (ahead.Read() && ahead.TokenType == JsonTokenType.EndObject)
        {
            reader = ahead;
            return;
        }
        AddElement(ref reader);
    }

    private void AddElement(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        if (Elements.Count <= EventReader.MostElements)
        {
            Elements.Add((start, (int)reader.BytesConsumed - start));
        }
    }
}
