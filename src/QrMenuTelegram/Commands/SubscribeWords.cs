using QrMenuTelegram.Delivery;
using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Commands;

/// <summary>Reads the typed form of /subscribe: <c>[@NAME] ROLE or CODES [TABLES or HALL]</c>. For one reading.</summary>
internal sealed class SubscribeWords(Restaurant restaurant, Destination here)
{
    private readonly PlaceWords _places = new(restaurant);

    /// <inheritdoc cref="PlaceWords.Doubts"/>
    public IReadOnlyList<TableName> Doubts => _places.Doubts;

    /// <returns>What is wrong; null when <paramref name="wanted"/> says what is wanted.</returns>
    public Complaint? Read(string words, out NewSubscription? wanted)
    {
        wanted = null;
        if (restaurant.TakeServer(words, out var server, out var rest) is { } unknownServer)
        {
            return unknownServer;
        }
        if (ReadWhat(rest, out var what, out var place) is { } unknownWhat)
        {
            return unknownWhat;
        }
        if (_places.Read(place, server, out var hall, out var tables) is { } wrongPlace)
        {
            return wrongPlace;
        }
        wanted = new NewSubscription(here, hall?.Server ?? server, what!, hall, tables);
        return null;
    }

    private Complaint? ReadWhat(string words, out CodeList? what, out string place)
    {
        what = null;
        if (WhatWords.Take(restaurant, words, out var found, out place) is { } misspelt)
        {
            return misspelt;
        }
        if (found.Count == 0)
        {
            var first = WhatWords.First(words);
            return new Complaint(TextKeys.Subscribe.UnknownWhat, ("name", first), ("nearest", restaurant.Words.Near(first)), ("several", restaurant.Servers.Several));
        }
        var role = found.FirstOrDefault(one => one.Role is not null);
        if (role is not null && found.Any(one => one.Role != role.Role))
        {
            var other = found.Last(one => one.Role != role.Role);
            return new Complaint(TextKeys.Subscribe.OneRole, ("name", other.ToString()), ("first", found[0].ToString()), ("quoted", TableList.InQuotes(other.ToString())));
        }
        what = role ?? CodeList.Of(found.SelectMany(one => one.Codes));
        return null;
    }
}
