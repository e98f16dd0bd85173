using QrMenuTelegram.Commands;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <summary>What /why is asked.</summary>
/// <param name="Table">As typed.</param>
/// <param name="Codes">The one that was named, or all five.</param>
/// <param name="Servers">The one that was named, else those that have such a table, else all.</param>
/// <param name="IsSeen">Whether some event named such a table.</param>
/// <param name="Suggestion">A table that was probably meant; null where it is seen or nothing is near.</param>
internal sealed record WhyQuestion(
    TableName Table,
    IReadOnlyList<string> Codes,
    IReadOnlyList<string> Servers,
    bool IsSeen,
    string? Suggestion
)
{
    /// <summary>Reads <c>[@NAME] TABLE [CODE]</c>. The table's name needs no quotes for its spaces. Pure.</summary>
    public static Parsed<WhyQuestion, Complaint> Read(string words, Restaurant restaurant)
    {
        if (restaurant.ReadServer(words).IsWrong(out var unknownServer, out var typedServer))
        {
            return unknownServer;
        }
        var (server, rest) = typedServer;
        var found = restaurant.Words.TakeLast(rest, out var typed);
        IReadOnlyList<string>? codes = found.Count == 0 ? null : WhatParser.Codes(found);
        if (
            codes is null
            && rest.Split(' ')[^1] is var last
            && last.Contains('_', StringComparison.Ordinal)
            && Nearest.Find(last, EventCodes.All) is { } near
        )
        {
            return new Complaint(TextKeys.Code.Unknown, ("name", last), ("nearest", near), ("codes", EventCodes.All));
        }
        var table = new TableName(Unquoted(typed));
        var isList = !TableList.Read(typed).IsWrong(out _, out var list) && list is { Tables.Count: > 1, Doubtful: [] };
        if (table.Text.Length == 0 || (isList && !restaurant.TablesOn(server).Contains(table)))
        {
            return new Complaint(TextKeys.Why.Form, ("several", restaurant.Servers.Several));
        }
        var seen = restaurant.SeenOn(server).Where(known => new TableName(known.Name) == table).Select(known => known.Server).ToList();
        var nearest = seen.Count > 0 ? null : Nearest.Find(table.Text, restaurant.TablesOn(server).Select(known => known.Text));
        var servers = server is not null
            ? [server]
            : restaurant.Servers.All.Where(one => seen.Contains(one, StringComparer.OrdinalIgnoreCase)).ToList();
        return new WhyQuestion(
            table,
            codes ?? EventCodes.All,
            servers.Count > 0 ? servers : restaurant.Servers.All,
            seen.Count > 0,
            nearest
        );
    }

    private static string Unquoted(string text) =>
        !TableList.Read(text).IsWrong(out _, out var list) && list.Tables is [var only] ? only.Text : text;
}
