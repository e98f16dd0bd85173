using QrMenuTelegram.Commands;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Subscriptions;

/// <param name="Wanted">What is wanted.</param>
/// <param name="Doubts">See <see cref="TypedPlace"/>.</param>
internal sealed record TypedSubscription(NewSubscription Wanted, IReadOnlyList<TableName> Doubts);

/// <summary>Reads the typed form of /subscribe: <c>[@NAME] ROLE or CODES [TABLES or HALL]</c>.</summary>
internal sealed class SubscribeParser(Restaurant restaurant, Destination here)
{
    public Parsed<TypedSubscription, Complaint> Read(string words)
    {
        if (restaurant.ReadServer(words).IsWrong(out var unknownServer, out var server))
        {
            return unknownServer;
        }
        if (WhatParser.Read(restaurant, server.Rest).IsWrong(out var misspelt, out var what))
        {
            return misspelt;
        }
        if (ReadCodes(what.Found, server.Rest).IsWrong(out var unknownWhat, out var codes))
        {
            return unknownWhat;
        }
        if (new PlaceParser(restaurant).Read(what.Place, server.Server).IsWrong(out var wrongPlace, out var place))
        {
            return wrongPlace;
        }
        var wanted = new NewSubscription(here, place.Hall?.Server ?? server.Server, codes, place.Hall, place.Tables);
        return new TypedSubscription(wanted, place.Doubts);
    }

    private Parsed<CodeList, Complaint> ReadCodes(IReadOnlyList<CodeList> found, string words)
    {
        if (found.Count == 0)
        {
            var first = WhatParser.First(words);
            return new Complaint(
                TextKeys.Subscribe.UnknownWhat,
                ("name", first),
                ("nearest", restaurant.Words.Near(first)),
                ("several", restaurant.Servers.Several)
            );
        }
        var role = found.FirstOrDefault(one => one.Role is not null);
        if (role is not null && found.Any(one => one.Role != role.Role))
        {
            var other = found.Last(one => one.Role != role.Role);
            return new Complaint(
                TextKeys.Subscribe.OneRole,
                ("name", other.ToString()),
                ("first", found[0].ToString()),
                ("quoted", TableList.InQuotes(other.ToString()))
            );
        }
        return role ?? CodeList.From(found.SelectMany(one => one.Codes));
    }
}
