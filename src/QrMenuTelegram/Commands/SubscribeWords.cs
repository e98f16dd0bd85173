using QrMenuTelegram.Delivery;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Commands;

/// <summary>Reads the typed form of /subscribe: <c>[@NAME] ROLE or CODES [TABLES or HALL]</c>. Pure.</summary>
internal sealed class SubscribeWords(Restaurant restaurant, Destination here)
{
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
        if (new PlaceWords(restaurant).Read(place, server, out var hall, out var tables) is { } wrongPlace)
        {
            return wrongPlace;
        }
        wanted = new NewSubscription(here, hall?.Server ?? server, what!, hall, tables);
        return null;
    }

    private Complaint? ReadWhat(string words, out CodeList? what, out string place)
    {
        var length = CodeList.LengthIn(words);
        (what, place) = (null, words[length..].Trim());
        switch (CodeList.Read(words[..length]))
        {
            case CodeList.Reading.Ok ok:
                what = ok.List;
                return null;
            case CodeList.Reading.Wrong wrong:
                return new Complaint("subscribe.unknown_what", ("name", wrong.Piece), ("nearest", wrong.Nearest), ("several", restaurant.Servers.Several));
            default:
                return null;
        }
    }
}
