using QrMenuTelegram.Delivery;
using QrMenuTelegram.QrMenu;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Telegram;
using QrMenuTelegram.Updates;

namespace QrMenuTelegram.Operations.Health;

/// <summary>What is wrong with the running bridge now, each in a line that says since when.</summary>
internal sealed class Vitals(
    MenuServers servers,
    UpdateLoop updates,
    BotAccount account,
    Courier courier,
    NightlyBackup backup,
    Database database,
    Clock clock
)
{
    /// <summary>Shorter outages fix themselves.</summary>
    private static readonly TimeSpan OutageAfter = TimeSpan.FromSeconds(60);

    /// <summary>A flood is shown within minutes; what waits for longer is stuck.</summary>
    private static readonly TimeSpan WaitingAfter = TimeSpan.FromMinutes(5);

    /// <summary>Telegram asks for seconds now and then; what it asks for longer keeps guests waiting.</summary>
    private static readonly TimeSpan PatienceOf = TimeSpan.FromMinutes(2);

    private const long LeastFree = 50 << 20;

    private readonly Instant _startedAt = clock.Now;

    /// <summary>Whether somebody has not answered yet since the start, and there is still hope that this fixes itself.</summary>
    public bool IsStarting => !IsLong(_startedAt, OutageAfter) && (account.Identity is null || servers.Statuses.Any(IsUnanswered));

    public IReadOnlyList<string> Problems() =>
        [
            .. servers.Statuses.Select(Server).OfType<string>(),
            .. servers.Statuses.Select(Flood).OfType<string>(),
            .. Telegram() is { } trouble ? [trouble] : Array.Empty<string>(),
            .. Patience() is { } patience ? [patience] : Array.Empty<string>(),
            .. Delivery() is { } waiting ? [waiting] : Array.Empty<string>(),
            .. Disk() is { } full ? [full] : Array.Empty<string>(),
            .. backup.Failure is { } failure ? [$"backup: {failure}"] : Array.Empty<string>(),
        ];

    private string? Server(MenuServerStatus status) =>
        status.FailingSince is { } since && IsLong(since, OutageAfter) ? $"{status.Name}: no events since {At(since)} ({status.Detail})"
        : IsUnanswered(status) ? $"{status.Name}: no answer yet since the start{(status.Detail is null ? "" : $" ({status.Detail})")}"
        : null;

    private string? Flood(MenuServerStatus status) =>
        status.FloodingSince is { } since
            ? $"{status.Name}: flood since {At(since)}, more new events than a restaurant can produce; {status.HeldBack} were held back"
            : null;

    private string? Telegram()
    {
        var (reading, sending) = (updates.Status, courier.Status);
        if (sending.UnauthorizedSince is { } refused)
        {
            return $"Telegram__Token: revoked or wrong since {At(refused)}; take the bot's token from @BotFather and start again";
        }
        if (
            reading is { FailingSince: { } since, Reason: { } reason }
            && (reading.Failure == TelegramFailure.Unauthorized || IsLong(since, OutageAfter))
        )
        {
            return $"Telegram: since {At(since)}, {reason}";
        }
        if (account.Identity is null)
        {
            return $"Telegram: no answer yet since the start{(reading.Reason is null ? "" : $" ({reading.Reason})")}";
        }
        return sending.AwaySince is { } away && IsLong(away, OutageAfter) ? $"Telegram: takes no messages since {At(away)}" : null;
    }

    private string? Patience()
    {
        var chats = database.Read(connection => WaitingStore.Patience(connection, clock.Now, PatienceOf));
        return chats.Count == 0
            ? null
            : $"Telegram: rate limit (429) in {chats.Count} "
                + $"{(chats.Count == 1 ? "chat" : "chats")}, nothing is sent there until {At(chats[0])} "
                + $"({(int)Math.Ceiling(-Age(chats[0]).TotalMinutes)} min more)";
    }

    // A success that an earlier process had is no sign of life.
    private bool IsUnanswered(MenuServerStatus status) => !(status.LastSuccessAt >= _startedAt);

    private string? Delivery()
    {
        var waiting = database.Read(WaitingStore.Waiting);
        return waiting.OldestAt is { } oldest && IsLong(oldest, WaitingAfter)
            ? $"{waiting.Count} notices wait for Telegram, the oldest for {(int)Age(oldest).TotalMinutes} min"
            : null;
    }

    private string? Disk()
    {
        var free = new DriveInfo(Path.GetDirectoryName(database.Path)!).AvailableFreeSpace;
        return free < LeastFree ? $"disk: {free >> 20} MB free for {database.Path}" : null;
    }

    private bool IsLong(Instant since, TimeSpan least) => Age(since) >= least;

    private TimeSpan Age(Instant since) => clock.Now - since;

    private string At(Instant steady) => $"{clock.ToWall(steady):yyyy-MM-dd HH:mm:ss} UTC";
}
