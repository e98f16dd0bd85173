namespace QrMenuTelegram.Tests.WholeBridge.Actions;

/// <summary>Something that may happen. A new one only needs its line in <see cref="All"/>.</summary>
internal abstract class Act
{
    /// <summary>How often, beside the others.</summary>
    public virtual int Weight => 10;

    public static IReadOnlyList<Act> All { get; } =
    [
        new GuestsAct(), new GuestsRush(),
        new SomebodyTypes(), new SomebodyProbes(), new SomebodyPresses(),
        new CrashSoon(), new CrashNow(),
        new ServerTroubleBegins(), new ServerTroubleEnds(), new ServerRestarts(),
        new TelegramTroubleBegins(), new TelegramTroubleEnds(), new TelegramAsksForPatience(),
        new StorageFails(), new StorageWorksAgain(),
        new TimePasses(),
    ];

    public abstract void Do(Simulation run);
}
