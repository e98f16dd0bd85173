using System.Globalization;
using System.Text;
using QrMenuTelegram.Events;

namespace QrMenuTelegram.Tests.WholeBridge.Peers;

/// <summary>An element of a server's queue.</summary>
internal abstract record QueueElement(string Server)
{
    /// <summary>When it came into the queue; simulated milliseconds.</summary>
    public required long At { get; init; }

    /// <summary>When the queue lets go of it, at the latest.</summary>
    public required long Until { get; set; }

    /// <summary>The bridge's database was seen to hold it.</summary>
    public bool IsStored { get; set; }

    /// <summary>Null where it has none.</summary>
    public abstract string? Hash { get; }

    public abstract void WriteTo(StringBuilder json);
}

/// <summary>Something that is no event as the vendor describes them.</summary>
/// <param name="Mark">Stands in it.</param>
/// <param name="Body">As it is written.</param>
internal sealed record OddEvent(string Server, string Mark, string Body) : QueueElement(Server)
{
    public override string? Hash => null;

    public override void WriteTo(StringBuilder json) => json.Append(Body);
}

/// <summary>What a guest did, as its server tells it.</summary>
/// <param name="Server">Whose.</param>
/// <param name="Given">May be that of another event at another table.</param>
/// <param name="Code">One of the five.</param>
/// <param name="Table">As staff call it; with the code, one guest and what he wants.</param>
internal sealed record GuestEvent(string Server, string Given, string Code, int Table) : QueueElement(Server)
{
    public override string Hash => Given;

    public string TableId => (1_000_000 + Table).ToString(CultureInfo.InvariantCulture);

    public override string ToString() => $"{Server} {Code} of table {Table} ({Hash})";

    /// <summary>As an element of <c>updates</c>, in the form of the vendor's samples.</summary>
    public override void WriteTo(StringBuilder json)
    {
        const string Items = """[{"id":1,"type":"dish","name":"Soup <of> the day","price":5.0,"count":2.0,"sum":10.0,"modifiers":[]}]""";
        var table = $$"""{"id":{{TableId}},"name":"{{Table}}","max_guests":50}""";
        json.Append($$"""{"hash":"{{Hash}}","code":"{{Code}}","table":{{TableId}},""");
        json.Append(
            Code is EventCodes.SaveOrder or EventCodes.AdditionalOrder
                ? $$$"""
                "invoice":{"id":1,"unpaid_sum":10.0,"session":{"items":{{{Items}}},"payments":null}},
                "order":{"guid":"g","sum":10.0,"pricelist_sum":10.0,"table":{{{table}}},"waiter":{"id":1,"name":"W"},"discounts":[],"payments":[],"dishes":{{{Items}}}} }
                """
                : $$"""
                "invoice":null,"order":null,"table_repr":{{table}} }
                """
        );
    }
}
