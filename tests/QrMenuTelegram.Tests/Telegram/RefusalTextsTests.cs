using System.Text;
using System.Text.Json;
using QrMenuTelegram.Telegram;

namespace QrMenuTelegram.Tests.Telegram;

/// <summary>What refusals are about, by texts of TDLib, the Bot API server and Telegram's own servers.</summary>
public sealed class RefusalTextsTests
{
    private static readonly ShowRequest Sending = new(-100, 0, null, HasFile: false);

    [Theory]
    [InlineData("Bad Request: have no rights to send a message", RefusalReason.NoRightToWrite)]
    [InlineData("Bad Request: have no write access to the chat", RefusalReason.NoRightToWrite)]
    [InlineData("Bad Request: not enough rights", RefusalReason.NoRightToWrite)]
    [InlineData("Bad Request: not enough rights in the chat", RefusalReason.NoRightToWrite)]
    [InlineData("Bad Request: not enough rights to send text messages to the chat", RefusalReason.NoRightToWrite)]
    [InlineData("Bad Request: need administrator rights in the channel chat", RefusalReason.NoRightToWrite)]
    [InlineData("Bad Request: CHAT_ADMIN_REQUIRED", RefusalReason.NoRightToWrite)]
    [InlineData("Bad Request: CHAT_WRITE_FORBIDDEN", RefusalReason.NoRightToWrite)]
    [InlineData("Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", RefusalReason.NoRightToWrite)]
    [InlineData("Bad Request: CHAT_GUEST_SEND_FORBIDDEN", RefusalReason.NoRightToWrite)]
    [InlineData("Bad Request: CHAT_RESTRICTED", RefusalReason.NoRightToWrite)]
    [InlineData("Bad Request: USER_BANNED_IN_CHANNEL", RefusalReason.NoRightToWrite)]
    [InlineData("Bad Request: CHANNEL_PRIVATE", RefusalReason.NotMember)]
    [InlineData("Bad Request: have no access to the chat", RefusalReason.NotMember)]
    [InlineData("Bad Request: can't access the chat", RefusalReason.NotMember)]
    [InlineData("Bad Request: chat is not accessible", RefusalReason.NotMember)]
    [InlineData("Bad Request: USER_NOT_PARTICIPANT", RefusalReason.NotMember)]
    [InlineData("Bad Request: group chat was deactivated", RefusalReason.ChatDeleted)]
    [InlineData("Bad Request: chat is deactivated", RefusalReason.ChatDeleted)]
    [InlineData("Bad Request: INPUT_USER_DEACTIVATED", RefusalReason.UserDeactivated)]
    [InlineData("Bad Request: YOU_BLOCKED_USER", RefusalReason.BlockedByUser)]
    [InlineData("Bad Request: USER_IS_BLOCKED", RefusalReason.BlockedByUser)]
    [InlineData("Bad Request: chat not found", RefusalReason.ChatNotFound)]
    [InlineData("Bad Request: user not found", RefusalReason.ChatNotFound)]
    [InlineData("Bad Request: PEER_ID_INVALID", RefusalReason.ChatNotFound)]
    [InlineData("Bad Request: CHANNEL_INVALID", RefusalReason.ChatNotFound)]
    [InlineData("Bad Request: CHAT_ID_INVALID", RefusalReason.ChatNotFound)]
    [InlineData("Bad Request: group chat was upgraded to a supergroup chat", RefusalReason.Other)]
    [InlineData("Bad Request: CHANNEL_MONOFORUM_UNSUPPORTED", RefusalReason.Other)]
    [InlineData("Bad Request: BOOSTS_REQUIRED", RefusalReason.Other)]
    [InlineData("Bad Request: FROZEN_PARTICIPANT_MISSING", RefusalReason.NotMember)]
    [InlineData("Bad Request: PREMIUM_ACCOUNT_REQUIRED", RefusalReason.Other)]
    [InlineData("Bad Request: something nobody wrote down", RefusalReason.Other)]
    public void A_400_about_the_chat_its_rights_or_its_state_is_a_chat_that_refuses(string text, RefusalReason reason) =>
        Meaning(400, text).ShouldBe(new SendOutcome.ChatRefused(reason, text));

    [Theory]
    [InlineData("Bad Request: message text is empty")]
    [InlineData("Bad Request: text must be non-empty")]
    [InlineData("Bad Request: text must be encoded in UTF-8")]
    [InlineData("Bad Request: message is too long")]
    [InlineData("Bad Request: MESSAGE_TOO_LONG")]
    [InlineData("Bad Request: MESSAGE_EMPTY")]
    [InlineData("Bad Request: reply markup is too long")]
    [InlineData("Bad Request: REPLY_MARKUP_INVALID")]
    [InlineData("Bad Request: BUTTON_DATA_INVALID")]
    [InlineData("Bad Request: BUTTON_USER_PRIVACY_RESTRICTED")]
    [InlineData("Bad Request: Web App buttons can be used in private chats only")]
    [InlineData("Bad Request: can't parse reply keyboard markup JSON object")]
    [InlineData("Bad Request: field \"callback_data\" must be of type String")]
    [InlineData("Bad Request: invalid button style specified")]
    [InlineData("Bad Request: unsupported parse_mode")]
    public void A_400_that_names_text_markup_or_a_field_is_a_fault_of_the_message(string text) =>
        Meaning(400, text).ShouldBe(new SendOutcome.Refused(text));

    [Theory]
    [InlineData("Bad Request: can't parse entities: unsupported start tag \"x\" at byte offset 0")]
    [InlineData("Bad Request: ENTITY_BOUNDS_INVALID")]
    [InlineData("Bad Request: text buttons are unallowed in the inline keyboard")]
    [InlineData("Bad Request: ENTITIES_TOO_LONG")]
    [InlineData("Bad Request: ENTITY_MENTION_USER_INVALID")]
    public void What_names_entities_or_a_new_kind_of_button_may_be_taken_in_a_plainer_form(string text) =>
        Meaning(400, text).ShouldBe(new SendOutcome.MarkupRefused(text));

    [Theory]
    [InlineData("Bad Request: message thread not found")]
    [InlineData("Bad Request: TOPIC_DELETED")]
    [InlineData("Bad Request: TOPIC_ID_INVALID")]
    [InlineData("Bad Request: chat is not a forum")]
    [InlineData("Bad Request: topic not found")]
    [InlineData("Bad Request: can't use topic in the chat")]
    [InlineData("Bad Request: invalid message thread identifier specified")]
    public void A_topic_that_is_gone_costs_the_topic_and_not_the_chat(string text)
    {
        Meaning(400, text, Sending with { TopicId = 7 }).ShouldBe(new SendOutcome.TopicGone());
        Meaning(400, text).ShouldBeOfType<SendOutcome.ChatRefused>();
    }

    [Theory]
    [InlineData("Bad Request: PHOTO_INVALID_DIMENSIONS")]
    [InlineData("Bad Request: not enough rights to send photos to the chat")]
    [InlineData("Forbidden: CHAT_SEND_DOCS_FORBIDDEN")]
    [InlineData("Bad Request: USER_RESTRICTED_DOCUMENT")]
    [InlineData("Bad Request: wrong file identifier/HTTP URL specified")]
    public void What_is_about_a_file_costs_the_file(string text) =>
        Meaning(400, text, Sending with { HasFile = true }).ShouldBe(new SendOutcome.Refused(text));

    [Theory]
    [InlineData("Bad Request: message to edit not found")]
    [InlineData("Bad Request: message can't be edited")]
    [InlineData("Bad Request: MESSAGE_ID_INVALID")]
    [InlineData("Bad Request: MESSAGE_EDIT_TIME_EXPIRED")]
    [InlineData("Forbidden: MESSAGE_AUTHOR_REQUIRED")]
    public void A_message_that_can_not_be_edited_costs_itself(string text) =>
        Meaning(400, text, Sending with { TelegramId = 5 }).ShouldBe(new SendOutcome.MessageGone());

    [Theory]
    [InlineData(429, "Too Many Requests: retry after 9", "9", 9)]
    [InlineData(429, "Too Many Requests: retry after 9", null, 9)]
    [InlineData(429, "Too Many Requests", "\"17\"", 17)]
    [InlineData(429, "Too Many Requests", "2.5", 3)]
    [InlineData(429, "Too Many Requests", "-5", 1)]
    [InlineData(429, "Too Many Requests", "0", 1)]
    [InlineData(429, "Too Many Requests", "\"soon\"", 1)]
    [InlineData(429, "Too Many Requests", "{}", 1)]
    [InlineData(429, "Too Many Requests", "1e300", 86_400)]
    [InlineData(429, "Too Many Requests", "99999999999999999999", 86_400)]
    [InlineData(400, "Bad Request: SLOWMODE_WAIT_30", null, 30)]
    [InlineData(420, "FLOOD_WAIT_12", null, 12)]
    public void Patience_is_read_however_it_is_written_and_is_never_longer_than_a_day(
        int code,
        string text,
        string? retryAfter,
        int seconds
    )
    {
        var parameters = retryAfter is null ? "" : ",\"parameters\":{\"retry_after\":" + retryAfter + "}";
        var answer = ApiAnswer.Read(
            code,
            Encoding.UTF8.GetBytes($"{{\"ok\":false,\"error_code\":{code},\"description\":\"{text}\"{parameters}}}")
        );
        TelegramErrors.OfSend(answer, Sending, "token").ShouldBe(new SendOutcome.Throttled(TimeSpan.FromSeconds(seconds)));
        TelegramErrors.OfCall<bool>(answer, "token").RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    private static SendOutcome Meaning(int code, string text, ShowRequest? request = null)
    {
        var answer = $"{{\"ok\":false,\"error_code\":{code},\"description\":\"{JsonEncodedText.Encode(text)}\"}}";
        return TelegramErrors.OfSend(ApiAnswer.Read(code, Encoding.UTF8.GetBytes(answer)), request ?? Sending, "token");
    }
}
