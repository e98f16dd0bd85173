namespace QrMenuTelegram.Tests.Storage;

public sealed class DatabaseTests
{
    [Fact]
    public void Opens() => QrMenuTelegram.Storage.Database.Open(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "x.db")).Dispose();
}
