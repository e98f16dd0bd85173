using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace QrMenuTelegram.Telegram;

/// <summary>What a message shows, in the form that the Bot API takes.</summary>
internal static class MessageRequest
{
    private const int GeneralTopic = 1;

    /// <summary>Telegram refuses the number of the general topic: what is for it names none.</summary>
    public static int ThreadOf(int topicId) => topicId == GeneralTopic ? 0 : topicId;

    public static void WriteThread(Utf8JsonWriter json, int topicId)
    {
        if (ThreadOf(topicId) is not 0 and var thread)
        {
            json.WriteNumber("message_thread_id", thread);
        }
    }

    public static void WriteMessage(Utf8JsonWriter json, long chatId, long telegramId)
    {
        json.WriteNumber("chat_id", chatId);
        json.WriteNumber("message_id", telegramId);
    }

    public static void WriteText(Utf8JsonWriter json, MessageContent content)
    {
        json.WriteString("text", content.Text);
        if (content.Format == TextFormat.Html)
        {
            json.WriteString("parse_mode", "HTML");
        }
        json.WriteStartObject("link_preview_options");
        json.WriteBoolean("is_disabled", true);
        json.WriteEndObject();
        if (content.Buttons.Count > 0)
        {
            json.WriteStartObject("reply_markup");
            WriteButtons(json, content);
            json.WriteEndObject();
        }
        else if (content.ReplyHint is { } hint)
        {
            json.WriteStartObject("reply_markup");
            json.WriteBoolean("force_reply", true);
            json.WriteBoolean("selective", true);
            json.WriteString("input_field_placeholder", hint);
            json.WriteEndObject();
        }
    }

    private static void WriteButtons(Utf8JsonWriter json, MessageContent content)
    {
        json.WriteStartArray("inline_keyboard");
        foreach (var row in content.Buttons)
        {
            json.WriteStartArray();
            foreach (var button in row)
            {
                json.WriteStartObject();
                json.WriteString("text", button.Text);
                WriteKind(json, button);
                if (button.Style != ButtonStyle.Plain)
                {
                    json.WriteString("style", button.Style.ToString().ToLowerInvariant());
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void WriteKind(Utf8JsonWriter json, Button button)
    {
        if (button.Url is { } url)
        {
            json.WriteString("url", url);
        }
        else if (button.IsDisabled)
        {
            json.WriteStartObject("disabled");
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("callback_data", button.Data);
        }
    }

    /// <summary>The parts of a message that carries a file; the caller disposes of them.</summary>
    public static MultipartFormDataContent Form(long chatId, int thread, Attachment attachment, MessageContent caption, bool silent)
    {
        var form = new MultipartFormDataContent();
        Add("chat_id", chatId.ToString(CultureInfo.InvariantCulture));
        Add("caption", caption.Text);
        if (caption.Format == TextFormat.Html)
        {
            Add("parse_mode", "HTML");
        }
        if (caption.Buttons.Count > 0)
        {
            Add("reply_markup", Encoding.UTF8.GetString(BotApi.Json(json => WriteButtons(json, caption))));
        }
        if (thread != 0)
        {
            Add("message_thread_id", thread.ToString(CultureInfo.InvariantCulture));
        }
        Add("disable_notification", silent ? "true" : "false");
        if (attachment.Kind == AttachmentKind.Document)
        {
            Add("disable_content_type_detection", "true");
        }
        AddFile(form, attachment.Kind == AttachmentKind.Photo ? "photo" : "document", attachment.FileName, attachment.Content);
        return form;

        void Add(string name, string value) => form.Add(new StringContent(value), name);
    }

    /// <summary>The parts that give the bot a picture; the caller disposes of them.</summary>
    public static MultipartFormDataContent PictureForm(ReadOnlyMemory<byte> jpeg)
    {
        var form = new MultipartFormDataContent { { new StringContent("""{"type":"static","photo":"attach://picture"}"""), "photo" } };
        AddFile(form, "picture", "picture.jpg", jpeg);
        return form;
    }

    private static void AddFile(MultipartFormDataContent form, string field, string fileName, ReadOnlyMemory<byte> content)
    {
        var file = new ReadOnlyMemoryContent(content);
        // Headers are written byte by byte, and Telegram reads a file's name as UTF-8.
        var name = string.Concat(Encoding.UTF8.GetBytes(fileName.Replace('"', '\'')).Select(one => (char)one));
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{field}\"; filename=\"{name}\"");
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file);
    }
}
