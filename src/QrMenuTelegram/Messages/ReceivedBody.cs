using System.Text;
using System.Text.Json;
using Fluid.Values;

namespace QrMenuTelegram.Messages;

/// <summary>What can be told of an element that nobody understood: the names of its fields, and its beginning.</summary>
internal static class ReceivedBody
{
    private const int LongestExcerpt = 500;
    private const int LongestField = 40;
    private const int MostFields = 20;
    private const int LookedAt = 65_536;

    /// <summary>The values <c>fields</c> (those that hold something), <c>more_fields</c> and <c>body</c>.</summary>
    public static IEnumerable<(string, FluidValue)> Values(string body)
    {
        var fields = Fields(body.Length > LookedAt ? body[..LookedAt] : body);
        yield return ("fields", new ArrayValue([.. fields.Take(MostFields).Select(field => TextValues.String(field, LongestField))]));
        yield return ("more_fields", NumberValue.Create(Math.Max(0, fields.Count - MostFields)));
        yield return ("body", TextValues.String(body.Length > LongestExcerpt * 4 ? body[..(LongestExcerpt * 4)] : body, LongestExcerpt));
    }

    private static List<string> Fields(string json)
    {
        var fields = new List<string>();
        var bytes = Encoding.UTF8.GetBytes(json);
        var options = new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = 1000,
        };
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(options));
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }
                var name = reader.GetString()!;
                if (reader.Read() && reader.TokenType != JsonTokenType.Null)
                {
                    fields.Add(name);
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Broken or cut JSON: the fields up to there are what can be told.
        }
        return fields;
    }
}
