namespace QrMenuTelegram.Tests.WholeBridge.Actions;

/// <summary>Something that may happen. A new one only needs its line in <see cref="All"/>.</summary>
internal abstract class Act
{
    /// <summary>How often, beside the others.</summary>
    public virtual int Weight => 10;

    public static IReadOnlyList<Act> All { get; } =
    [
        new GuestsAct(),
        new GuestsRush(),
        new OddEvents(),
        new SomebodyTypes(),
        new SomebodyProbes(),
        new SomebodyPresses(),
        new SomebodyIsInvited(),
        new SomebodyIsRemoved(),
        new SomebodyIsHired(),
        new StrangersTalk(),
        new MemberTalks(),
        new GuestPressesAgain(),
        new TableIsForgotten(),
        new ChatIsUnsubscribed(),
        new GuestPays(),
        new StaffPress(),
        new StaffPressTogether(),
        new SomebodyPressesWhatIsNoMore(),
        new StaffType(),
        new ShiftBegins(),
        new ChatsAreMuted(),
        new BoardIsSlow(),
        new LongTimePasses(),
        new ChatRefuses(),
        new ChatIsBack(),
        new GroupIsUpgraded(),
        new TopicGoes(),
        new SomebodyDeletesMessage(),
        new ChatIsSlow(),
        new CrashSoon(),
        new CrashNow(),
        new BridgeIsStopped(),
        new WallClockJumps(),
        new MachineSleeps(),
        new ServerTroubleBegins(),
        new ServerTroubleEnds(),
        new ServerRestarts(),
        new TelegramTroubleBegins(),
        new TelegramTroubleEnds(),
        new LineTroubleBegins(),
        new LineTroubleEnds(),
        new TelegramAsksForPatience(),
        new StorageFails(),
        new StorageWorksAgain(),
        new TimePasses(),
    ];

    public abstract void Do(Simulation run);
}
