using System.Text;
using System.Text.Json.Nodes;
using QrMenuTelegram.Simulation.Chats;
using QrMenuTelegram.Simulation.Html;

namespace QrMenuTelegram.Simulation.BotApi.Methods;

/// <summary>Reads what a message shall show, as strictly as Telegram does.</summary>
internal static class ContentReader
{
    private const int MostRawBytes = 32_768;
    private const int MostButtons = 100;
    private const int MostHint = 64;

    /// <param name="call">The call.</param>
    /// <param name="field"><c>text</c> or <c>caption</c>.</param>
    /// <param name="most">Code points after parsing.</param>
    public static FormattedText Text(ApiCall call, string field, int most)
    {
        var raw = call.Text(field) ?? "";
        if (Encoding.UTF8.GetByteCount(raw) > MostRawBytes)
        {
            throw ApiException.BadRequest(field == "text" ? "message is too long" : "message caption is too long");
        }
        var text = TextCleaner.Clean(Parse(raw, call.Text("parse_mode")));
        if (text.CodePoints > most)
        {
            throw ApiException.BadRequest(field == "text" ? "message is too long" : "message caption is too long");
        }
        if (!TextCleaner.IsBlank(text.Text))
        {
            return text;
        }
        return field == "text" ? throw ApiException.BadRequest("message text is empty") : new FormattedText("", []);
    }

    public static IReadOnlyList<IReadOnlyList<ShownButton>> Buttons(ApiCall call)
    {
        if (call.Node("reply_markup") is not JsonObject markup || markup["inline_keyboard"] is not JsonArray rows)
        {
            return [];
        }
        var buttons = rows.OfType<JsonArray>()
            .Where(row => row.Count > 0)
            .Select(row => (IReadOnlyList<ShownButton>)[.. row.OfType<JsonObject>().Select(Button)])
            .ToList();
        return buttons.Sum(row => row.Count) > MostButtons ? throw ApiException.BadRequest("reply markup is too long") : buttons;
    }

    /// <summary>What a message that asks for a reply shows in the empty field; null where it asks for none.</summary>
    public static string? ReplyHint(ApiCall call)
    {
        if (call.Node("reply_markup") is not JsonObject markup || markup["force_reply"] is not JsonValue forces)
        {
            return null;
        }
        if (!forces.TryGetValue(out bool asks) || !asks)
        {
            throw ApiException.BadRequest("object expected as reply markup");
        }
        var hint = (string?)markup["input_field_placeholder"] ?? "";
        return hint.EnumerateRunes().Count() > MostHint ? throw ApiException.BadRequest("input field placeholder is too long") : hint;
    }

    private static FormattedText Parse(string raw, string? mode)
    {
        switch (mode?.ToLowerInvariant())
        {
            case null or "":
                return new FormattedText(raw, []);
            case "html":
                try
                {
                    return HtmlParser.Parse(raw);
                }
                catch (HtmlParseException e)
                {
                    throw ApiException.BadRequest("can't parse entities: " + e.Message);
                }
            default:
                throw ApiException.BadRequest("unsupported parse_mode");
        }
    }

    private static ShownButton Button(JsonObject button)
    {
        var text = (string?)button["text"] ?? "";
        if (TextCleaner.IsBlank(text))
        {
            throw ApiException.BadRequest("can't parse inline keyboard button: Text buttons must have non-empty text");
        }
        var data = (string?)button["callback_data"];
        if (data is not null && Encoding.UTF8.GetByteCount(data) > 64)
        {
            throw ApiException.BadRequest("BUTTON_DATA_INVALID");
        }
        var url = (string?)button["url"];
        var copy = (string?)(button["copy_text"] as JsonObject)?["text"];
        var disabled = button["disabled"] is JsonObject;
        if (data is null or "" && url is null && copy is null && !disabled)
        {
            throw ApiException.BadRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
        }
        var style = (string?)button["style"];
        return style is null or "danger" or "success" or "primary"
            ? new ShownButton(text, data, url, copy, style, disabled)
            : throw ApiException.BadRequest("can't parse inline keyboard button: invalid button style specified");
    }
}
