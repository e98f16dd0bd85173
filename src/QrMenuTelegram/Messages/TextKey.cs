namespace QrMenuTelegram.Messages;

/// <summary>Names a text. <see cref="TextKeys"/> has them all; here are the families that have one for each thing of a list.</summary>
/// <param name="Name">Dotted, as in the language's <c>*.yaml</c> files.</param>
public readonly record struct TextKey(string Name)
{
    /// <summary>What an event's code is called in a sentence.</summary>
    public static TextKey EventName(string code) => new("code." + code);

    /// <summary>What a role is called in a sentence.</summary>
    public static TextKey RoleName(string role) => new("role." + role);

    /// <summary>The button that chooses a role.</summary>
    public static TextKey RoleButton(string role) => new("button.role_" + role);

    /// <summary>Words, separated by commas, that people may type for a role or an event's code.</summary>
    public static TextKey TypedWords(string roleOrCode) => new("typed." + roleOrCode);

    /// <summary>What Telegram's menu says of a command.</summary>
    public static TextKey MenuLine(string command) => new("menu." + command);

    public override string ToString() => Name;
}
