using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace QrMenuTelegram.Tests.Support;

/// <summary>
/// What the Bot API can say in an update, as far as Telegram.Bot knows it: for each field of a message, of a press and of a
/// change of the bot's standing one that has it, for each form that the field can have.
/// </summary>
internal static class UpdateForms
{
    /// <summary>JSON that can stand where something else is meant.</summary>
    public static IReadOnlyList<string> Others { get; } =
    [
        "null",
        "{}",
        "[]",
        "[null]",
        "[[]]",
        "true",
        "\"\"",
        "\"not known yet\"",
        "1e300",
        "99999999999999999999",
        "-5",
        "1.5",
        """{ "type": "not known yet" }""",
        """{ "type": 5 }""",
    ];

    // What a field holds is told in whole; what lies this deep in it only so far as it must be there.
    private const int Depth = 3;

    private static readonly Type[] Known = typeof(Update).Assembly.GetExportedTypes();

    /// <summary>The kind of each update (<c>message</c> …), and its content.</summary>
    public static IEnumerable<(string Kind, JsonObject Content)> All() =>
        [
            .. Of<Message>("message", nameof(Message.From), nameof(Message.Text)),
            .. Of<CallbackQuery>("callback_query", nameof(CallbackQuery.Message), nameof(CallbackQuery.Data)),
            .. Of<ChatMemberUpdated>("my_chat_member"),
        ];

    /// <summary>The same with one of its values, the <paramref name="at"/>th of all however deep, another.</summary>
    public static JsonObject Broken(JsonObject content, int at, JsonNode? other)
    {
        var broken = content.DeepClone().AsObject();
        var inside = Inside(broken).ToList();
        inside[at % inside.Count].ReplaceWith(other);
        return broken;
    }

    /// <summary>The same with each of its values in turn null.</summary>
    public static IEnumerable<JsonObject> WithoutEach(JsonObject content) => Inside(content).Select((_, at) => Broken(content, at, null));

    private static IEnumerable<JsonNode> Inside(JsonNode node) =>
        (
            node switch
            {
                JsonObject content => content.Select(field => field.Value!),
                JsonArray items => items.Select(item => item!),
                _ => [],
            }
        ).SelectMany(inner => Inside(inner).Prepend(inner));

    /// <param name="kind">What they are called.</param>
    /// <param name="always">The fields that each of them has, beside those that must be: else it is nothing to us.</param>
    private static IEnumerable<(string Kind, JsonObject Content)> Of<T>(string kind, params string[] always)
        where T : class =>
        from property in Settable(typeof(T))
        from value in Values(property.PropertyType, 1)
        select (kind, Json((T)Filled(typeof(T), Depth, always, (property, value))));

    private static JsonObject Json<T>(T content) => JsonSerializer.SerializeToNode(content, JsonBotAPI.Options)!.AsObject();

    private static IEnumerable<object> Values(Type type, int depth) =>
        Nullable.GetUnderlyingType(type) is { } inner ? Values(inner, depth)
        : type.IsEnum ? Enum.GetValues(type).Cast<object>()
        : Item(type) is { } item
            ? depth > Depth ? [Array.CreateInstance(item, 0)]
                : Values(item, depth).Select(value => Many(item, value))
        : IsOfLibrary(type) ? Forms(type).Select(form => Filled(form, depth))
        : [Simple(type)];

    private static object Filled(Type type, int depth, string[]? always = null, (PropertyInfo Property, object Value)? given = null)
    {
        var filled = Activator.CreateInstance(type)!;
        foreach (
            var property in Settable(type).Where(property => depth < Depth || MustBe(property) || always?.Contains(property.Name) == true)
        )
        {
            property.SetValue(filled, property == given?.Property ? given.Value.Value : Values(property.PropertyType, depth + 1).First());
        }
        given?.Property.SetValue(filled, given.Value.Value);
        return filled;
    }

    // Those first that need no other: where one is enough, it ends there.
    private static IEnumerable<Type> Forms(Type type) =>
        Known
            .Where(known => known.IsAssignableTo(type) && !known.IsAbstract && known.GetConstructor([]) is not null)
            .OrderBy(form => Settable(form).Count(property => MustBe(property) && IsOfLibrary(property.PropertyType)));

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetSetMethod() is not null);

    private static bool MustBe(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull;

    private static bool IsOfLibrary(Type type) => type.IsClass && type.Assembly == typeof(Update).Assembly;

    private static Type? Item(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments()[0]
        : null;

    private static Array Many(Type item, object value)
    {
        var many = Array.CreateInstance(item, 1);
        many.SetValue(value, 0);
        return many;
    }

    private static object Simple(Type type) =>
        type == typeof(string) ? "words"
        : type == typeof(DateTime) ? new DateTime(2026, 11, 24, 19, 0, 0, DateTimeKind.Utc)
        : type == typeof(bool) ? true
        : Convert.ChangeType(7, type, CultureInfo.InvariantCulture);
}
