using System.Text.Json.Nodes;

namespace QrMenuTelegram.Simulation.Chats;

/// <summary>The Bot API's <c>ChatMember</c>.</summary>
internal static class MemberJson
{
    public static JsonObject Of(Person person, BotStatus status)
    {
        var json = new JsonObject { ["user"] = UpdateJson.User(person) };
        json["status"] = status switch
        {
            BotStatus.Left => "left",
            BotStatus.Member => "member",
            BotStatus.Administrator => "administrator",
            BotStatus.Restricted => "restricted",
            _ => "kicked",
        };
        if (status == BotStatus.Kicked)
        {
            json["until_date"] = 0;
        }
        if (status == BotStatus.Restricted)
        {
            json["is_member"] = true;
            json["until_date"] = 0;
            foreach (
                var right in (string[])
                    [
                        "can_send_messages",
                        "can_send_audios",
                        "can_send_documents",
                        "can_send_photos",
                        "can_send_videos",
                        "can_send_video_notes",
                        "can_send_voice_notes",
                        "can_send_polls",
                        "can_send_other_messages",
                        "can_add_web_page_previews",
                        "can_change_info",
                        "can_invite_users",
                        "can_pin_messages",
                        "can_manage_topics",
                    ]
            )
            {
                json[right] = false;
            }
        }
        if (status == BotStatus.Administrator)
        {
            foreach (
                var right in (string[])
                    [
                        "can_be_edited",
                        "is_anonymous",
                        "can_manage_chat",
                        "can_delete_messages",
                        "can_manage_video_chats",
                        "can_restrict_members",
                        "can_promote_members",
                        "can_change_info",
                        "can_invite_users",
                        "can_post_stories",
                        "can_edit_stories",
                        "can_delete_stories",
                    ]
            )
            {
                json[right] = right is "can_manage_chat" or "can_delete_messages" or "can_invite_users";
            }
            json["can_pin_messages"] = true;
            json["can_manage_topics"] = true;
        }
        return json;
    }
}
