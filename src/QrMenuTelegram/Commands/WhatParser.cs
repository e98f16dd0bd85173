using QrMenuTelegram.Events;
using QrMenuTelegram.Messages;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Commands;

/// <param name="Found">Roles and codes in the order they were typed; none where it begins with something else.</param>
/// <param name="Place">The rest.</param>
internal sealed record TypedWhat(IReadOnlyList<CodeList> Found, string Place);

/// <summary>Reads which events are meant, before the place: roles and codes in the words of every language. Pure.</summary>
internal static class WhatParser
{
    /// <param name="restaurant">What there is.</param>
    /// <param name="words">What was typed, without the server.</param>
    /// <returns>A complaint where a word was probably meant for a code, but is none.</returns>
    public static Parsed<TypedWhat, Complaint> Read(Restaurant restaurant, string words)
    {
        var found = restaurant.Words.Take(words, text => restaurant.Named(text).Count > 0, out var place);
        var next = First(place);
        var isListed = found.Count > 0 && words[..^place.Length].TrimEnd().EndsWith(',');
        if (
            (next.Contains('_', StringComparison.Ordinal) || isListed)
            && !next.Any(char.IsAsciiDigit)
            && !restaurant.TablesOn(null).Contains(new TableName(next))
            && restaurant.Words.Near(next) is { } nearest
        )
        {
            return new Complaint(TextKeys.Code.Unknown, ("name", next), ("nearest", nearest), ("codes", EventCodes.All));
        }
        return new TypedWhat(found, place);
    }

    /// <summary>The first word; '' where it stands in quotes or there is none.</summary>
    public static string First(string words) =>
        Pieces.Split(words, out var pieces) is null && pieces is [{ InQuotes: false } first, ..] ? first.Text : "";

    /// <summary>All codes of what was found, each once.</summary>
    public static IReadOnlyList<string> Codes(IReadOnlyList<CodeList> found) => CodeList.From(found.SelectMany(one => one.Codes)).Codes;
}
