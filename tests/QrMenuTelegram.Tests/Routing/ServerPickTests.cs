using CsCheck;
using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Tests.Routing;

public sealed class ServerPickTests
{
    private static readonly ServerNames Servers = new(["Кафе", "Кафе на углу", "Север"]);

    [Theory]
    [InlineData("waiter 1-8", "(any) waiter 1-8")]
    [InlineData("waiter @север 1-8", "(Север) waiter 1-8")]
    [InlineData("@Кафе на углу waiter", "(Кафе на углу) waiter")]
    [InlineData("waiter @кафе 1", "(Кафе) waiter 1")]
    [InlineData("waiter @\"КАФЕ НА УГЛУ\" \"Стол 1\"", "(Кафе на углу) waiter \"Стол 1\"")]
    [InlineData("waiter @«Север»", "(Север) waiter")]
    [InlineData("waiter \"стол @Север\"", "(any) waiter \"стол @Север\"")]
    [InlineData("waiter \"стол\" @Север", "(Север) waiter \"стол\"")]
    [InlineData("@Кафе", "(Кафе) ")]
    [InlineData("waiter a@Север", "(any) waiter a@Север")]
    [InlineData("waiter @Сервер", "unknown 'Сервер' → Север")]
    [InlineData("waiter @", "unknown ''")]
    [InlineData("@Юг", "unknown 'Юг'")]
    public void A_restaurant_is_picked_wherever_it_stands(string words, string result) =>
        Shown(ServerPick.Read(words, Servers)).ShouldBe(result);

    [Fact]
    public void One_restaurant_is_not_several()
    {
        new ServerNames(["Кафе"]).Several.ShouldBeFalse();
        Servers.Several.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_that_can_be_typed_makes_it_throw() =>
        Gen.String[Gen.OneOf<char>([.. "@ \"«»“”„Кафе Север\n"]), 0, 30].Sample(typed => ServerPick.Read(typed, Servers).ShouldNotBeNull());

    private static string Shown(Parsed<TypedServer, UnknownServer> reading) =>
        reading.IsWrong(out var unknown, out var typed)
            ? $"unknown '{unknown.Piece}'" + (unknown.Nearest is null ? "" : " → " + unknown.Nearest)
            : $"({typed.Server ?? "any"}) {typed.Rest}";
}
