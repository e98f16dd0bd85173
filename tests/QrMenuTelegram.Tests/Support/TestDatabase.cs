using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Tests.Support;

/// <summary>A real database in a folder of its own, gone afterwards.</summary>
public sealed class TestDatabase : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.ForDatabase();

    public TestDatabase() => Database = Database.Open(_folder.EmptyDatabase());

    public Database Database { get; }

    public T Write<T>(Func<Transaction, T> work) => Database.Write(work);

    public void Write(Action<Transaction> work) => Database.Write(work);

    public void Dispose()
    {
        Database.Dispose();
        _folder.Dispose();
    }
}
