using Microsoft.Extensions.Logging;
using QrMenuTelegram.Alarms;
using QrMenuTelegram.Announcements;
using QrMenuTelegram.Delivery;
using QrMenuTelegram.Storage;
using QrMenuTelegram.Tests.Support;

namespace QrMenuTelegram.Tests.Alarms;

/// <summary>A restaurant whose chats show nothing, and one channel that remembers what it was to tell.</summary>
internal sealed class AlarmRig : IAlarmChannel, IDisposable
{
    public static readonly TimeSpan After = TimeSpan.FromMinutes(2);

    private readonly List<AlarmNews> _told = [];

    public AlarmRig()
    {
        Rig = new CallRig { ShowsAtOnce = false };
        Restart();
        Pass(TimeSpan.FromSeconds(15));
    }

    public CallRig Rig { get; }

    public AlarmWorker Worker { get; private set; } = null!;

    public string Name => "Alarm__Mail";

    /// <summary>Why the channel can't send; null while it can.</summary>
    public string? Broken { get; set; }

    /// <summary>How often it was to send.</summary>
    public int Attempts { get; private set; }

    public AlarmNews? Newest => _told.LastOrDefault();

    /// <summary>What was told, in order.</summary>
    public string Told => string.Join(", ", _told.Select(news => AlarmTexts.Name(news.Kind)));

    public Task<AlarmOutcome> Send(AlarmNews news, CancellationToken cancel)
    {
        Attempts++;
        if (Broken is not null)
        {
            return Task.FromResult<AlarmOutcome>(new AlarmOutcome.Failed(Broken));
        }
        _told.Add(news);
        return Task.FromResult<AlarmOutcome>(new AlarmOutcome.Sent());
    }

    /// <summary>Another process works with the same database.</summary>
    public void Restart() =>
        Worker = new AlarmWorker(
            this,
            Rig.Get<AlarmOptions>(),
            Rig.Get<Database>(),
            Rig.Get<Courier>(),
            Rig.Get<ManagerAlerts>(),
            () => 1,
            Rig.Clock,
            Rig.Get<ILogger<AlarmWorker>>()
        );

    /// <summary>Time passes, and the worker gets each turn that it wants.</summary>
    public void Pass(TimeSpan span)
    {
        var until = Rig.Clock.Now + span;
        while (Worker.Turn() is { } due && due <= until)
        {
            Rig.Time.Advance(due.Since(Rig.Clock.Now));
        }
        Rig.Time.Advance(until - Rig.Clock.Now);
    }

    /// <summary>All that waits is shown.</summary>
    public void Show()
    {
        Rig.ShowsAtOnce = true;
        Rig.Show();
        Rig.ShowsAtOnce = false;
    }

    /// <summary>The texts of the whole bridge.</summary>
    public AlarmTexts Texts => Rig.Get<AlarmTexts>();

    public void Dispose() => Rig.Dispose();
}
