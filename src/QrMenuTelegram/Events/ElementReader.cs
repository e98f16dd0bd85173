using System.Text.Json;

namespace QrMenuTelegram.Events;

/// <summary>One element of <c>updates</c> as a <see cref="MenuEvent"/>. Pure; never throws.</summary>
internal static class ElementReader
{
    /// <summary>
    /// Brackets within brackets: more than anybody means. Deeper is not understood, since the library's reader takes
    /// time that grows with the square of the depth.
    /// </summary>
    public const int Deepest = 64;

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
        new(server, EventHash.From(null, json), "", "", null, null, null, null, Understood: false, Body(json));

    private static string Body(ReadOnlySpan<byte> json) =>
        json.Length <= Bounds.LongestBody ? LenientJson.Decode(json) : LenientJson.Decode(json[..Bounds.LongestBody]) + "…";

    private static MenuEvent FromElement(string server, JsonElement root, ReadOnlySpan<byte> json)
    {
        JsonElement? element = root;
        var code = element.Member("code").Text();
        var invoice = element.Member("invoice");
        var order = element.Member("order");
        var table = Named.From(element.Member("table"), bare: Bare.Id);
        var shown = Named.From(element.Member("table_repr"), bare: Bare.Name);
        var ordered = Named.From(order.Member("table"), bare: Bare.Name);
        var bounds = new Bounds();
        var menuEvent = new MenuEvent(
            server,
            EventHash.From(element.Member("hash").Text(), json),
            Bounds.Id(code ?? ""),
            Bounds.Id(table.Id ?? shown.Id ?? ordered.Id ?? invoice.Member("table_id").Text() ?? ""),
            (shown.Name ?? ordered.Name ?? table.Name) is { } name ? Bounds.Cut(name, Bounds.LongestName) : null,
            order is { ValueKind: JsonValueKind.Object } ? Order(order, bounds) : null,
            invoice is { ValueKind: JsonValueKind.Object } ? Items(invoice.Member("session").Member("items"), bounds) : null,
            invoice.Member("unpaid_sum").Money(),
            Understood: code is not null,
            ""
        );
        return menuEvent with
        {
            Body = json.Length <= Bounds.LongestBody || !menuEvent.Understood ? Body(json) : CompactElement.Write(menuEvent),
        };
    }

    private static MenuOrder Order(JsonElement? order, Bounds bounds)
    {
        var waiter = Named.From(order.Member("waiter"), bare: Bare.Name);
        return new MenuOrder(
            order.Member("guid").Text() is { } id ? Bounds.Id(id) : null,
            order.Member("sum").Money(),
            order.Member("pricelist_sum").Money(),
            waiter.Id is { } waiterId ? Bounds.Id(waiterId) : null,
            waiter.Name is { } name ? bounds.Name(name) : null,
            Items(order.Member("dishes"), bounds),
            Items(order.Member("discounts"), bounds),
            Items(order.Member("payments"), bounds)
        );
    }

    private static MenuItem[] Items(JsonElement? list, Bounds bounds, int depth = 0)
    {
        var items = new List<MenuItem>();
        if (depth > DeepestModifiers)
        {
            return [];
        }
        if (list is { ValueKind: JsonValueKind.Object } single)
        {
            Add(items, single, bounds, depth);
        }
        else if (list is { ValueKind: JsonValueKind.Array } array)
        {
            foreach (var element in array.EnumerateArray())
            {
                if (!Add(items, element, bounds, depth))
                {
                    break;
                }
            }
        }
        return [.. items];
    }

    /// <returns>False where no more are kept.</returns>
    private static bool Add(List<MenuItem> items, JsonElement? element, Bounds bounds, int depth)
    {
        if (element?.ValueKind is not (JsonValueKind.Object or JsonValueKind.String or JsonValueKind.Number))
        {
            return true;
        }
        if (!bounds.TakeItem())
        {
            return false;
        }
        if (Item(element, bounds, depth) is { } item)
        {
            items.Add(item);
        }
        return true;
    }

    private static MenuItem? Item(JsonElement? element, Bounds bounds, int depth) =>
        element?.ValueKind == JsonValueKind.Object
            ? new MenuItem(
                bounds.Name(element.Member("name").Text() ?? ""),
                element.Member("count").Quantity(),
                element.Member("price").Money(),
                element.Member("sum").Money(),
                Items(element.Member("modifiers"), bounds, depth + 1)
            )
        : element.Text() is { } name ? new MenuItem(bounds.Name(name), null, null, null, [])
        : null;

    private enum Bare
    {
        Id,
        Name,
    }

    /// <summary>Something with <c>id</c> and <c>name</c>, or just one of them written bare.</summary>
    private readonly record struct Named(string? Id, string? Name)
    {
        public static Named From(JsonElement? element, Bare bare) =>
            element switch
            {
                { ValueKind: JsonValueKind.Object } => new(element.Member("id").Text(), element.Member("name").Text()),
                { ValueKind: JsonValueKind.Number } => new(element.Text(), null),
                _ => bare == Bare.Id ? new(element.Text(), null) : new(null, element.Text()),
            };
    }
}
