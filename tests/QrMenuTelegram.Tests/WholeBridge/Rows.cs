using Dapper;

namespace QrMenuTelegram.Tests.WholeBridge;

/// <summary>What the bridge's database holds, as its last commit left it.</summary>
internal static class Rows
{
    public static long Number(Simulation run, string sql) => run.Bridge!.Database.Read(connection => connection.ExecuteScalar<long>(sql));

    public static string? Text(Simulation run, string sql) =>
        run.Bridge!.Database.Read(connection => connection.ExecuteScalar<string?>(sql));

    public static IReadOnlyList<T> All<T>(Simulation run, string sql) =>
        run.Bridge!.Database.Read(connection => connection.Query<T>(sql).AsList());
}
