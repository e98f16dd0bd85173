namespace QrMenuTelegram.Operations.Start;

/// <summary>Where <c>.env</c> is looked for and relative paths begin.</summary>
internal static class WorkingFolder
{
    /// <summary>Null where it was deleted; then relative paths begin at the root.</summary>
    public static string? Current { get; } = Find();

    private static string? Find()
    {
        try
        {
            return Directory.GetCurrentDirectory();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Directory.SetCurrentDirectory("/");
            return null;
        }
    }
}
