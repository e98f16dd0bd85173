using System.Buffers;
using System.Text;
using System.Text.Json;

namespace QrMenuTelegram.Events;

/// <summary>Writes of an element what was understood of it, in the documented form: for elements too long to be kept as received.</summary>
internal static class CompactElement
{
    /// <summary>Read again it says the same.</summary>
    public static string Write(MenuEvent menuEvent)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("hash", menuEvent.Hash);
            json.WriteString("code", menuEvent.Code);
            json.WriteString("table", menuEvent.TableId);
            Named(json, "table_repr", menuEvent.TableId, menuEvent.TableName);
            if (menuEvent.Added is not null || menuEvent.Unpaid is not null)
            {
                Invoice(json, menuEvent);
            }
            if (menuEvent.Order is { } order)
            {
                Order(json, order);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Invoice(Utf8JsonWriter json, MenuEvent menuEvent)
    {
        json.WriteStartObject("invoice");
        Number(json, "unpaid_sum", menuEvent.Unpaid);
        if (menuEvent.Added is { } added)
        {
            json.WriteStartObject("session");
            Items(json, "items", added);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Order(Utf8JsonWriter json, MenuOrder order)
    {
        json.WriteStartObject("order");
        json.WriteString("guid", order.Id);
        Number(json, "sum", order.Sum);
        Number(json, "pricelist_sum", order.PricelistSum);
        Named(json, "waiter", order.WaiterId, order.WaiterName);
        Items(json, "dishes", order.Dishes);
        Items(json, "discounts", order.Discounts);
        Items(json, "payments", order.Payments);
        json.WriteEndObject();
    }

    private static void Items(Utf8JsonWriter json, string name, IReadOnlyList<MenuItem> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("name", item.Name);
            Number(json, "count", item.Count);
            Number(json, "price", item.Price);
            Number(json, "sum", item.Sum);
            if (item.Modifiers.Count > 0)
            {
                Items(json, "modifiers", item.Modifiers);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Named(Utf8JsonWriter json, string name, string? id, string? text)
    {
        json.WriteStartObject(name);
        json.WriteString("id", id);
        json.WriteString("name", text);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
