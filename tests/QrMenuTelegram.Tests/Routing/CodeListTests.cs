using QrMenuTelegram.Routing;

namespace QrMenuTelegram.Tests.Routing;

public sealed class CodeListTests
{
    [Theory]
    [InlineData("waiter", "waiter")]
    [InlineData("Kitchen", "kitchen")]
    [InlineData("bill_request,waiter_call", "waiter_call,bill_request")]
    [InlineData("WAITER_CALL , waiter_call", "waiter_call")]
    [InlineData("", "wrong: ''")]
    [InlineData("waitr", "wrong: 'waitr' → waiter")]
    [InlineData("waiter_cal", "wrong: 'waiter_cal' → waiter_call")]
    [InlineData("kitchen,waiter_cal", "wrong: 'kitchen'")]
    [InlineData("bill_requst,waiter_call", "wrong: 'bill_requst' → bill_request")]
    [InlineData("кухня", "wrong: 'кухня'")]
    public void A_role_or_codes_are_read(string typed, string result) =>
        Shown(CodeList.Read(typed)).ShouldBe(result);

    private static string Shown(CodeList.Reading reading) => reading switch
    {
        CodeList.Reading.Ok ok => ok.List.ToString(),
        CodeList.Reading.Wrong wrong => $"wrong: '{wrong.Piece}'" + (wrong.Nearest is null ? "" : " → " + wrong.Nearest),
        _ => "?",
    };
}
