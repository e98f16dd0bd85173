namespace QrMenuTelegram.Operations.Settings;

/// <summary>A secret that is given either itself or by the file that holds it.</summary>
internal static class Secret
{
    /// <param name="variable">Its name; that of the file's is the same with <c>File</c> behind it.</param>
    /// <param name="value">As configured.</param>
    /// <param name="file">As configured.</param>
    /// <param name="findings">Get what is wrong.</param>
    /// <param name="whereFrom">Said when neither is set.</param>
    public static string? Read(string variable, string? value, string? file, Findings findings, string whereFrom)
    {
        switch (value, file)
        {
            case (null, null):
                findings.Error(variable, "is not set", $"{whereFrom} Or name a file that holds it: {variable}File.");
                return null;
            case (not null, not null):
                findings.Error(variable, $"and {variable}File are both set", "Keep one of the two.");
                return null;
            case (not null, null):
                return value;
            default:
                return FromFile(variable + "File", file!, findings);
        }
    }

    private static string? FromFile(string variable, string path, Findings findings)
    {
        try
        {
            if (File.ReadAllText(path).Trim() is { Length: > 0 } secret)
            {
                return secret;
            }
            findings.Error(variable, $"names {path}, which is empty", "Write the secret, and nothing else, into that file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Error(variable, $"names {path}, which can't be read ({e.Message})", "Name a file that the user that runs the bridge may read.");
        }
        return null;
    }
}
