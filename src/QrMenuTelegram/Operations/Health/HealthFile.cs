using System.Text.Json;
using System.Text.Json.Serialization;
using QrMenuTelegram.Storage;

namespace QrMenuTelegram.Operations.Health;

/// <summary>What the running bridge says of itself.</summary>
/// <param name="WrittenAt">By the wall clock, Unix milliseconds.</param>
/// <param name="Problems">Each a line; empty when all is well.</param>
internal sealed record HealthReport(long WrittenAt, IReadOnlyList<string> Problems);

/// <summary>The small file beside the database by which <c>health</c> knows how the bridge does; replaced, never half written.</summary>
internal static partial class HealthFile
{
    /// <summary>Older than this, the bridge is stuck: it writes about every 10 s.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(45);

    public static string PathOf(string databasePath) => DatabaseFiles.HealthOf(DatabaseFiles.Resolve(databasePath));

    public static void Write(string databasePath, HealthReport report)
    {
        var path = PathOf(databasePath);
        var next = path + ".new";
        DatabaseFiles.Write(next, JsonSerializer.SerializeToUtf8Bytes(report, Json.Default.HealthReport));
        File.Move(next, path, overwrite: true);
    }

    /// <summary>At a clean stop, so that the next look says "not running" at once.</summary>
    public static void Remove(string databasePath) => File.Delete(PathOf(databasePath));

    /// <summary>Null when there is none, or it is no report.</summary>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static HealthReport? Read(string databasePath)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(databasePath)), Json.Default.HealthReport);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    [JsonSerializable(typeof(HealthReport))]
    private sealed partial class Json : JsonSerializerContext;
}
