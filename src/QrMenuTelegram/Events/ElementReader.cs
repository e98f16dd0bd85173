using System.Text.Json;

namespace QrMenuTelegram.Events;

/// <summary>One element of <c>updates</c> as a <see cref="MenuEvent"/>. Pure; never throws.</summary>
internal static class ElementReader
{
    /// <summary>Brackets within brackets; more than anybody means, and cheap to pass over.</summary>
    public const int Deepest = 100_000;

    /// <summary>Modifiers of modifiers … deeper than this are left out of the message; the body keeps them.</summary>
    public const int DeepestModifiers = 8;

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = Deepest,
    };

    /// <param name="server">The server's name in the configuration.</param>
    /// <param name="json">The element, UTF-8: from an answer, or as <c>events.body</c> keeps it.</param>
    public static MenuEvent Read(string server, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return FromElement(server, document.RootElement, json.Span);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return NotUnderstood(server, json.Span);
        }
    }

    private static MenuEvent NotUnderstood(string server, ReadOnlySpan<byte> json) =>
        new(server, EventHash.Of(null, json), "", "", null, null, null, null, Understood: false, LenientJson.Decode(json));

    private static MenuEvent FromElement(string server, JsonElement root, ReadOnlySpan<byte> json)
    {
        JsonElement? element = root;
        var code = element.Member("code").Text();
        var invoice = element.Member("invoice");
        var order = element.Member("order");
        var table = Named.Of(element.Member("table"), bare: Bare.Id);
        var shown = Named.Of(element.Member("table_repr"), bare: Bare.Name);
        var ordered = Named.Of(order.Member("table"), bare: Bare.Name);
        return new MenuEvent(
            server,
            EventHash.Of(element.Member("hash").Text(), json),
            code ?? "",
            table.Id ?? shown.Id ?? ordered.Id ?? invoice.Member("table_id").Text() ?? "",
            shown.Name ?? ordered.Name ?? table.Name,
            order is { ValueKind: JsonValueKind.Object } ? Order(order) : null,
            invoice is { ValueKind: JsonValueKind.Object } ? Items(invoice.Member("session").Member("items")) : null,
            invoice.Member("unpaid_sum").Money(),
            Understood: code is not null,
            LenientJson.Decode(json));
    }

    private static MenuOrder Order(JsonElement? order)
    {
        var waiter = Named.Of(order.Member("waiter"), bare: Bare.Name);
        return new MenuOrder(
            order.Member("guid").Text(),
            order.Member("sum").Money(),
            order.Member("pricelist_sum").Money(),
            waiter.Id,
            waiter.Name,
            Items(order.Member("dishes")),
            Items(order.Member("discounts")),
            Items(order.Member("payments")));
    }

    private static IReadOnlyList<MenuItem> Items(JsonElement? list, int depth = 0) => list switch
    {
        { ValueKind: JsonValueKind.Array } array when depth <= DeepestModifiers =>
            [.. array.EnumerateArray().Select(item => Item(item, depth)).OfType<MenuItem>()],
        { ValueKind: JsonValueKind.Object } single when depth <= DeepestModifiers => Item(single, depth) is { } item ? [item] : [],
        _ => [],
    };

    private static MenuItem? Item(JsonElement? element, int depth) => element?.ValueKind switch
    {
        JsonValueKind.Object => new MenuItem(
            element.Member("name").Text() ?? "",
            element.Member("count").Quantity(),
            element.Member("price").Money(),
            element.Member("sum").Money(),
            Items(element.Member("modifiers"), depth + 1)),
        JsonValueKind.String or JsonValueKind.Number when element.Text() is { } name => new MenuItem(name, null, null, null, []),
        _ => null,
    };

    private enum Bare
    {
        Id,
        Name,
    }

    /// <summary>Something with <c>id</c> and <c>name</c>, or just one of them written bare.</summary>
    private readonly record struct Named(string? Id, string? Name)
    {
        public static Named Of(JsonElement? element, Bare bare) => element switch
        {
            { ValueKind: JsonValueKind.Object } => new(element.Member("id").Text(), element.Member("name").Text()),
            { ValueKind: JsonValueKind.Number } => new(element.Text(), null),
            _ => bare == Bare.Id ? new(element.Text(), null) : new(null, element.Text()),
        };
    }
}
