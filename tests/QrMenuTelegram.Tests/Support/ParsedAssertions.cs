namespace QrMenuTelegram.Tests.Support;

internal static class ParsedAssertions
{
    public static T Good<T, TComplaint>(this Parsed<T, TComplaint> parsed) => parsed.ShouldBeOfType<Parsed<T, TComplaint>.Ok>().Value;

    public static TComplaint Complaint<T, TComplaint>(this Parsed<T, TComplaint> parsed) =>
        parsed.ShouldBeOfType<Parsed<T, TComplaint>.Wrong>().Complaint;
}
