using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.Chats;

/// <summary>What a message holds: text, picture, service news, buttons.</summary>
internal static class MessageContentJson
{
    public static void Add(JsonObject json, ShownMessage message)
    {
        if (message.Service is { } service)
        {
            json[service] = message.ServiceValue switch
            {
                Person person => new JsonArray(UpdateJson.User(person)),
                long id => id,
                ShownMessage pinned => UpdateJson.Message(pinned, withReply: false),
                var text => text?.ToString(),
            };
            return;
        }
        var (textField, entitiesField) = message.Attachment is null ? ("text", "entities") : ("caption", "caption_entities");
        if (message.Text.Length > 0)
        {
            json[textField] = message.Text;
        }
        if (Entities(message) is { Count: > 0 } entities)
        {
            json[entitiesField] = entities;
        }
        if (message.Attachment is { } attachment)
        {
            var file = new JsonObject
            {
                ["file_id"] = $"file-{message.Chat.Id}-{message.Id}",
                ["file_unique_id"] = $"unique-{message.Chat.Id}-{message.Id}",
                ["file_size"] = attachment.Content.Length,
            };
            if (attachment.Kind == "photo")
            {
                file["width"] = 1;
                file["height"] = 1;
                json["photo"] = new JsonArray(file);
            }
            else
            {
                file["file_name"] = attachment.FileName;
                json["document"] = file;
            }
        }
    }

    private static JsonArray Entities(ShownMessage message)
    {
        var entities = new JsonArray();
        var command = message.Text.Split([' ', '\n'], 2)[0];
        if (!message.From.IsBot && command.Length > 1 && command[0] == '/')
        {
            entities.Add(
                new JsonObject
                {
                    ["offset"] = 0,
                    ["length"] = command.Length,
                    ["type"] = "bot_command",
                }
            );
        }
        foreach (var entity in message.Content.Entities)
        {
            var json = new JsonObject
            {
                ["offset"] = entity.Offset,
                ["length"] = entity.Length,
                ["type"] = entity.Type,
            };
            switch (entity.Type)
            {
                case "text_link":
                    json["url"] = entity.Argument;
                    break;
                case "pre" when entity.Argument is not null:
                    json["language"] = entity.Argument;
                    break;
                case "custom_emoji":
                    json["custom_emoji_id"] = entity.Argument;
                    break;
            }
            entities.Add(json);
        }
        return entities;
    }

    public static JsonArray Keyboard(ShownMessage message) =>
        new([.. message.Buttons.Select(row => new JsonArray([.. row.Select(Button)]))]);

    private static JsonObject Button(ShownButton button)
    {
        var json = new JsonObject { ["text"] = button.Text };
        UpdateJson.Put(json, "callback_data", button.Data);
        UpdateJson.Put(json, "url", button.Url);
        UpdateJson.Put(json, "style", button.Style);
        if (button.Disabled)
        {
            json["disabled"] = new JsonObject();
        }
        if (button.Copy is not null)
        {
            json["copy_text"] = new JsonObject { ["text"] = button.Copy };
        }
        return json;
    }
}
