using QrMenuTelegram.Configuration;

namespace QrMenuTelegram.Calls;

/// <summary>Section <c>Calls</c>: who may take a call, when it is reminded of, and when it ends by itself.</summary>
public sealed class CallsOptions(VariableReader read)
{
    public CallsOptions()
        : this(VariableReader.NothingSet) { }

    public bool Remind { get; init; } =
        read.Flag(
            "Calls__Remind",
            true,
            "Whether a call that nobody takes is reminded of: its chats after 1 and 2 minutes, the managers after 3, or by steps of "
                + "your own."
        );

    /// <summary>The ladder of a call that nobody takes.</summary>
    public Ladder Ladder { get; init; } = LadderReader.Read(read, "Calls", " of your own") ?? Ladder.Default;

    /// <summary>Ladders of single codes, by code.</summary>
    public IReadOnlyDictionary<string, Ladder> CodeLadders { get; init; } =
        LadderReader.ReadEach(
            read,
            "Calls__Codes",
            " for one code, waiter_call or bill_request",
            code => CallLifecycle.IsCall(code.ToLowerInvariant()) ? null : new("is no code of a call", "Write waiter_call or bill_request.")
        );

    /// <summary>Ladders of halls, by the hall's name; they go before those of codes.</summary>
    public IReadOnlyDictionary<string, Ladder> HallLadders { get; init; } =
        LadderReader.ReadEach(read, "Calls__Halls", " for one hall, by its name", _ => null);

    public TimeSpan RingAgain { get; init; } =
        read.Duration("Calls__RingAgain", "00:02:00", "10s", "1d", "A guest who presses again makes chats ring again at most this often.");

    public TimeSpan HolderAfter { get; init; } =
        read.Duration(
            "Calls__HolderAfter",
            "00:10:00",
            "0",
            "1d",
            "Whoever took a call and does not say that it is done is asked after this; 00:00:00 for never."
        );

    public TimeSpan MissedAfter { get; init; } =
        read.Duration(
            "Calls__MissedAfter",
            "01:00:00",
            "1m",
            "1d",
            "A call that is still open after this ends by itself; without reminders (Calls__Remind=false) a press after this is a new call."
        );

    public bool CloseOnTake { get; init; } =
        read.Flag("Calls__CloseOnTake", false, "Whether taking a waiter call ends it; otherwise somebody says that it is done.");

    public bool OnlyStaff { get; init; } =
        read.Flag(
            "Calls__OnlyStaff",
            false,
            "Whether only staff and managers may take calls, rather than whoever is in a chat that shows them."
        );

    public TimeSpan HallAfter { get; init; } =
        read.Duration(
            "Calls__HallAfter",
            "00:00:00",
            "0",
            "1h",
            "How long a table's owner alone knows of a call before the hall's chats do; 00:00:00: at once."
        );

    public bool PosWaiterOwns { get; init; } =
        read.Flag(
            "Calls__PosWaiterOwns",
            false,
            "Whether the POS waiter of a table's newest order owns the table while nobody took it with /take."
        );

    public TimeSpan ShiftLength { get; init; } =
        read.Duration("Calls__ShiftLength", "14:00:00", "10m", "7d", "When tables that a waiter took are released by themselves.");

    public AgeSteps AgeSteps { get; init; } =
        read.Value(
            "Calls__AgeSteps",
            "00:02:00,00:05:00,00:08:00",
            AgeSteps.Parse,
            "Three ages at which a call changes its colour; one that is taken later than the second is late in reports."
        );
}
